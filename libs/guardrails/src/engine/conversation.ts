import { hash } from 'node:crypto';

import { SeenValues, type SeenValue } from './seen-values.js';

/**
 * The values that a request has shown so far, in the order in which the provider reads it. Two requests with the same
 * beginning go through the same states, so their beginnings are rewritten to the same bytes.
 */
export class Conversation {
  readonly seenValues = new SeenValues();
  /** Identifies the state: equal for equal values in the same order. */
  fingerprint = '';
  /** The values in the order in which they were added: one list for each call of `add` that added something. */
  readonly addedValues: (readonly SeenValue[])[] = [];

  /** Adds the values of one text. Values that are too common to be searched for are left out. */
  add(values: readonly SeenValue[]): void {
    const added = values.filter(({ value, category }) => this.seenValues.accepts(value, category));
    if (added.length === 0) return;
    this.addedValues.push(added);
    for (const value of added) this.seenValues.add(value);
    const names = added.map(({ value, category }) => `${category}\0${value}`).join('\0');
    this.fingerprint = hash('sha256', `${this.fingerprint}\0${names}`, 'base64');
  }
}
