import type { KeywordList, ShapeKind } from '../scan-index/places.js';
import type { Report, Scan } from './scan.js';

export type { Report } from './scan.js';

export type GuardrailGroup = 'credentials' | 'pii' | 'financial' | 'network';

type About<Id extends string> = {
  /** Part of the admin API and of stored settings. */
  readonly id: Id;
  readonly name: string;
  readonly description: string;
  readonly group: GuardrailGroup;
  /** Where detections overlap, the lower number wins: the more specific format. */
  readonly priority: number;
  /** First characters of its tokens. Part of the token format: a change makes tokens that were sent unreadable. */
  readonly tokenPrefix: string;
};

/**
 * A built-in guardrail: what it detects, and where in a text it has to look. Its `find` runs only on texts that have
 * one of its keywords or shapes. It is pure, and its time is linear in the text.
 */
export type Guardrail<Id extends string = string> = About<Id> & {
  /** Lists of keywords by kind. Two guardrails may use the same kind for the same list only. */
  readonly keywords: Readonly<Record<string, KeywordList>>;
  /** What else the scan recognises: digits and signs by their neighbours. */
  readonly shapes: readonly ShapeKind[];
  readonly find: (scan: Scan<string>, report: Report) => void;
};

/**
 * Declares a guardrail. `find` can use the kinds declared here and no others: any other kind is a type error. A
 * guardrail without keywords and shapes stops the program at its start, see KeywordTable.
 */
export function defineGuardrail<
  const Id extends string,
  Keyword extends string = never,
  const Shape extends ShapeKind = never,
>(
  declaration: About<Id> & {
    readonly keywords?: Readonly<Record<Keyword, KeywordList>>;
    readonly shapes?: readonly Shape[];
    readonly find: (scan: Scan<Keyword | Shape>, report: Report) => void;
  },
): Guardrail<Id> {
  const { keywords = {}, shapes = [], find } = declaration;
  // The scan that runs has all kinds of places, so it also has those of this guardrail.
  return { ...declaration, keywords, shapes, find };
}

/** All kinds of places that the guardrail looks at. */
export function kindsOf({ keywords, shapes }: Pick<Guardrail, 'keywords' | 'shapes'>): string[] {
  return [...Object.keys(keywords), ...shapes];
}
