import type { SeenValues } from '../seen-values.js';
import { ScanIndex } from '../scan-index/scan-index.js';
import { findAssignments, type Assignment, type Heading, type Named } from './assignments.js';

/** One text and what several guardrails want to know of it, found once. */
export class ScanText {
  private found: Named | undefined;
  private seen: ScanIndex | undefined;

  /** @param values those of the conversation, looked for in the same pass */
  constructor(
    readonly text: string,
    private readonly values: SeenValues,
  ) {}

  /** Values given to names that speak of a secret: `password = "v"`, `"api_key": "v"`, `--token v`. */
  get assignments(): readonly Assignment[] {
    return this.named.assignments;
  }

  /** Such names to which nothing is given. */
  get headings(): readonly Heading[] {
    return this.named.headings;
  }

  private get named(): Named {
    this.found ??= findAssignments(this.text, this.landmarks);
    return this.found;
  }

  /** Where it is worth looking. */
  get landmarks(): ScanIndex {
    this.seen ??= new ScanIndex(this.text, this.values);
    return this.seen;
  }
}
