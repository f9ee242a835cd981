import type { Places } from '../scan-index/places.js';
import type { Assignment, Heading } from './assignments.js';

/** Reports one detection: offsets in the scanned text, `end` is exclusive. */
export type Report = (start: number, end: number) => void;

/** A text as one guardrail sees it: only the kinds of places that it declares. */
export type Scan<Kind extends string> = {
  readonly text: string;
  readonly places: { of(kind: Kind): Places; has(kind: Kind): boolean };
} & ('secretName' extends Kind ? SecretNames : unknown);

type SecretNames = {
  readonly assignments: readonly Assignment[];
  readonly headings: readonly Heading[];
};
