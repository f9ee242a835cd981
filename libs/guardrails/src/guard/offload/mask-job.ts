import type { Dialect } from '@codegate/protocol';

import type { DetectionTotal } from '../detection-totals.js';
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

/** NewMapping lists as JSON in UTF-8, in pieces that the event loop can read between two other tasks. */
export type PackedMappings = readonly Uint8Array[];

/** The result for a body with few changes: small, because the event loop has to deserialize it. */
export type MaskedParts = {
  layout: PackedLayout;
  /** The parts in which something was found, by number. */
  masked: readonly (readonly [part: number, masked: MaskedPart])[];
  mappings: PackedMappings;
};

/** The result for a body with many changes, which the event loop would take long to apply. */
export type MaskedWhole = {
  /** The masked body, moved and not copied. */
  body: Uint8Array;
  detections: readonly DetectionTotal[];
  mappings: PackedMappings;
};
