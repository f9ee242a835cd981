export type Find = { readonly category: string; readonly start: number; readonly end: number };
export type Document = { readonly file: string; readonly text: string };
export type Labelled = Document & { readonly spans: readonly Find[] };
export type Row = {
  readonly category: string;
  readonly total: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};
export type Mistake = {
  readonly kind: 'missed' | 'wrong' | 'false';
  readonly file: string;
  readonly category: string;
  readonly value: string;
  readonly around: string;
};
type FindIn = (text: string) => readonly Find[];

export const corpora: { readonly own: string; readonly heldOut: string };
export function readPositives(corpus?: string): Labelled[];
export function readNegatives(corpus?: string): Document[];
export function scorePositives(
  documents: readonly Labelled[],
  findIn: FindIn,
): { rows: Row[]; mistakes: Mistake[] };
export function scoreNegatives(
  documents: readonly Document[],
  findIn: FindIn,
): { characters: number; mistakes: Mistake[]; per100KB: number };
export function macroF1(rows: readonly Row[]): number;
