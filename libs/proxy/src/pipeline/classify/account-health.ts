import { endpointOf } from '@codegate/protocol';

import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import type { FailureClass } from './classify-failure.js';

/**
 * The only place where the health of an account changes. It is judged when an attempt is over: by a complete
 * response, or by a failure, also in the middle of a stream. A client that aborts says nothing about the account.
 */

type HealthDeps = Pick<PipelineDeps, 'accountHealth' | 'accountStatuses' | 'clock'>;

/** The account's response is complete: its cooldowns end and it counts as active. */
export function noteSuccess(
  { candidate, call }: Exchange,
  { accountHealth, accountStatuses, clock }: HealthDeps,
): void {
  // Counting tokens costs nothing and has limits of its own, so it does not show that the account works.
  if (!candidate || !endpointOf(call.endpoint).isBilled) return;
  const { account, targetModel } = candidate;
  const nowMs = clock.now();
  accountHealth.noteSuccess(account.id, targetModel, nowMs);
  accountStatuses.succeeded(account.id, nowMs);
}

/** The account, or the model at it, goes into cooldown unless the failure is the caller's own fault. */
export function noteFailure(
  { candidate, attemptStartedAtMs }: Exchange,
  failureClass: FailureClass,
  { message, retryAfterMs }: { message: string; retryAfterMs: number | null },
  { accountHealth, accountStatuses, clock }: HealthDeps,
): void {
  if (!candidate || failureClass.kind === 'caller' || failureClass.scope === 'request') return;
  const { reason, scope } = failureClass;
  const nowMs = clock.now();
  const { account, targetModel } = candidate;
  accountHealth.noteFailure(account.id, scope === 'model' ? targetModel : null, {
    reason,
    nowMs,
    startedAtMs: attemptStartedAtMs,
    retryAfterMs,
  });
  accountStatuses.failed(account.id, statusOf(reason), message, nowMs);
}

function statusOf(
  reason: Extract<FailureClass, { kind: 'next' }>['reason'],
): 'rate_limited' | 'expired' | 'error' {
  if (reason === 'rate_limited') return 'rate_limited';
  return reason === 'unauthenticated' ? 'expired' : 'error';
}
