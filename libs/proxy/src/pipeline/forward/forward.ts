import { GatewayError } from '@codegate/kernel';
import { endpointOf } from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount } from '../../directory/snapshot.js';
import { adapt } from '../adapt/adapt.js';
import type { OutboundRequest } from '../adapt/outbound-request.js';
import { upstreamDialect } from '../adapt/target.js';
import { reserveAccount } from '../admit/reserve.js';
import { noteFailure } from '../classify/account-health.js';
import type { Failure } from '../classify/failure.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { recordLostAttempt } from '../record/record.js';
import { attempt } from './attempt.js';
import { countTokens } from './count-tokens.js';
import { saysEndpointIsMissing, withoutRoute } from './missing-endpoints.js';
import { noAccountError } from './no-account-error.js';
import type { Outcome } from './outcome.js';

/** A candidate with the routes its server has. */
type RoutedCandidate = Candidate<ProxyAccount> & { readonly routes: ProxyAccount['routes'] };

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
    const routes = deps.missingEndpoints.routesOf(candidate.account, deps.clock.now());
    const outbound = adaptOrError(exchange, { ...candidate, routes }, deps);
    if (outbound instanceof GatewayError) {
      // Another account may speak the client's own wire format.
      callerError ??= outbound;
      reservations.settle(null);
      continue;
    }
    exchange.candidate = candidate;
    exchange.attemptStartedAtMs = deps.clock.now();
    const outcome = await attemptInAnyFormat(exchange, { ...candidate, routes }, outbound, deps);
    if (outcome.kind !== 'failure' || outcome.failureClass.kind === 'caller') return outcome;
    noteFailedAttempt(exchange, outcome, deps);
    failure = outcome;
    if (!allowsFailover(exchange, outcome)) break;
  }
  if (!failure) throw callerError ?? noAccountError(exchange);
  return withEarliestRetry(exchange, failure, deps);
}

/**
 * Asks the account, and in its next wire format when its server does not have the endpoint. What is missing is
 * remembered once the server has responded to another request, so that a mistaken base URL closes no endpoint.
 */
async function attemptInAnyFormat(
  exchange: Exchange,
  candidate: RoutedCandidate,
  first: OutboundRequest,
  deps: PipelineDeps,
): Promise<Outcome> {
  const outcome = await attempt(exchange, first, deps);
  if (!saysEndpointIsMissing(outcome)) return outcome;
  const routes = withoutRoute(candidate.routes, first.route);
  if (upstreamDialect({ ...first.account, routes }, exchange.call.endpoint) === null) {
    return outcome;
  }
  const left = { ...candidate, routes };
  const next = adaptOrError(exchange, left, deps);
  if (next instanceof GatewayError) return outcome;
  const other = await attemptInAnyFormat(exchange, left, next, deps);
  if (saysEndpointIsMissing(other)) return outcome;
  deps.missingEndpoints.add(first.account, first.route, deps.clock.now());
  return other;
}

function adaptOrError(exchange: Exchange, candidate: RoutedCandidate, deps: PipelineDeps) {
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
