import { type JsonObject, tryParseJson } from '@codegate/kernel';

import type { Signature } from '../model.js';
import { toOwnDetail } from './reasoning-details.js';

/** Gemini's signature of a call; a client that keeps unknown fields sends it back (Gitlawb/openclaude#67). */
export function toThoughtSignature(signature: Signature | undefined): JsonObject {
  if (signature?.issuer !== 'gemini') return {};
  return { extra_content: { google: { thought_signature: signature.value } } };
}

/**
 * The `reasoning_details` that carry a signature through a client of Chat: OpenRouter's and MiniMax' list as it is,
 * the signatures and encrypted reasoning of others as an entry of our own, with the text that was signed.
 */
export function writeReasoningDetails(signature: Signature, text: string): unknown[] | undefined {
  if (signature.issuer !== 'openrouter' && signature.issuer !== 'minimax') {
    return signature.value === '' ? undefined : [toOwnDetail(signature, text)];
  }
  const details = tryParseJson(signature.value);
  return Array.isArray(details) ? details : undefined;
}
