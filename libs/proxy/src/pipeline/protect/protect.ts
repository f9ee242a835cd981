import { setImmediate } from 'node:timers/promises';

import type {
  Guard,
  MaskedRequest,
  NewMapping,
  Replacements,
  RequestToMask,
  Rules,
} from '@codegate/guardrails';
import { GatewayError, isJsonObject, textOf, type JsonObject } from '@codegate/kernel';
import { formatOf, type Dialect } from '@codegate/protocol';

import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { ConversationPolicy } from './conversation-policy.js';
import { Protection } from './protection.js';

/** New text up to this many bytes is masked on the event loop, in some 4 ms; more of it in a worker thread. */
const maxNewBytes = 128 * 1024;
/** Text that is full of values takes much longer. It then goes to a worker thread, too. */
const maxLoopMs = 20;
/** So little text never takes long. */
const smallBytes = 16 * 1024;
/** Callers without a tenant share one set of replacements. */
const withoutTenant = 'global';

type ProtectDeps = Pick<
  PipelineDeps,
  'guards' | 'requestCache' | 'detectionCounts' | 'maskPool' | 'mappings' | 'clock'
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
 * @throws GatewayError `blocked_by_guardrail` that names categories, never values; `guardrail_failed` when the request
 *   could not be masked in time
 */
export async function protect(exchange: Exchange, deps: ProtectDeps): Promise<void> {
  const { rules: inForce, caller, request } = exchange;
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
  const masked = await maskRequest(masking, deps);
  const written = deps.mappings.written();
  if (written) await written;
  deps.detectionCounts.add(caller.tenant?.id ?? '', masked.detections, deps.clock.now());
  if (masked.detections.some(({ mode }) => mode === 'block')) throw blockedFor(masked.detections);
  // A change of where tokens are restored changes nothing that is sent, so it is in force at once.
  const policy = new ConversationPolicy(masked, inForce.restore, caller.tenant === null);
  exchange.setProtected(
    { ...request, json: masked.json, body: masked.body },
    new Protection(guard, tenantId, masked.replacements, policy),
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
  const { exchange, tenantId, guard, conversation } = masking;
  const { dialect } = exchange.call;
  const { body, json } = exchange.request;
  const given = { tenantId, dialect, body, json };
  const cacheKey = `${conversation} ${firstTextOf(dialect, json)}`;
  const mask = () => deps.requestCache.mask(guard, given, cacheKey, maxNewBytes);
  const masked = body.length > smallBytes ? guard.limited(maxLoopMs, mask) : mask();
  return masked ?? maskInThread(masking, given, cacheKey, deps);
}

async function maskInThread(
  { exchange: { call }, rules, guard, conversation }: Masking,
  given: RequestToMask,
  cacheKey: string,
  deps: ProtectDeps,
): Promise<MaskedRequest> {
  const { tenantId, dialect, body } = given;
  const { clientAbort } = call;
  const job = { rules, keys: deps.guards.allKeys, tenantId, dialect, body };
  const isWanted = (): boolean => !clientAbort.aborted;
  const result = await deps.maskPool.mask(job, { affinity: conversation, isWanted });
  for (const piece of result.mappings) {
    const mappings = JSON.parse(Buffer.from(piece).toString()) as NewMapping[];
    for (const { token, value, category } of mappings) {
      deps.mappings.remember(tenantId, token, value, category);
    }
    if (result.mappings.length > 1) await setImmediate();
  }
  if ('masked' in result) {
    const { layout, masked } = result;
    return deps.requestCache.addResult(guard, given, cacheKey, layout, new Map(masked));
  }
  const masked = Buffer.from(result.body.buffer, result.body.byteOffset, result.body.byteLength);
  await setImmediate();
  const maskedJson = JSON.parse(textOf(masked)) as JsonObject;
  return { body: masked, json: maskedJson, detections: result.detections, replacements: none };
}

/** The tokens of such a result hold their values, or are in the mappings. */
const none: Replacements = { get: () => undefined };

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
