import type { Dialect } from '@codegate/protocol';

import type { MaskedPart } from '../parts/mask-part.js';
import type { PackedLayout } from '../parts/packed-layout.js';
import type { Rules } from '../rules.js';

/** A large body to be anonymized on another thread. */
export type MaskJob = {
  rules: Rules;
  /** The guardrail keys, the current one first. */
  keys: readonly Uint8Array[];
  tenantId: string;
  dialect: Dialect;
  /** Bytes of the body. */
  body: Uint8Array;
};

/** A value that does not fit into its token. */
export type NewMapping = { token: string; value: string; category: string };

/** The result for a body. Small, because the event loop has to deserialize it. */
export type MaskedParts = {
  layout: PackedLayout;
  /** The parts in which something was found, by number. */
  masked: readonly (readonly [part: number, masked: MaskedPart])[];
  mappings: readonly NewMapping[];
};
