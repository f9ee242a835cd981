import { sha256Hex } from '@codegate/kernel';

import type { DecodedRequest } from './decode.js';

/**
 * What tells the conversations of one tenant apart: the session where the client names it, else a hash of the system
 * prompt and the first message, which stay the same from turn to turn.
 *
 * @returns null when the request has neither
 */
export function conversationKeyOf({ sessionId, json }: DecodedRequest): string | null {
  if (sessionId !== null) return sessionId;
  const messages = Array.isArray(json.messages) ? json.messages : json.input;
  const first: unknown = Array.isArray(messages) ? messages[0] : messages;
  if (first === undefined) return null;
  return sha256Hex(JSON.stringify([json.system, json.instructions, first]));
}
