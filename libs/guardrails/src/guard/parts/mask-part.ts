import { changesBetween, type ByteRange, type JsonChange } from '@codegate/protocol';

import type { Conversation, KnownValue } from '../../engine/index.js';
import { addDetections, type DetectionTotal } from '../detection-totals.js';
import type { Guard } from '../guard.js';
import { partOf, type PartName } from './body-parts.js';
import type { JsonObject } from '@codegate/kernel';

/** The result for a part. Positions and paths are relative to the part, so it is valid at every position of the part. */
export type MaskedPart = {
  readonly changes: readonly JsonChange[];
  readonly detections: readonly DetectionTotal[];
  /** Tokens and their values, for restoring the response. */
  readonly replacements: readonly (readonly [string, string])[];
  /** Values to search for in later parts, see Conversation. */
  readonly addedValues: readonly (readonly KnownValue[])[];
};

export const cleanPart: MaskedPart = {
  changes: [],
  detections: [],
  replacements: [],
  addedValues: [],
};

/** Anonymizes one part of a request, after the parts that the conversation has seen. */
export function maskPart(
  guard: Guard,
  tenantId: string,
  { body, json }: { body: Buffer; json: JsonObject },
  name: PartName,
  range: ByteRange,
  conversation: Conversation,
): MaskedPart {
  const before = partOf(json, name);
  const added = conversation.addedValues.length;
  const { part, detections, replacements } = guard.anonymizePart(
    tenantId,
    name.kind,
    before,
    conversation,
  );
  if (detections.length === 0 && part === before) return cleanPart;
  return {
    changes: changesBetween(body.subarray(range.start, range.end), before, part),
    detections: addDetections([], detections),
    replacements: [...replacements],
    addedValues: conversation.addedValues.slice(added),
  };
}
