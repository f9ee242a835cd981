import type { BuiltInId } from './guardrails/index.js';

/** A built-in id, or the category a custom guardrail was given. */
export type Category = string;

/**
 * What happens to a find. `anonymize`: a token takes its place. `block`: the request must not leave.
 * `report`: it is counted and stays.
 */
export type GuardrailMode = 'anonymize' | 'block' | 'report';

export type EnabledGuardrail = { readonly id: BuiltInId; readonly mode: GuardrailMode };

/** A rule of the operator: an expression in RE2 syntax, or words found as whole words in any case. */
export type CustomGuardrail = {
  readonly name: string;
  readonly category: Category;
  readonly mode: GuardrailMode;
} & ({ readonly pattern: string } | { readonly words: readonly string[] });

/** A piece of text somebody looked at; offsets are UTF-16 code units, `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

export type Detection = Span & {
  readonly category: Category;
  readonly mode: GuardrailMode;
  /** The token; null when nothing was replaced (`report`, `block`). */
  readonly replacement: string | null;
};

/**
 * Values whose token cannot hold them. A view in memory of what is stored elsewhere: both calls return
 * at once, `remember` may write later.
 */
export type MappingStore = {
  lookup(tenantId: string, token: string): string | undefined;
  remember(tenantId: string, token: string, value: string, category: Category): void;
};

/** Token → value of one request, asked first when its answer is restored. */
export type Replacements = Pick<ReadonlyMap<string, string>, 'get'>;
