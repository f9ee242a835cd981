import { sha256Hex } from '@codegate/kernel';
import { formatOf, type Dialect } from '@codegate/protocol';

import type { DecodedRequest } from './decoded-request.js';

const maxLength = 16 * 1024;
const maxItems = 100;

/**
 * What tells the conversations of one tenant apart: the session where the client names it, else a hash of the system
 * prompt and the first message, which stay the same in every request.
 *
 * @returns null when the request has neither
 */
export function conversationKeyOf(
  dialect: Dialect,
  { sessionId, json }: DecodedRequest,
): string | null {
  if (sessionId !== null) return sessionId;
  const { instructions, firstMessage } = formatOf(dialect).request.conversationStart(json);
  if (firstMessage === undefined) return null;
  return sha256Hex(JSON.stringify([instructions, firstMessage], shortened));
}

/** The beginning of long texts and lists is enough, and a message may have megabytes. */
function shortened(_: string, value: unknown): unknown {
  if (typeof value === 'string' && value.length > maxLength) {
    return `${value.slice(0, maxLength)} ${value.length}`;
  }
  return Array.isArray(value) && value.length > maxItems ? value.slice(0, maxItems) : value;
}
