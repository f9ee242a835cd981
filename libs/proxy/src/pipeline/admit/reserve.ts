import { GatewayError } from '@codegate/kernel';
import { windowKey, type Candidate, type Refusal as PlanRefusal } from '@codegate/routing';
import {
  whenReady,
  type MaybePromise,
  type Refusal,
  type RequestsDemand,
  type SlotDemand,
  type TokensDemand,
} from '@codegate/shared-state';
import type { LimitedBudget } from '@codegate/usage';

import type { ProxyAccount } from '../../directory/snapshot.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { budgetDemands, overBudget, unpriced, unpricedBudget } from './budgets.js';
import { limitHeaders } from './limit-headers.js';
import { limitsOf, type Whose } from './limited-subjects.js';
import { grantTtlMs } from './reservations.js';

/**
 * The only place where limits and budgets are taken: once before the body is read and once before each account.
 * Whatever is granted is held in `exchange.reservations`, which returns it when the request ends.
 */

type Deps = Pick<PipelineDeps, 'admission' | 'budgets' | 'instanceId' | 'clock'>;

/**
 * Requests per minute and slots of the tenant and the key, all or none.
 *
 * @throws GatewayError `rate_limited`
 */
export function reserveSlots(
  { caller, call, reservations }: Exchange,
  { admission, instanceId }: Pick<Deps, 'admission' | 'instanceId'>,
): MaybePromise<void> {
  const { demands } = limitsOf(caller);
  if (demands.length === 0) return;
  const terms = { owner: instanceId, ttlMs: grantTtlMs, nowMs: call.receivedAtMs };
  return whenReady(admission.acquire(demands, terms), (result) => {
    if (!result.granted) throw callerRefused(result);
    reservations.holdForRequest(result);
  });
}

type AccountDemand = Whose<TokensDemand> | LimitedBudget | RequestsDemand;

/** Room at an account, or why there is none: of the account itself, or of the caller's own limits and budgets. */
export type AccountReservation =
  | { readonly kind: 'granted' }
  | { readonly kind: 'account_refused'; readonly refusal: PlanRefusal }
  | { readonly kind: 'caller_refused'; readonly error: GatewayError };

const granted: AccountReservation = { kind: 'granted' };

/**
 * Tokens per minute of the tenant and the key, budgets of the account, the tenant and the key, and the account's
 * requests per minute, all or none. Tokens and budgets are reserved by estimate and settled by real use.
 */
export function reserveAccount(
  exchange: Exchange,
  candidate: Candidate<ProxyAccount>,
  deps: Deps,
): MaybePromise<AccountReservation> {
  const { account, cooldown } = candidate;
  const nowMs = deps.clock.now();
  // A wait the provider asked for is kept; a cooldown of our own is a guess, worth trying as a last resort.
  if (cooldown?.requestedByProvider) {
    const refusal = toRefusal(account, 'resting', cooldown.untilMs - nowMs);
    return { kind: 'account_refused', refusal };
  }
  const budgets = budgetDemands(exchange, candidate, nowMs, deps);
  const withoutPrice = unpricedBudget(exchange, candidate, budgets, nowMs);
  if (withoutPrice) return refuseUnpriced(candidate, withoutPrice);
  const demands: AccountDemand[] = [
    ...tokenDemands(exchange),
    ...budgets,
    { kind: 'requests', key: windowKey(account.id), limit: account.rateLimit },
  ];
  const terms = { owner: deps.instanceId, ttlMs: grantTtlMs, nowMs };
  return whenReady(deps.admission.acquire(demands, terms), (result) => {
    if (!result.granted) return toReservation(account, result, nowMs);
    exchange.reservations.holdForAttempt(result);
    if (limitsOf(exchange.caller).limitsTokens) {
      exchange.reply.addHeaders(limitHeaders(exchange, deps.admission));
    }
    return granted;
  });
}

function refuseUnpriced(
  { account, targetModel }: Candidate<ProxyAccount>,
  demand: LimitedBudget,
): AccountReservation {
  if (demand.budget.scope !== 'account') {
    return { kind: 'caller_refused', error: unpriced(demand, targetModel) };
  }
  return { kind: 'account_refused', refusal: toRefusal(account, 'budget_exhausted', null) };
}

const noTokens: readonly Whose<TokensDemand>[] = [];

function tokenDemands(exchange: Exchange): readonly Whose<TokensDemand>[] {
  const { subjects, limitsTokens } = limitsOf(exchange.caller);
  if (!limitsTokens) return noTokens;
  const { input, output } = exchange.estimate();
  const amount = input + output;
  return subjects.flatMap(({ key, limits: { tokensPerMinute: limit }, whose }) =>
    limit > 0 ? [{ kind: 'tokens', key, limit, amount, whose } as const] : [],
  );
}

function toReservation(
  account: ProxyAccount,
  refusal: Refusal<AccountDemand>,
  nowMs: number,
): AccountReservation {
  const { demand, reason, retryAfterMs } = refusal;
  switch (demand.kind) {
    case 'requests':
      return { kind: 'account_refused', refusal: toRefusal(account, 'rate_limited', retryAfterMs) };
    case 'tokens':
      return { kind: 'caller_refused', error: callerRefused({ demand, retryAfterMs }) };
    case 'budget': {
      const { budget } = demand;
      if (budget.scope !== 'account') {
        return { kind: 'caller_refused', error: overBudget({ ...refusal, demand }, nowMs) };
      }
      // What running requests have reserved of an account's budget may be free again in a moment.
      const refused =
        reason === 'reserved'
          ? toRefusal(account, 'rate_limited', retryAfterMs)
          : toRefusal(account, 'budget_exhausted', null);
      return { kind: 'account_refused', refusal: refused };
    }
  }
}

/** Why an account is not asked, in the form the plan uses. */
function toRefusal(
  { id, name }: ProxyAccount,
  reason: PlanRefusal['reason'],
  retryAfterMs: number | null,
): PlanRefusal {
  return { accountId: id, accountName: name, reason, retryAfterMs };
}

function callerRefused({
  demand,
  retryAfterMs,
}: Pick<Refusal<Whose<RequestsDemand | SlotDemand | TokensDemand>>, 'demand' | 'retryAfterMs'>) {
  return new GatewayError('rate_limited', messageOf(demand), { retryAfterMs: retryAfterMs ?? 0 });
}

function messageOf(demand: Whose<RequestsDemand | SlotDemand | TokensDemand>): string {
  const { kind, limit, whose } = demand;
  switch (kind) {
    case 'requests':
      return `Rate limit of ${limit} requests per minute${whose} reached`;
    case 'slot':
      return `Limit of ${limit} requests at once${whose} reached`;
    case 'tokens':
      return `Limit of ${limit} tokens per minute${whose} reached: this request may use ${demand.amount}`;
  }
}
