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

/** Bodies from this size on are anonymized on another thread; a smaller one takes less than 20 ms. */
const offloadBytes = 256 * 1024;
/** Callers without a tenant share one set of tokens. */
const nobody = 'global';

/**
 * Puts tokens in the place of what is private, in the wire format the request came in and before anything else
 * sees it. Only the changed texts are written anew; all other bytes stay.
 *
 * @throws GatewayError `blocked_by_guardrail` that names categories, never values
 */
export async function protect(
  call: Call,
  request: DecodedRequest,
  caller: Caller,
  world: Snapshot,
  use: Use,
): Promise<ProtectedRequest> {
  const inForce: Rules | null = caller.tenant ? caller.tenant.rules : world.rules;
  if (!inForce) return { request, protection: null };
  const tenantId = caller.tenant?.id ?? nobody;
  const conversation = conversationOf(tenantId, request);
  const rules = use.guards.rulesOf(inForce, conversation);
  const masked = await mask({ call, request, tenantId, rules, conversation }, use);
  use.findCounts.add(caller.tenant?.id ?? '', masked.finds, use.clock.now());
  if (masked.blocked.length > 0) {
    const categories = [...new Set(masked.blocked)].join(', ');
    throw new GatewayError(
      'blocked_by_guardrail',
      `The request was not sent: it holds data that must not leave (${categories}).`,
    );
  }
  const guard = use.guards.guardOf(rules);
  return {
    request: { ...request, json: masked.json, body: masked.body },
    protection: new Protection(guard, tenantId, masked.replacements),
  };
}

type Use = Pick<
  Collaborators,
  'guards' | 'findCounts' | 'maskPool' | 'mappings' | 'clock' | 'logger'
>;

type Work = {
  call: Call;
  request: DecodedRequest;
  tenantId: string;
  rules: Rules;
  conversation: string | null;
};

type Masked = {
  json: JsonObject;
  body: Buffer;
  finds: readonly Pick<Detection, 'category' | 'mode'>[];
  blocked: readonly string[];
  replacements: Replacements;
};

async function mask(work: Work, use: Use): Promise<Masked> {
  const isLarge = work.request.body.length >= offloadBytes;
  if (!isLarge || work.call.endpoint === 'embeddings') return maskHere(work, use);
  try {
    return await maskElsewhere(work, use);
  } catch (error) {
    use.logger.warn(
      { err: error },
      'a thread of the guardrails failed, the event loop does its work',
    );
    return maskHere(work, use);
  }
}

function maskHere({ call, request, tenantId, rules }: Work, use: Use): Masked {
  const guard = use.guards.guardOf(rules);
  const { body, detections, blocked, replacements } =
    call.endpoint === 'embeddings'
      ? maskEmbeddings(request.json, (text) => guard.anonymizeText(tenantId, text))
      : guard.anonymizeBody(tenantId, call.dialect, request.json);
  return {
    json: body,
    body: replaceChanged(request.body, request.json, body),
    finds: detections,
    blocked,
    replacements,
  };
}

async function maskElsewhere(work: Work, use: Use): Promise<Masked> {
  const { call, request, tenantId, rules, conversation } = work;
  const job = {
    rules,
    keys: use.guards.allKeys,
    tenantId,
    dialect: call.dialect,
    body: request.body,
  };
  const masked = await use.maskPool.mask(job, conversation ?? tenantId);
  for (const { token, value, category } of masked.mappings) {
    use.mappings.remember(tenantId, token, value, category);
  }
  const body = masked.changed ? Buffer.from(masked.body) : request.body;
  const json = masked.changed ? (JSON.parse(body.toString('utf8')) as JsonObject) : request.json;
  const replacements = new Map(masked.replacements);
  return { json, body, finds: masked.finds, blocked: masked.blocked, replacements };
}

/** The session where the client names it, else the beginning of the conversation, which stays the same. */
function conversationOf(tenantId: string, { sessionId, json }: DecodedRequest): string | null {
  if (sessionId !== null) return `${tenantId} ${sessionId}`;
  const turns = Array.isArray(json.messages) ? json.messages : json.input;
  const first: unknown = Array.isArray(turns) ? turns[0] : turns;
  if (first === undefined) return null;
  return `${tenantId} ${sha256Hex(JSON.stringify([json.system, json.instructions, first]))}`;
}

/** Vectors hold nothing to restore, so only the texts of `input` matter. */
function maskEmbeddings(
  json: JsonObject,
  anonymize: (text: string) => {
    text: string;
    detections: readonly Detection[];
    blocked: readonly string[];
  },
): {
  body: JsonObject;
  detections: readonly Detection[];
  blocked: readonly string[];
  replacements: Replacements;
} {
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
