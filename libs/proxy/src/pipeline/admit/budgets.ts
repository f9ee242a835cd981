import { GatewayError, toUsd } from '@codegate/kernel';
import { effectivePrice, exactMicroUsd, hasPriceList, type ModelPrice } from '@codegate/models';
import { endpointOf } from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';
import type { Refusal } from '@codegate/shared-state';
import { budgetSubject, type LimitedBudget } from '@codegate/usage';

import type { ProxyAccount } from '../../directory/snapshot.js';
import { outputLimitOf } from '../adapt/edit-body.js';
import type { Caller } from '../call.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { maxPriceFactor } from './served-as.js';
import { outputOf, searchesOf, type TokenEstimate } from './estimate-tokens.js';

/** The budgets a request at an account counts against. */
export function budgetSubjects({ tenant, key }: Caller, accountId: string): string[] {
  const subjects = [budgetSubject('account', accountId)];
  if (tenant) subjects.push(budgetSubject('tenant', tenant.id));
  if (key) subjects.push(budgetSubject('key', key.id));
  return subjects;
}

const noDemands: readonly LimitedBudget[] = [];

/**
 * What the request may cost at this account, in each budget that may refuse it: all of its input at the highest rate
 * it can have, all of the output it allows, and the web searches. An unknown price needs nothing, but an exhausted
 * budget still refuses.
 */
export function budgetDemands(
  exchange: Exchange,
  candidate: Candidate<ProxyAccount>,
  nowMs: number,
  { budgets }: Pick<PipelineDeps, 'budgets'>,
): readonly LimitedBudget[] {
  const { account } = candidate;
  const subjects = budgetSubjects(exchange.caller, account.id);
  if (!budgets.isLimited(subjects)) return noDemands;
  const microUsd = maxCostOf(exchange, candidate, nowMs);
  return budgets.demandsOf(subjects, microUsd, account.billing, nowMs);
}

/**
 * The first strict budget that would let a request pass whose price is not known although its provider charges for it.
 * A server of the admin's own, without a price list, is free.
 */
export function unpricedBudget(
  { snapshot }: Exchange,
  { account, targetModel }: Candidate<ProxyAccount>,
  demands: readonly LimitedBudget[],
  nowMs: number,
): LimitedBudget | undefined {
  const strict = demands.find(({ isLenient }) => !isLenient);
  if (!strict || !hasPriceList(account.provider)) return undefined;
  const price = effectivePrice(account.provider, targetModel, nowMs, snapshot.prices);
  return price ? undefined : strict;
}

/** The error for a strict budget and a model without a known price. */
export function unpriced({ budget }: LimitedBudget, model: string): GatewayError {
  const which = `${budget.period} budget of ${dollars(budget.limitMicroUsd)} of this ${budget.scope}`;
  const message = `The price of ${model} is not known, so the ${which} cannot cover it; an admin can set its price`;
  return new GatewayError('quota_exhausted', message);
}

function maxCostOf(
  exchange: Exchange,
  { account, targetModel }: Candidate<ProxyAccount>,
  nowMs: number,
): number {
  const { call, request, snapshot } = exchange;
  const price = effectivePrice(account.provider, targetModel, nowMs, snapshot.prices)?.price;
  if (!price) return 0;
  const allowed = outputLimitOf(targetModel, snapshot) ?? Number.POSITIVE_INFINITY;
  const { generatesText } = endpointOf(call.endpoint);
  const output = generatesText ? Math.min(outputOf(request, targetModel), allowed) : 0;
  const webSearches =
    price.webSearch > 0 ? searchesOf(request.json, account.definition.webSearchTool) : 0;
  const { input: held, referredTo } = exchange.estimate();
  const tokens = {
    input: held + referredTo,
    output,
    webSearches,
    priceFactor: maxPriceFactor(request.json, targetModel),
  };
  return Math.ceil(maxPriceOf(price, tokens, request.body.includes(oneHour)));
}

/** How a request asks for a cache of one hour, whose writes cost more. */
const oneHour = Buffer.from('"1h"');

function maxPriceOf(
  price: ModelPrice,
  {
    input,
    output,
    webSearches,
    priceFactor,
  }: Pick<TokenEstimate, 'input' | 'output'> & { webSearches: number; priceFactor: number },
  cachesForOneHour: boolean,
): number {
  const common = { outputTokens: output, cacheReadTokens: 0, webSearches, priceFactor };
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
  { demand, reason, left, retryAfterMs }: Refusal<LimitedBudget>,
  nowMs: number,
): GatewayError {
  const { period, limitMicroUsd, scope } = demand.budget;
  const which = `${period} budget of ${dollars(limitMicroUsd)} of this ${scope}`;
  if (reason === 'reserved') {
    const message = `What is left of the ${which} is reserved by running requests`;
    return new GatewayError('rate_limited', message, { retryAfterMs: retryAfterMs ?? 0 });
  }
  const what =
    reason === 'exhausted'
      ? `The ${which} is used up`
      : `This request may cost more than the ${dollars(left)} left of the ${which}`;
  if (retryAfterMs === null) return new GatewayError('quota_exhausted', what);
  const next = `the next period starts at ${isoOf(nowMs + retryAfterMs)}`;
  return new GatewayError('quota_exhausted', `${what}; ${next}`, { retryAfterMs });
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000', '');
}

function dollars(microUsd: number): string {
  return `$${toUsd(microUsd).toFixed(microUsd < 10_000 ? 6 : 2)}`;
}
