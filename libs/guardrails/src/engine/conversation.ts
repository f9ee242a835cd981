import { hash } from 'node:crypto';

import { SeenValues, type SeenValue } from './seen-values.js';

/**
 * What a request has shown so far, in the order the provider reads it. Two requests with the same
 * beginning pass through the same states, so their beginnings are rewritten to the same bytes.
 */
export class Conversation {
  readonly seenValues = new SeenValues();
  /** Names the state: equal for equal values in equal order. */
  fingerprint = '';
  /** What was learned, by the text it was learned from. */
  readonly addedValues: (readonly SeenValue[])[] = [];

  add(values: readonly SeenValue[]): void {
    const added = values.filter(({ value, category }) => this.seenValues.accepts(value, category));
    if (added.length === 0) return;
    this.addedValues.push(added);
    for (const value of added) this.seenValues.add(value);
    const names = added.map(({ value, category }) => `${category}\0${value}`).join('\0');
    this.fingerprint = hash('sha256', `${this.fingerprint}\0${names}`, 'base64');
  }
}
