import { hash } from 'node:crypto';

import { isDistinctive, isSearchable, SeenValues, type SeenValue } from './seen-values.js';

/** Values remembered of one conversation, of each sort. Beyond that, values are found by the guardrails only. */
const maxValues = 5_000;

/**
 * The values that a request has shown so far, in the order in which the provider reads it. Two requests with the same
 * beginning go through the same states, so their beginnings are rewritten to the same bytes.
 */
export class Conversation {
  /** The values that are rare enough to be searched for in every text. */
  readonly seenValues = new SeenValues();
  /** The same and the common ones; undefined while there are no common ones. */
  private allValues: SeenValues | undefined;
  /** Identifies the state: equal for equal values in the same order. */
  fingerprint = '';
  /** The values in the order in which they were added: one list for each call of `add` that added something. */
  readonly addedValues: (readonly SeenValue[])[] = [];

  /**
   * The values to search for in what the model wrote. A name such as `Chris` is in every second file, but where the
   * model wrote it, it was restored: the model itself has read and written a token.
   */
  get valuesOfModel(): SeenValues {
    return this.allValues ?? this.seenValues;
  }

  /** Whether the value is new, and is to be remembered. */
  accepts(value: string, category: SeenValue['category']): boolean {
    const all = this.valuesOfModel;
    if (all.get(value) !== undefined || !isSearchable(value, category)) return false;
    const { size } = this.seenValues;
    return (isDistinctive(value, category) ? size : all.size - size) < maxValues;
  }

  /** Adds the values of one text, those that are accepted. */
  add(values: readonly SeenValue[]): void {
    const added = values.filter(({ value, category }) => this.accepts(value, category));
    if (added.length === 0) return;
    this.addedValues.push(added);
    for (const value of added) this.addOne(value);
    const names = added.map(({ value, category }) => `${category}\0${value}`).join('\0');
    this.fingerprint = hash('sha256', `${this.fingerprint}\0${names}`, 'base64');
  }

  private addOne(seen: SeenValue): void {
    const isRare = isDistinctive(seen.value, seen.category);
    if (!isRare) this.allValues ??= this.seenValues.copy();
    if (isRare) this.seenValues.add(seen);
    this.allValues?.add(seen);
  }
}
