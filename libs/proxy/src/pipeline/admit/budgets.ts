import { GatewayError, toUsd } from '@codegate/kernel';
import { effectivePrice, exactMicroUsd, type ModelPrice } from '@codegate/models';
import { endpointOf } from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';
import { budgetSubject, type BudgetRefusal } from '@codegate/usage';

import type { ProxyAccount } from '../../directory/snapshot.js';
import { outputLimitOf } from '../adapt/edit-body.js';
import type { Caller } from '../call.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { outputOf, searchesOf, type TokenEstimate } from './estimate-tokens.js';

/** The budgets a request at an account counts against. */
export function budgetSubjects({ tenant, key }: Caller, accountId: string): string[] {
  const subjects = [budgetSubject('account', accountId)];
  if (tenant) subjects.push(budgetSubject('tenant', tenant.id));
  if (key) subjects.push(budgetSubject('key', key.id));
  return subjects;
}

/** Room in all budgets of a request at an account, or the budget that has none. */
export type BudgetReservation =
  | { readonly refusal: null; readonly release: () => void }
  | { readonly refusal: BudgetRefusal; readonly release: null };

const noBudget: BudgetReservation = { refusal: null, release: () => undefined };

/**
 * Reserves what the request may cost at this account: all of its input at the highest rate it can have, all of the
 * output it allows, and the web searches. An unknown price reserves nothing, but an exhausted budget still refuses.
 */
export function reserveBudgets(
  exchange: Exchange,
  candidate: Candidate<ProxyAccount>,
  { budgets, clock }: Pick<PipelineDeps, 'budgets' | 'clock'>,
): BudgetReservation {
  const { account } = candidate;
  const subjects = budgetSubjects(exchange.caller, account.id);
  if (!budgets.concerns(subjects)) return noBudget;
  const nowMs = clock.now();
  const microUsd = maxCostOf(exchange, candidate, nowMs);
  const reservation = budgets.reserve(subjects, microUsd, account.billing, nowMs);
  if (reservation.refusal === null) exchange.reservations.onSettled(reservation.release);
  return reservation;
}

function maxCostOf(
  { call, request, snapshot, estimate }: Exchange,
  { account, targetModel }: Candidate<ProxyAccount>,
  nowMs: number,
): number {
  const price = effectivePrice(account.provider, targetModel, nowMs, snapshot.prices)?.price;
  if (!price) return 0;
  const allowed = outputLimitOf(targetModel, snapshot) ?? Number.POSITIVE_INFINITY;
  const { generatesText } = endpointOf(call.endpoint);
  const output = generatesText ? Math.min(outputOf(request, targetModel), allowed) : 0;
  const webSearches = price.webSearch > 0 ? searchesOf(request.json) : 0;
  const tokens = { input: estimate.input, output, webSearches };
  return Math.ceil(maxPriceOf(price, tokens, request.body.includes(oneHour)));
}

/** How a request asks for a cache of one hour, whose writes cost more. */
const oneHour = Buffer.from('"1h"');

function maxPriceOf(
  price: ModelPrice,
  { input, output, webSearches }: TokenEstimate & { webSearches: number },
  cachesForOneHour: boolean,
): number {
  const common = { outputTokens: output, cacheReadTokens: 0, webSearches };
  const uncached = exactMicroUsd(price, {
    ...common,
    inputTokens: input,
    cacheWriteTokens: 0,
    cacheWrite1hTokens: 0,
  });
  const written = exactMicroUsd(price, {
    ...common,
    inputTokens: 0,
    cacheWriteTokens: input,
    cacheWrite1hTokens: cachesForOneHour ? input : 0,
  });
  return Math.max(uncached, written);
}

/** The error for a budget of the tenant or the key; names of accounts are not for callers. */
export function overBudget(
  { budget, reason, leftMicroUsd, resetAtMs }: BudgetRefusal,
  nowMs: number,
): GatewayError {
  const which = `${budget.period} budget of ${dollars(budget.limitMicroUsd)} of this ${budget.scope}`;
  if (reason === 'reserved') {
    const message = `What is left of the ${which} is reserved by running requests`;
    return new GatewayError('rate_limited', message, { retryAfterMs: 1_000 });
  }
  const what =
    reason === 'exhausted'
      ? `The ${which} is used up`
      : `This request may cost more than the ${dollars(leftMicroUsd)} left of the ${which}`;
  if (!Number.isFinite(resetAtMs)) return new GatewayError('quota_exhausted', what);
  return new GatewayError(
    'quota_exhausted',
    `${what}; the next period starts at ${isoOf(resetAtMs)}`,
    {
      retryAfterMs: resetAtMs - nowMs,
    },
  );
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000', '');
}

function dollars(microUsd: number): string {
  return `$${toUsd(microUsd).toFixed(microUsd < 10_000 ? 6 : 2)}`;
}
