import type { Dialect } from '../../engine/index.js';
import type { Rules } from '../rules.js';

/** A large body to be anonymized on another thread. */
export type MaskJob = {
  id: number;
  rules: Rules;
  /** The guardrail keys, the current one first. */
  keys: readonly Uint8Array[];
  tenantId: string;
  dialect: Dialect;
  /** Bytes of the body. */
  body: Uint8Array;
};

/** A value whose token cannot hold it. */
export type FreshMapping = { token: string; value: string; category: string };

export type MaskedBody = {
  /** The same bytes when nothing was found. */
  body: Uint8Array;
  changed: boolean;
  finds: readonly { category: string; mode: 'anonymize' | 'block' | 'report' }[];
  blocked: readonly string[];
  replacements: readonly (readonly [string, string])[];
  mappings: readonly FreshMapping[];
};

export type MaskAnswer = { id: number } & ({ masked: MaskedBody } | { error: string });
