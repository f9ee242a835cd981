/** A built-in id, or the category a custom guardrail was given. */
export type Category = string;

/**
 * What happens to a detected value. `anonymize`: a token replaces it. `block`: the request is not sent. `report`: it is
 * counted and does not change.
 */
export type GuardrailMode = 'anonymize' | 'block' | 'report';

/** A rule of the operator: an expression in RE2 syntax, or words that are found as whole words in any case. */
export type CustomGuardrail = {
  readonly name: string;
  readonly category: Category;
  readonly mode: GuardrailMode;
} & ({ readonly pattern: string } | { readonly words: readonly string[] });

/** A range of a text. Offsets are in UTF-16 code units, `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

export type Detection = Span & {
  readonly category: Category;
  readonly mode: GuardrailMode;
  /** The token; null when nothing was replaced (`report`, `block`). */
  readonly replacement: string | null;
};

/**
 * Values that do not fit into their token. Both calls return at once; `remember` may write to a database later.
 */
export type MappingStore = {
  lookup(tenantId: string, token: string): string | undefined;
  remember(tenantId: string, token: string, value: string, category: Category): void;
};

/** Token → value of one request, looked up first when its response is restored. */
export type Replacements = Pick<ReadonlyMap<string, string>, 'get'>;
