import { GatewayError, toUsd } from '@codegate/kernel';
import { effectivePrice, exactMicroUsd, type ModelPrice } from '@codegate/models';
import type { Candidate } from '@codegate/routing';
import { budgetSubject, type BudgetRefusal } from '@codegate/usage';

import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import { outputLimitOf } from './adapt.js';
import type { Call, Caller } from './call.js';
import type { PipelineDeps } from './pipeline-deps.js';
import type { DecodedRequest } from './decode.js';
import { outputOf, searchesOf, type TokenEstimate } from './estimate-tokens.js';
import type { CallTrace } from './record.js';

/** Whose budgets a request at an account counts against. */
export function budgetSubjects({ tenant, key }: Caller, accountId: string): string[] {
  const subjects = [budgetSubject('account', accountId)];
  if (tenant) subjects.push(budgetSubject('tenant', tenant.id));
  if (key) subjects.push(budgetSubject('key', key.id));
  return subjects;
}

/** Room in all budgets of a request at an account, or the one that has none. */
export type BudgetReservation =
  | { readonly refusal: null; readonly release: () => void }
  | { readonly refusal: BudgetRefusal; readonly release: null };

const noStake: BudgetReservation = { refusal: null, release: () => undefined };

/**
 * Reserves what the request may cost at this account: all of its input at the dearest rate it can have, all of the
 * output it allows and the searches. A price nobody knows reserves nothing, but a budget that is used up refuses all the same.
 */
export function reserveBudgets(
  call: Call,
  request: DecodedRequest,
  { account, targetModel }: Candidate<ProxyAccount>,
  { caller, world }: { caller: Caller; world: Snapshot },
  { reservations, estimate }: Pick<CallTrace, 'reservations' | 'estimate'>,
  { budgets, clock }: Pick<PipelineDeps, 'budgets' | 'clock'>,
): BudgetReservation {
  const subjects = budgetSubjects(caller, account.id);
  if (!budgets.concerns(subjects)) return noStake;
  const nowMs = clock.now();
  const price = effectivePrice(account.provider, targetModel, nowMs, world.prices)?.price;
  const { input } = estimate();
  const allowed = outputLimitOf(targetModel, world) ?? Number.POSITIVE_INFINITY;
  const output =
    call.endpoint === 'embeddings' ? 0 : Math.min(outputOf(request, targetModel), allowed);
  const searches = price && price.webSearch > 0 ? searchesOf(request.json) : 0;
  const tokens = { input, output };
  const microUsd = price ? Math.ceil(worstCase(price, tokens, searches, request.body)) : 0;
  const stake = budgets.reserve(subjects, microUsd, account.billing, nowMs);
  if (stake.refusal === null) reservations.onSettled(stake.release);
  return stake;
}

const oneHour = Buffer.from('"1h"');

function worstCase(
  price: ModelPrice,
  { input, output }: TokenEstimate,
  webSearches: number,
  body: Buffer,
): number {
  const rest = { outputTokens: output, cacheReadTokens: 0, webSearches };
  const none = { inputTokens: 0, cacheWriteTokens: 0, cacheWrite1hTokens: 0 };
  const fresh = exactMicroUsd(price, { ...rest, ...none, inputTokens: input });
  const cacheWrite1hTokens = body.includes(oneHour) ? input : 0;
  const written = { ...rest, ...none, cacheWriteTokens: input, cacheWrite1hTokens };
  return Math.max(fresh, exactMicroUsd(price, written));
}

/** What the caller is told about a budget of the tenant or the key; names of accounts stay inside. */
export function overBudget(
  { budget, reason, leftMicroUsd, resetAtMs }: BudgetRefusal,
  nowMs: number,
): GatewayError {
  const which = `${budget.period} budget of ${dollars(budget.limitMicroUsd)} of this ${budget.scope}`;
  if (reason === 'reserved') {
    const message = `What is left of the ${which} is reserved by requests under way`;
    return new GatewayError('rate_limited', message, { retryAfterMs: 1_000 });
  }
  const what =
    reason === 'exhausted'
      ? `The ${which} is used up`
      : `This request may cost more than the ${dollars(leftMicroUsd)} left of the ${which}`;
  if (!Number.isFinite(resetAtMs)) return new GatewayError('quota_exhausted', what);
  return new GatewayError('quota_exhausted', `${what}; it starts anew at ${isoOf(resetAtMs)}`, {
    retryAfterMs: resetAtMs - nowMs,
  });
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000', '');
}

function dollars(microUsd: number): string {
  return `$${toUsd(microUsd).toFixed(microUsd < 10_000 ? 6 : 2)}`;
}
