import { foldText } from '../scan-index/fold-text.js';
import type { ScanKind } from '../scan-index/places.js';
import { ScanIndex } from '../scan-index/scan-index.js';
import type { SeenValues } from '../seen-values.js';
import { findAssignments, type Assignment, type Heading, type Named } from './assignments.js';

/** One text, and what several guardrails need of it, computed once. */
export class ScanText {
  private named: Named | undefined;
  readonly places: ScanIndex;

  /** The text that guardrails read: folded where it has characters that look like ASCII. */
  readonly text: string;
  /** Offset in the original text of the character at an offset of `text`. */
  readonly originalOf: (offset: number) => number;

  /** @param seenValues the values of the conversation, searched for in the same pass */
  constructor(original: string, seenValues: SeenValues) {
    const places = new ScanIndex(original, seenValues);
    if (!places.isUnfolded) {
      this.text = original;
      this.originalOf = (offset) => offset;
      this.places = places;
      return;
    }
    const { text, originalOf } = foldText(original);
    this.text = text;
    this.originalOf = originalOf;
    this.places = new ScanIndex(text, seenValues, true);
  }

  /** Values assigned to names of secrets: `password = "v"`, `"api_key": "v"`, `--token v`. */
  get assignments(): readonly Assignment[] {
    return this.secretNames.assignments;
  }

  /** Names of secrets without a value, such as headings of tables. */
  get headings(): readonly Heading[] {
    return this.secretNames.headings;
  }

  /** Whether the text has a place of one of these kinds. */
  hasOneOf(kinds: readonly ScanKind[]): boolean {
    return kinds.some((kind) => this.places.has(kind));
  }

  private get secretNames(): Named {
    this.named ??= findAssignments(this.text, this.places.of('secretName').starts);
    return this.named;
  }
}
