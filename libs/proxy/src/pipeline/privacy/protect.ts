import { addDetections, type Guard, type MaskedRequest, type Rules } from '@codegate/guardrails';
import { GatewayError, isJsonObject, sha256Hex, type JsonObject } from '@codegate/kernel';
import { replaceChanged } from '@codegate/protocol';

import type { Snapshot } from '../../directory/snapshot.js';
import type { Call, Caller } from '../call.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import type { DecodedRequest } from '../decode.js';
import { Protection } from './protection.js';

export type ProtectedRequest = {
  request: DecodedRequest;
  /** Null while the guardrails are off for this caller. */
  protection: Protection | null;
};

/** New text up to this many bytes is read on the event loop, in some 4 ms; more of it on another thread. */
const maxNewBytes = 128 * 1024;
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
  const guard = use.guards.guardOf(rules);
  const work = { call, request, tenantId, rules, guard, conversation: conversation ?? tenantId };
  const masked =
    call.endpoint === 'embeddings' ? maskEmbeddings(work) : await maskRequest(work, use);
  const written = use.mappings.written();
  if (written) await written;
  use.findCounts.add(caller.tenant?.id ?? '', masked.detections, use.clock.now());
  if (masked.detections.some(({ mode }) => mode === 'block')) throw blockedFor(masked.detections);
  return {
    request: { ...request, json: masked.json, body: masked.body },
    protection: new Protection(guard, tenantId, masked.replacements),
  };
}

function blockedFor(finds: MaskedRequest['detections']): GatewayError {
  const blocking = finds.filter(({ mode }) => mode === 'block');
  const categories = blocking.map(({ category }) => category).join(', ');
  return new GatewayError(
    'blocked_by_guardrail',
    `The request was not sent: it holds data that must not leave (${categories}).`,
  );
}

type Use = Pick<
  PipelineDeps,
  'guards' | 'turns' | 'findCounts' | 'maskPool' | 'mappings' | 'clock' | 'logger'
>;

type Work = {
  call: Call;
  request: DecodedRequest;
  tenantId: string;
  rules: Rules;
  guard: Guard;
  conversation: string;
};

async function maskRequest(work: Work, use: Use): Promise<MaskedRequest> {
  const { call, request, tenantId, rules, guard, conversation } = work;
  const { dialect } = call;
  const { body, json } = request;
  const given = { tenantId, dialect, body, json };
  const turn = `${conversation} ${beginningOf(json)}`;
  const known = use.turns.mask(guard, given, turn, maxNewBytes);
  if (known) return known;
  if (body.length <= maxNewBytes) return maskWhole(work);
  try {
    const job = { rules, keys: use.guards.allKeys, tenantId, dialect, body };
    const { layout, masked, mappings } = await use.maskPool.mask(job, conversation);
    for (const { token, value, category } of mappings) {
      use.mappings.remember(tenantId, token, value, category);
    }
    return use.turns.addResult(guard, given, turn, layout, new Map(masked));
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    use.logger.warn(
      { err: error },
      'a thread of the guardrails failed, the event loop does its work',
    );
    return maskWhole(work);
  }
}

/** In one piece: what cannot be taken apart, because a key stands twice in it. */
function maskWhole({ call, request, tenantId, guard }: Work): MaskedRequest {
  const masked = guard.anonymizeBody(tenantId, call.dialect, request.json);
  return {
    json: masked.body,
    // Of a key that stands twice the first value was never read: it must not leave.
    body: masked.changed
      ? replaceChanged(request.body, request.json, masked.body)
      : Buffer.from(JSON.stringify(request.json)),
    detections: addDetections([], masked.detections),
    replacements: masked.replacements,
  };
}

/** Tells apart the conversations that agents and their helpers have in one session. */
function beginningOf({ messages, input }: JsonObject): string {
  const turns = messages ?? input;
  const first: unknown = Array.isArray(turns) ? turns[0] : turns;
  return textIn(first).slice(0, maxPrefixLength);
}

const maxPrefixLength = 200;

function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textIn).find((text) => text !== '') ?? '';
  return isJsonObject(value) ? textIn(value.text ?? value.content) : '';
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
function maskEmbeddings({ request, tenantId, guard }: Work): MaskedRequest {
  const { json } = request;
  let finds: MaskedRequest['detections'] = [];
  const mask = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const { text, detections } = guard.anonymizeText(tenantId, value);
    finds = addDetections(finds, detections);
    return text;
  };
  const input = Array.isArray(json.input) ? json.input.map(mask) : mask(json.input);
  const masked = finds.length === 0 ? json : { ...json, input };
  const body = replaceChanged(request.body, json, masked);
  return { json: masked, body, detections: finds, replacements: new Map() };
}
