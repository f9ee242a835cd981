import { endpointOf } from '@codegate/protocol';
import { cooldownKey, modelCooldownKey, type Candidate } from '@codegate/routing';

import type { ProxyAccount } from '../../directory/snapshot.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import type { FailureClass } from './classify-failure.js';

/**
 * The only place where the health of an account changes. It is judged when an attempt is over: by a complete
 * response, or by a failure, also in the middle of a stream. A client that aborts says nothing about the account.
 */

type HealthDeps = Pick<PipelineDeps, 'shared' | 'accountStatuses' | 'clock'>;

/** The account's response is complete: its cooldowns end and it counts as active. */
export function noteSuccess(
  { candidate, call }: Exchange,
  { shared, accountStatuses, clock }: HealthDeps,
): void {
  // Counting tokens costs nothing and has limits of its own, so it does not show that the account works.
  if (!candidate || !endpointOf(call.endpoint).isBilled) return;
  const { account, targetModel } = candidate;
  shared.clearCooldown(cooldownKey(account.id));
  shared.clearCooldown(modelCooldownKey(account.id, targetModel));
  accountStatuses.succeeded(account.id, clock.now());
}

/** The account, or the model at it, goes into cooldown unless the failure is the caller's own fault. */
export function noteFailure(
  { candidate, attemptStartedAtMs }: Exchange,
  failureClass: FailureClass,
  { message, retryAfterMs }: { message: string; retryAfterMs: number | null },
  { shared, accountStatuses, clock }: HealthDeps,
): void {
  if (!candidate || failureClass.kind === 'caller') return;
  const { reason, scope } = failureClass;
  const nowMs = clock.now();
  shared.startCooldown(keyOf(candidate, scope), {
    reason,
    nowMs,
    startedAtMs: attemptStartedAtMs,
    retryAfterMs,
  });
  accountStatuses.failed(candidate.account.id, statusOf(reason), message, nowMs);
}

function keyOf(
  { account, targetModel }: Candidate<ProxyAccount>,
  scope: 'account' | 'model',
): string {
  return scope === 'model' ? modelCooldownKey(account.id, targetModel) : cooldownKey(account.id);
}

function statusOf(
  reason: Extract<FailureClass, { kind: 'next' }>['reason'],
): 'rate_limited' | 'expired' | 'error' {
  if (reason === 'rate_limited') return 'rate_limited';
  return reason === 'unauthenticated' ? 'expired' : 'error';
}
