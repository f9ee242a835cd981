import { type JsonObject, tryParseJson } from '@codegate/kernel';

import type { Signature } from '../model.js';

/** Gemini's signature of a call; a client that keeps unknown fields sends it back (Gitlawb/openclaude#67). */
export function toThoughtSignature(signature: Signature | undefined): JsonObject {
  if (signature?.issuer !== 'gemini') return {};
  return { extra_content: { google: { thought_signature: signature.value } } };
}

/** OpenRouter's and MiniMax' list of reasoning details; other signatures have no place in Chat. */
export function writeReasoningDetails(signature: Signature): unknown[] | undefined {
  if (signature.issuer !== 'openrouter' && signature.issuer !== 'minimax') return undefined;
  const details = tryParseJson(signature.value);
  return Array.isArray(details) ? details : undefined;
}
