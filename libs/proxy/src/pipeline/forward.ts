import { GatewayError } from '@codegate/kernel';
import { applyFix, parseRefusal } from '@codegate/protocol';
import {
  cooldownKey,
  modelCooldownKey,
  windowKey,
  type Candidate,
  type Plan,
  type Refusal,
} from '@codegate/routing';

import type { BudgetRefusal } from '@codegate/usage';

import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import { attempt, type Attempt, type Failure, type Outbound, type Restoring } from './attempt.js';
import { overBudget, reserveBudgets } from './budgets.js';
import type { Call, Caller } from './call.js';
import type { PipelineDeps } from './pipeline-deps.js';
import type { DecodedRequest } from './decode.js';
import { prepare } from './build-upstream-request.js';
import { recordLost, type CallTrace } from './record.js';

/** The first account that answers, or what to tell the caller when none does. */
export type Forwarded = {
  candidate: Candidate<ProxyAccount>;
  outcome: Exclude<Attempt, Failure> | { kind: 'refused'; failure: Failure };
};

/** An upstream that refuses more than this many things at once is not asked again. */
const maxFixes = 3;

type Routing = {
  restoring: Restoring;
  plan: Plan<ProxyAccount>;
  caller: Caller;
  world: Snapshot;
};

/**
 * Tries the candidates in order, each account at most once, until one answers. A failure that another account may
 * not share makes the account (or the model at it) rest. Nothing has reached the caller while this runs.
 *
 * @throws GatewayError when no account answers and none of them has words of its own for the caller
 */
export async function forward(
  call: Call,
  request: DecodedRequest,
  { plan, caller, world, restoring }: Routing,
  use: PipelineDeps,
  trace: CallTrace,
): Promise<Forwarded> {
  const tried = new Set<string>();
  const refusals: Refusal[] = [...plan.refusals];
  let last: { candidate: Candidate<ProxyAccount>; failure: Failure } | undefined;
  let unfit: GatewayError | undefined;
  for (const candidate of plan.candidates) {
    const { account, cooldown } = candidate;
    if (tried.has(account.id)) continue;
    const startedAtMs = use.clock.now();
    // A rest the provider asked for is waited out; one we set ourselves is a guess, worth trying as a last resort.
    if (cooldown?.requestedByProvider) {
      refusals.push(refusalFor(account, 'resting', cooldown.untilMs - startedAtMs));
      continue;
    }
    const stake = reserveBudgets(call, request, candidate, { caller, world }, trace, use);
    if (stake.refusal) {
      if (stake.refusal.budget.scope !== 'account') {
        // Another account may be cheaper, or covered by a plan.
        unfit ??= overBudget(stake.refusal, startedAtMs);
        continue;
      }
      refusals.push(refusalForBudget(account, stake.refusal));
      continue;
    }
    const admission = use.shared.admit(windowKey(account.id), account.rateLimit, startedAtMs);
    if (!admission.admitted) {
      stake.release();
      refusals.push(refusalFor(account, 'rate_limited', admission.retryAfterMs));
      continue;
    }
    tried.add(account.id);
    const outbound = prepareOr((error) => (unfit ??= error), call, request, candidate, world, use);
    if (!outbound) {
      stake.release();
      continue;
    }
    trace.candidate = candidate;
    const result = await attemptWithFixes(call, candidate, outbound, restoring, use);
    if (result.kind !== 'failure') return { candidate, outcome: result };
    if (result.failureClass.kind === 'caller') {
      return { candidate, outcome: { kind: 'refused', failure: result } };
    }
    stake.release();
    if (result.mayCost) recordLost(trace, use);
    noteFailure(candidate, result, startedAtMs, use);
    trace.attempts.push({
      account: account.name,
      status: result.status,
      reason: result.failureClass.reason,
      message: result.error.message,
    });
    last = { candidate, failure: result };
    if (!allowsFailover(result, caller, world)) break;
  }
  if (!last) throw unfit ?? noAccountError(call, plan, refusals);
  return {
    candidate: last.candidate,
    outcome: { kind: 'refused', failure: withEarliestRetry(last.failure, plan, use) },
  };
}

/**
 * Sends the request, and once more for each thing the upstream refuses that can be left out. What it refused is
 * remembered, so that later requests do not meet the refusal.
 */
async function attemptWithFixes(
  call: Call,
  candidate: Candidate<ProxyAccount>,
  first: Outbound,
  restoring: Restoring,
  use: PipelineDeps,
): Promise<Attempt> {
  let outbound = first;
  for (let fixes = 0; ; fixes += 1) {
    const result = await attempt(call, candidate, outbound, restoring, use.upstreams);
    if (result.kind !== 'failure' || fixes === maxFixes) return result;
    const fix = parseRefusal(result.status, result.error.message);
    const body = fix && applyFix(outbound.body, fix);
    if (!fix || !body) return result;
    outbound = { ...outbound, body };
    const { account, targetModel } = candidate;
    const { origin } = outbound.route;
    const nowMs = use.clock.now();
    use.unsupportedFields.add(
      account.provider,
      origin,
      targetModel,
      fix,
      result.error.message,
      nowMs,
    );
  }
}

/** Another account may speak the caller's own wire format, so what one cannot be told is not the end. */
function prepareOr(
  giveUp: (error: GatewayError) => void,
  call: Call,
  request: DecodedRequest,
  candidate: Candidate<ProxyAccount>,
  world: Snapshot,
  use: PipelineDeps,
): Outbound | null {
  try {
    return prepare(call, request, candidate, world, use);
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'invalid_request') throw error;
    giveUp(error);
    return null;
  }
}

function allowsFailover(failure: Failure, caller: Caller, world: Snapshot): boolean {
  const settings = caller.tenant?.settings ?? world.settings;
  if (failure.failureClass.kind === 'caller') return false;
  return failure.failureClass.reason === 'rate_limited'
    ? settings.autoSwitchOnRateLimit
    : settings.autoSwitchOnError;
}

function noteFailure(
  { account, targetModel }: Candidate<ProxyAccount>,
  failure: Failure,
  startedAtMs: number,
  { shared, outcomes, clock }: PipelineDeps,
): void {
  const { failureClass: verdict } = failure;
  if (verdict.kind === 'caller') return;
  const key =
    verdict.scope === 'model' ? modelCooldownKey(account.id, targetModel) : cooldownKey(account.id);
  const nowMs = clock.now();
  shared.startCooldown(key, {
    reason: verdict.reason,
    nowMs,
    startedAtMs,
    retryAfterMs: failure.retryAfterMs,
  });
  const status =
    verdict.reason === 'rate_limited'
      ? 'rate_limited'
      : verdict.reason === 'unauthenticated'
        ? 'expired'
        : 'error';
  outcomes.failed(account.id, status, failure.error.message, nowMs);
}

/** The caller is told when the first of all accounts is free, not when the last one that failed is. */
function withEarliestRetry(failure: Failure, plan: Plan<ProxyAccount>, use: PipelineDeps): Failure {
  const nowMs = use.clock.now();
  const waits = plan.candidates.flatMap(({ account, targetModel }) => {
    const cooldown =
      use.shared.cooldownOf(cooldownKey(account.id), nowMs) ??
      use.shared.cooldownOf(modelCooldownKey(account.id, targetModel), nowMs);
    return cooldown ? [cooldown.untilMs - nowMs] : [];
  });
  return { ...failure, retryAfterMs: waits.length > 0 ? Math.min(...waits) : null };
}

function refusalFor(
  account: ProxyAccount,
  reason: Refusal['reason'],
  retryAfterMs: number | null,
): Refusal {
  return { accountId: account.id, accountName: account.name, reason, retryAfterMs };
}

/** What running requests have reserved of an account's budget may come back in a moment. */
function refusalForBudget(account: ProxyAccount, { reason }: BudgetRefusal): Refusal {
  return reason === 'reserved'
    ? refusalFor(account, 'rate_limited', 1_000)
    : refusalFor(account, 'budget_exhausted', null);
}

/** Says why no account can be asked at all. Names of accounts stay inside. */
function noAccountError(
  call: Call,
  plan: Plan<ProxyAccount>,
  refusals: readonly Refusal[],
): GatewayError {
  const waits = refusals.flatMap(({ retryAfterMs }) =>
    retryAfterMs === null ? [] : [retryAfterMs],
  );
  if (waits.length > 0) {
    return new GatewayError('rate_limited', 'All accounts for this request are at their limit', {
      retryAfterMs: Math.min(...waits),
    });
  }
  const reasons = new Set(refusals.map(({ reason }) => reason));
  if (reasons.has('budget_exhausted')) {
    return new GatewayError('quota_exhausted', 'The budget of all accounts is used up');
  }
  if (reasons.has('dialect_not_supported')) {
    return new GatewayError('not_supported', `No account can serve ${call.path}`);
  }
  const hint =
    plan.configId === null ? 'Add an account' : 'Check the accounts and the active config';
  return new GatewayError('no_account_available', `No account can serve this request. ${hint}.`);
}
