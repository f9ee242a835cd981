import type { JsonObject } from '@codegate/kernel';

import type { Issuer, Signature, StopReason } from '../model.js';
import { issuedBy, tagSignature } from '../reasoning/signature-tag.js';
import type { SeenInResponse } from '../response/stop-reason.js';
import { writeMessagesStop } from './stop-reason.js';

/**
 * The signature of a piece of thinking in the form an Anthropic client carries it. Foreign thinking
 * without one still gets the issuer's tag: Claude Code replays thinking only when it was signed, and
 * the tag keeps it away from Anthropic.
 */
export function writeSignature(signature: Signature | undefined, issuer: Issuer): string {
  if (signature) return tagSignature(issuedBy(signature, issuer));
  return issuer === 'anthropic' ? '' : tagSignature({ issuer, value: '' });
}

export type FoldedStop = { reason: StopReason; sequence?: string; explanation?: string };

/** `stop_reason` and what goes with it, of a message or a message_delta. */
export function writeStop(stop: FoldedStop | undefined, seen: SeenInResponse): JsonObject {
  const reason = writeMessagesStop(stop?.reason ?? 'end_turn', seen);
  const explanation = stop?.explanation ?? null;
  return {
    stop_reason: reason,
    stop_sequence: stop?.sequence ?? null,
    ...(reason === 'refusal'
      ? { stop_details: { type: 'refusal', category: null, explanation } }
      : {}),
  };
}
