import type { Detection, Replacements, Rules } from '@codegate/guardrails';
import { GatewayError, isJsonObject, sha256Hex, type JsonObject } from '@codegate/kernel';
import { replaceChanged } from '@codegate/protocol';

import type { Snapshot } from '../../directory/snapshot.js';
import type { Call, Caller } from '../call.js';
import type { Collaborators } from '../collaborators.js';
import type { DecodedRequest } from '../decode.js';
import { Protection } from './protection.js';

export type ProtectedRequest = {
  request: DecodedRequest;
  /** Null while the guardrails are off for this caller. */
  protection: Protection | null;
};

/** Callers without a tenant share one set of tokens. */
const nobody = 'global';

/**
 * Puts tokens in the place of what is private, in the wire format the request came in and before anything else
 * sees it. Only the changed texts are written anew; all other bytes stay.
 *
 * @throws GatewayError `blocked_by_guardrail` that names categories, never values
 */
export function protect(
  call: Call,
  request: DecodedRequest,
  caller: Caller,
  world: Snapshot,
  use: Pick<Collaborators, 'guards' | 'findCounts' | 'clock'>,
): ProtectedRequest {
  const rules: Rules | null = caller.tenant ? caller.tenant.rules : world.rules;
  if (!rules) return { request, protection: null };
  const tenantId = caller.tenant?.id ?? nobody;
  const guard = use.guards.guardFor(rules, conversationOf(tenantId, request));
  const masked =
    call.endpoint === 'embeddings'
      ? maskEmbeddings(request.json, (text) => guard.anonymizeText(tenantId, text))
      : guard.anonymizeBody(tenantId, call.dialect, request.json);
  use.findCounts.add(caller.tenant?.id ?? '', masked.detections, use.clock.now());
  if (masked.blocked.length > 0) {
    const categories = [...new Set(masked.blocked)].join(', ');
    throw new GatewayError(
      'blocked_by_guardrail',
      `The request was not sent: it holds data that must not leave (${categories}).`,
    );
  }
  const protection = new Protection(guard, tenantId, masked.replacements);
  if (masked.body === request.json) return { request, protection };
  const body = replaceChanged(request.body, request.json, masked.body);
  return { request: { ...request, json: masked.body, body }, protection };
}

/** The session where the client names it, else the beginning of the conversation, which stays the same. */
function conversationOf(tenantId: string, { sessionId, json }: DecodedRequest): string | null {
  if (sessionId !== null) return `${tenantId} ${sessionId}`;
  const turns = Array.isArray(json.messages) ? json.messages : json.input;
  const first: unknown = Array.isArray(turns) ? turns[0] : turns;
  if (first === undefined) return null;
  return `${tenantId} ${sha256Hex(JSON.stringify([json.system, json.instructions, first]))}`;
}

type Masked = {
  body: JsonObject;
  detections: readonly Detection[];
  blocked: readonly string[];
  replacements: Replacements;
};

/** Vectors hold nothing to restore, so only the texts of `input` matter. */
function maskEmbeddings(
  json: JsonObject,
  anonymize: (text: string) => {
    text: string;
    detections: readonly Detection[];
    blocked: readonly string[];
  },
): Masked {
  const detections: Detection[] = [];
  const blocked: string[] = [];
  const mask = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const masked = anonymize(value);
    detections.push(...masked.detections);
    blocked.push(...masked.blocked);
    return masked.text;
  };
  const input = Array.isArray(json.input) ? json.input.map(mask) : mask(json.input);
  const body = detections.length === 0 || !isJsonObject(json) ? json : { ...json, input };
  return { body, detections, blocked, replacements: new Map() };
}
