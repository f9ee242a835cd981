import { toCount } from '@codegate/kernel';

/** Why an account, or one model of it, is in cooldown. */
export type CooldownReason =
  | 'rate_limited'
  | 'server_error'
  | 'overloaded'
  | 'connection_error'
  | 'timeout'
  | 'unauthenticated'
  | 'forbidden'
  | 'quota_exhausted'
  | 'model_not_found';

export type Failure = {
  readonly reason: CooldownReason;
  readonly nowMs: number;
  /** When the failed attempt began: attempts that ran at the same time count as one failure. */
  readonly startedAtMs: number;
  /** What the provider asked for, if it did. */
  readonly retryAfterMs: number | null;
};

export type Cooldown = {
  readonly reason: CooldownReason;
  /** Milliseconds since the epoch at which it ends. */
  readonly untilMs: number;
  /** Failures in a row, kept after the cooldown has ended and cleared by a success. */
  readonly failures: number;
  /** When the last failure was recorded. */
  readonly failedAtMs: number;
  /** Whether the provider itself asked for the wait, so that trying earlier is pointless. */
  readonly requestedByProvider: boolean;
};

const firstCooldownMs = 15_000;
const maxCooldownMs = 300_000;
/** Failures in a row are forgotten this long after the cooldown has ended. */
const forgetAfterMs = 60 * 60 * 1000;

/** The cooldown after one more failure. */
export function nextCooldown(before: Cooldown | undefined, failure: Failure): Cooldown {
  const { reason, nowMs, startedAtMs, retryAfterMs } = failure;
  const isSameFailure = before !== undefined && startedAtMs < before.failedAtMs;
  const failures = (before?.failures ?? 0) + (isSameFailure ? 0 : 1);
  const backoffMs = firstCooldownMs * 2 ** Math.min(failures - 1, 10);
  const waitMs = toCount(retryAfterMs ?? backoffMs, maxCooldownMs);
  return {
    reason,
    untilMs: Math.max(nowMs + waitMs, before && isRunning(before, nowMs) ? before.untilMs : 0),
    failures,
    failedAtMs: nowMs,
    requestedByProvider: retryAfterMs !== null,
  };
}

/**
 * Whether the cooldown runs. None is longer than the maximum, so one that ends later is a mistake, of a stored row or
 * of a clock that was set back, and would keep the account out for as long; clocks of processes differ a little.
 */
export function isRunning({ untilMs }: Cooldown, nowMs: number): boolean {
  return untilMs > nowMs && untilMs <= nowMs + 2 * maxCooldownMs;
}

/** Whether a cooldown neither runs nor counts as a failure before the next one. */
export function isForgotten({ untilMs }: Cooldown, nowMs: number): boolean {
  return nowMs - untilMs > forgetAfterMs;
}
