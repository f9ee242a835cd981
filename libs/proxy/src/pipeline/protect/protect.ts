import { addDetections, type Guard, type MaskedRequest, type Rules } from '@codegate/guardrails';
import { GatewayError, isJsonObject, type JsonObject } from '@codegate/kernel';
import { endpointOf, formatOf, replaceChanged, type Dialect } from '@codegate/protocol';

import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { Protection } from './protection.js';

/** New text up to this many bytes is masked on the event loop, in some 4 ms; more of it in a worker thread. */
const maxNewBytes = 128 * 1024;
/** Callers without a tenant share one set of replacements. */
const withoutTenant = 'global';

type ProtectDeps = Pick<
  PipelineDeps,
  'guards' | 'requestCache' | 'detectionCounts' | 'maskPool' | 'mappings' | 'clock' | 'logger'
>;

type Masking = {
  exchange: Exchange;
  tenantId: string;
  rules: Rules;
  guard: Guard;
  conversation: string;
};

/**
 * Replaces what is private, in the wire format the request came in and before any other step sees it. Only the changed
 * texts are written again; all other bytes stay.
 *
 * @throws GatewayError `blocked_by_guardrail` that names categories, never values
 */
export async function protect(exchange: Exchange, deps: ProtectDeps): Promise<void> {
  const { rules: inForce, caller, request, call } = exchange;
  if (!inForce) {
    exchange.setProtected(request, null);
    return;
  }
  const tenantId = caller.tenant?.id ?? withoutTenant;
  const key = exchange.conversationKey;
  const conversation = key === null ? null : `${tenantId} ${key}`;
  const rules = deps.guards.rulesOf(inForce, conversation);
  const guard = deps.guards.guardOf(rules);
  const masking = { exchange, tenantId, rules, guard, conversation: conversation ?? tenantId };
  const masked = endpointOf(call.endpoint).holdsConversation
    ? await maskRequest(masking, deps)
    : maskInput(masking);
  const written = deps.mappings.written();
  if (written) await written;
  deps.detectionCounts.add(caller.tenant?.id ?? '', masked.detections, deps.clock.now());
  if (masked.detections.some(({ mode }) => mode === 'block')) throw blockedFor(masked.detections);
  exchange.setProtected(
    { ...request, json: masked.json, body: masked.body },
    new Protection(guard, tenantId, masked.replacements),
  );
}

function blockedFor(detections: MaskedRequest['detections']): GatewayError {
  const blocking = detections.filter(({ mode }) => mode === 'block');
  const categories = blocking.map(({ category }) => category).join(', ');
  return new GatewayError(
    'blocked_by_guardrail',
    `The request was not sent: it holds data that must not leave (${categories}).`,
  );
}

/** Reuses the previous request of the conversation where it can, else masks here or in a worker thread. */
async function maskRequest(masking: Masking, deps: ProtectDeps): Promise<MaskedRequest> {
  const { exchange, tenantId, rules, guard, conversation } = masking;
  const { dialect } = exchange.call;
  const { body, json } = exchange.request;
  const given = { tenantId, dialect, body, json };
  const cacheKey = `${conversation} ${firstTextOf(dialect, json)}`;
  const known = deps.requestCache.mask(guard, given, cacheKey, maxNewBytes);
  if (known) return known;
  if (body.length <= maxNewBytes) return maskWhole(masking);
  try {
    const job = { rules, keys: deps.guards.allKeys, tenantId, dialect, body };
    const { layout, masked, mappings } = await deps.maskPool.mask(job, conversation);
    for (const { token, value, category } of mappings) {
      deps.mappings.remember(tenantId, token, value, category);
    }
    return deps.requestCache.addResult(guard, given, cacheKey, layout, new Map(masked));
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    deps.logger.warn(
      { err: error },
      'a worker thread of the guardrails failed; the request is masked on the event loop',
    );
    return maskWhole(masking);
  }
}

/** In one piece: for bodies that cannot be split into cached parts, because a key occurs twice in them. */
function maskWhole({ exchange: { call, request }, tenantId, guard }: Masking): MaskedRequest {
  const masked = guard.anonymizeBody(tenantId, call.dialect, request.json);
  return {
    json: masked.body,
    // Of a key that occurs twice JSON.parse dropped the first value, so it was not masked: it must not leave.
    body: masked.changed
      ? replaceChanged(request.body, request.json, masked.body)
      : Buffer.from(JSON.stringify(request.json)),
    detections: addDetections([], masked.detections),
    replacements: masked.replacements,
  };
}

/** Tells apart the conversations that agents and their helpers have in one session. */
function firstTextOf(dialect: Dialect, json: JsonObject): string {
  const { firstMessage } = formatOf(dialect).request.conversationStart(json);
  return textIn(firstMessage).slice(0, maxPrefixLength);
}

const maxPrefixLength = 200;

function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textIn).find((text) => text !== '') ?? '';
  return isJsonObject(value) ? textIn(value.text ?? value.content) : '';
}

/** Only the texts of `input` are masked; vectors hold nothing to restore. */
function maskInput({ exchange: { request }, tenantId, guard }: Masking): MaskedRequest {
  const { json } = request;
  let found: MaskedRequest['detections'] = [];
  const mask = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const { text, detections } = guard.anonymizeText(tenantId, value);
    found = addDetections(found, detections);
    return text;
  };
  const input = Array.isArray(json.input) ? json.input.map(mask) : mask(json.input);
  const masked = found.length === 0 ? json : { ...json, input };
  const body = replaceChanged(request.body, json, masked);
  return { json: masked, body, detections: found, replacements: new Map() };
}
