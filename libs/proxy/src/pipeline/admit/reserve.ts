import { GatewayError } from '@codegate/kernel';
import { windowKey, type Candidate, type Refusal } from '@codegate/routing';
import type { BudgetRefusal } from '@codegate/usage';

import type { ProxyAccount } from '../../directory/snapshot.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { reserveBudgets, overBudget } from './budgets.js';
import { limitedSubjects, tokensKey } from './limited-subjects.js';

/**
 * The only place where limits and budgets are taken. Whatever is taken is noted in `exchange.reservations`, which
 * gives it back when the request ends.
 */

/**
 * Requests per minute and slots of the tenant and the key, all or none.
 *
 * @throws GatewayError `rate_limited`
 */
export function reserveSlots(
  { caller, call, reservations }: Exchange,
  { shared }: Pick<PipelineDeps, 'shared'>,
): void {
  const subjects = limitedSubjects(caller);
  const nowMs = call.receivedAtMs;
  for (const { key, limits, whose } of subjects) {
    const { rateLimit, maxConcurrent } = limits;
    const waitMs = shared.waitForRoomMs(key, rateLimit, nowMs);
    if (waitMs > 0) {
      throw tooMany(`Rate limit of ${rateLimit} requests per minute${whose} reached`, waitMs);
    }
    if (maxConcurrent > 0 && shared.slotsInUse(key) >= maxConcurrent) {
      throw tooMany(`Limit of ${maxConcurrent} requests at once${whose} reached`, 1_000);
    }
  }
  for (const { key, limits } of subjects) {
    shared.admit(key, limits.rateLimit, nowMs);
    if (!shared.acquireSlot(key, limits.maxConcurrent)) continue;
    reservations.onClosed(() => shared.releaseSlot(key));
  }
}

/**
 * Tokens per minute of the tenant and the key: reserved by estimate, replaced by the real ones when they are known.
 *
 * @throws GatewayError `rate_limited`
 */
export function reserveTokens(
  exchange: Exchange,
  { shared, clock }: Pick<PipelineDeps, 'shared' | 'clock'>,
): void {
  for (const { key, limits, whose } of limitedSubjects(exchange.caller)) {
    const { tokensPerMinute } = limits;
    if (tokensPerMinute <= 0) continue;
    const { input, output } = exchange.estimate;
    const tokens = input + output;
    const name = tokensKey(key);
    const admission = shared.reserve(name, tokens, tokensPerMinute, exchange.call.receivedAtMs);
    if (!admission.admitted) {
      throw tooMany(
        `Limit of ${tokensPerMinute} tokens per minute${whose} reached: this request may use ${tokens}`,
        admission.retryAfterMs,
      );
    }
    exchange.reservations.onSettled((used) =>
      shared.settle(name, tokens, used?.tokens ?? 0, clock.now()),
    );
  }
}

/** Room at an account, or why there is none: of the account itself, or of the caller's own budgets. */
export type AccountReservation =
  | { readonly kind: 'granted'; readonly release: () => void }
  | { readonly kind: 'account_refused'; readonly refusal: Refusal }
  | { readonly kind: 'caller_refused'; readonly error: GatewayError };

/** Budgets of the account, the tenant and the key, and the account's requests per minute. */
export function reserveAccount(
  exchange: Exchange,
  candidate: Candidate<ProxyAccount>,
  deps: Pick<PipelineDeps, 'shared' | 'budgets' | 'clock'>,
): AccountReservation {
  const { account } = candidate;
  const nowMs = deps.clock.now();
  const budget = reserveBudgets(exchange, candidate, deps);
  if (budget.refusal) {
    return budget.refusal.budget.scope === 'account'
      ? { kind: 'account_refused', refusal: toRefusal(account, ...reasonOf(budget.refusal)) }
      : { kind: 'caller_refused', error: overBudget(budget.refusal, nowMs) };
  }
  const admission = deps.shared.admit(windowKey(account.id), account.rateLimit, nowMs);
  if (admission.admitted) return { kind: 'granted', release: budget.release };
  budget.release();
  const refusal = toRefusal(account, 'rate_limited', admission.retryAfterMs);
  return { kind: 'account_refused', refusal };
}

/** What running requests have reserved of an account's budget may be free again in a moment. */
function reasonOf({ reason }: BudgetRefusal): [Refusal['reason'], number | null] {
  return reason === 'reserved' ? ['rate_limited', 1_000] : ['budget_exhausted', null];
}

/** Why an account is not asked, in the form the plan uses. */
export function toRefusal(
  { id, name }: ProxyAccount,
  reason: Refusal['reason'],
  retryAfterMs: number | null,
): Refusal {
  return { accountId: id, accountName: name, reason, retryAfterMs };
}

function tooMany(message: string, retryAfterMs: number): GatewayError {
  return new GatewayError('rate_limited', message, { retryAfterMs });
}
