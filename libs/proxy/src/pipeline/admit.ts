import { GatewayError } from '@codegate/kernel';

import type { Call, Caller } from './call.js';
import { checkScope } from './check-scope.js';
import type { PipelineDeps } from './pipeline-deps.js';
import type { DecodedRequest } from './decode.js';
import { limitedOf, tokensKey, type Limited } from './limits.js';
import type { CallTrace } from './record.js';

/**
 * Counts the request against the limits of the tenant and of the key, both or none, and takes a place for it.
 *
 * @throws GatewayError `rate_limited` with the time until there is room again
 */
export function admit(
  caller: Caller,
  { reservations }: Pick<CallTrace, 'reservations'>,
  { shared, keyUses }: Pick<PipelineDeps, 'shared' | 'keyUses'>,
  nowMs: number,
): void {
  if (caller.key) keyUses.note(caller.key.id, nowMs);
  const limited = limitedOf(caller);
  for (const { key, limits, whose } of limited) {
    const { rateLimit, maxConcurrent } = limits;
    const waitMs = shared.waitForRoomMs(key, rateLimit, nowMs);
    if (waitMs > 0) {
      throw tooMany(`Rate limit of ${rateLimit} requests per minute${whose} reached`, waitMs);
    }
    if (maxConcurrent > 0 && shared.slotsInUse(key) >= maxConcurrent) {
      throw tooMany(`Limit of ${maxConcurrent} requests at once${whose} reached`, 1_000);
    }
  }
  for (const { key, limits } of limited) {
    shared.admit(key, limits.rateLimit, nowMs);
    if (!shared.acquireSlot(key, limits.maxConcurrent)) continue;
    reservations.onClosed(() => shared.releaseSlot(key));
  }
}

/**
 * What can only be decided when the request is understood: whether the key may ask for it, and whether its tokens
 * have room in the current minute. They are reserved by estimate and replaced by the real ones.
 *
 * @throws GatewayError `forbidden`, `rate_limited`
 */
export function admitRequest(
  call: Call,
  { model }: DecodedRequest,
  caller: Caller,
  trace: Pick<CallTrace, 'reservations' | 'estimate'>,
  use: Pick<PipelineDeps, 'shared' | 'clock'>,
): void {
  checkScope(caller, call.endpoint, model);
  if (call.endpoint === 'count_tokens') return;
  for (const limited of limitedOf(caller)) {
    if (limited.limits.tokensPerMinute > 0) reserveTokens(limited, call.receivedAtMs, trace, use);
  }
}

function reserveTokens(
  { key, limits, whose }: Limited,
  nowMs: number,
  { reservations, estimate }: Pick<CallTrace, 'reservations' | 'estimate'>,
  { shared, clock }: Pick<PipelineDeps, 'shared' | 'clock'>,
): void {
  const { input, output } = estimate();
  const tokens = input + output;
  const name = tokensKey(key);
  const admission = shared.reserve(name, tokens, limits.tokensPerMinute, nowMs);
  if (!admission.admitted) {
    throw tooMany(
      `Limit of ${limits.tokensPerMinute} tokens per minute${whose} reached: this request may use ${tokens}`,
      admission.retryAfterMs,
    );
  }
  reservations.onSettled((used) => shared.settle(name, tokens, used?.tokens ?? 0, clock.now()));
}

function tooMany(message: string, retryAfterMs: number): GatewayError {
  return new GatewayError('rate_limited', message, { retryAfterMs });
}
