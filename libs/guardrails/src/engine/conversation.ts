import { hash } from 'node:crypto';

import { SeenValues, type KnownValue } from './known/seen-values.js';

/**
 * What a request has shown so far, in the order the provider reads it. Two requests with the same
 * beginning pass through the same states, so their beginnings are rewritten to the same bytes.
 */
export class Conversation {
  readonly known = new SeenValues();
  /** Names the state: equal for equal values in equal order. */
  fingerprint = '';
  /** What was learned, by the text it was learned from. */
  readonly lessons: (readonly KnownValue[])[] = [];

  learn(values: readonly KnownValue[]): void {
    const added = values.filter(({ value, category }) => this.known.accepts(value, category));
    if (added.length === 0) return;
    this.lessons.push(added);
    for (const value of added) this.known.add(value);
    const names = added.map(({ value, category }) => `${category}\0${value}`).join('\0');
    this.fingerprint = hash('sha256', `${this.fingerprint}\0${names}`, 'base64');
  }
}
