import { GatewayError } from '@codegate/kernel';
import { endpointOf } from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount } from '../../directory/snapshot.js';
import { adapt } from '../adapt/adapt.js';
import { reserveAccount } from '../admit/reserve.js';
import { noteFailure } from '../classify/account-health.js';
import type { Failure } from '../classify/failure.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { recordLostAttempt } from '../record/record.js';
import { attempt } from './attempt.js';
import { countTokens } from './count-tokens.js';
import { noAccountError } from './no-account-error.js';
import type { Outcome } from './outcome.js';

/**
 * Tries the candidates of the plan in order, each account at most once, until one responds. A failure another account
 * may not share puts the account (or the model at it) into cooldown. Nothing has reached the client while this runs.
 *
 * @returns the first response, or the last failure
 * @throws GatewayError when no account could be asked
 */
export async function forward(exchange: Exchange, deps: PipelineDeps): Promise<Outcome> {
  const { call, request, reply, plan, refusals, reservations } = exchange;
  if (request.stream) reply.commitStreamAfter(deps.limits.streamCommitMs);
  if (endpointOf(call.endpoint).isEstimated) return countTokens(exchange, deps);
  const tried = new Set<string>();
  let callerError: GatewayError | undefined;
  let failure: Failure | undefined;
  for (const candidate of plan.candidates) {
    if (tried.has(candidate.account.id)) continue;
    const reserving = reserveAccount(exchange, candidate, deps);
    const reservation = reserving instanceof Promise ? await reserving : reserving;
    if (reservation.kind === 'account_refused') {
      refusals.push(reservation.refusal);
      continue;
    }
    if (reservation.kind === 'caller_refused') {
      // Another account may be cheaper, or covered by a subscription.
      callerError ??= reservation.error;
      continue;
    }
    tried.add(candidate.account.id);
    const outbound = adaptOrError(exchange, candidate, deps);
    if (outbound instanceof GatewayError) {
      // Another account may speak the client's own wire format.
      callerError ??= outbound;
      reservations.settle(null);
      continue;
    }
    exchange.candidate = candidate;
    exchange.attemptStartedAtMs = deps.clock.now();
    const outcome = await attempt(exchange, outbound, deps);
    if (outcome.kind !== 'failure' || outcome.failureClass.kind === 'caller') return outcome;
    noteFailedAttempt(exchange, outcome, deps);
    failure = outcome;
    if (!allowsFailover(exchange, outcome)) break;
  }
  if (!failure) throw callerError ?? noAccountError(exchange);
  return withEarliestRetry(exchange, failure, deps);
}

function adaptOrError(exchange: Exchange, candidate: Candidate<ProxyAccount>, deps: PipelineDeps) {
  try {
    return adapt(exchange, candidate, deps);
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'invalid_request') return error;
    throw error;
  }
}

function noteFailedAttempt(exchange: Exchange, failure: Failure, deps: PipelineDeps): void {
  const { failureClass, error, retryAfterMs } = failure;
  if (failureClass.kind === 'caller') return;
  if (failure.mayCost) recordLostAttempt(exchange, deps);
  else exchange.reservations.settle(null);
  noteFailure(exchange, failureClass, { message: error.message, retryAfterMs }, deps);
  exchange.attempts.push({
    account: exchange.candidate?.account.name ?? '',
    status: failure.status,
    reason: failureClass.reason,
    message: error.message,
  });
}

function allowsFailover({ settings }: Exchange, { failureClass }: Failure): boolean {
  if (failureClass.kind === 'caller') return false;
  return failureClass.reason === 'rate_limited'
    ? settings.autoSwitchOnRateLimit
    : settings.autoSwitchOnError;
}

/** The time to wait is until the first of all accounts is free, not until the last one that failed is. */
function withEarliestRetry(
  { plan }: Exchange,
  failure: Failure,
  { clock, accountHealth }: PipelineDeps,
): Failure {
  const nowMs = clock.now();
  const waits = plan.candidates.flatMap(({ account, targetModel }) => {
    const cooldown = accountHealth.cooldownOf(account.id, targetModel, nowMs);
    return cooldown ? [cooldown.untilMs - nowMs] : [];
  });
  return { ...failure, retryAfterMs: waits.length > 0 ? Math.min(...waits) : null };
}
