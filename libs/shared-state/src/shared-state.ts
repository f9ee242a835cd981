import type { Failure } from './account-health/account-health.js';
import type { Cooldown } from './account-health/cooldown.js';

/** A sliding window as it stands. */
export type WindowView = {
  /** Counted in the last 60 s or reserved. */
  readonly taken: number;
  /** Until nothing that is counted now is in the window any more. */
  readonly emptyInMs: number;
};

export type Admission = { admitted: true } | { admitted: false; retryAfterMs: number };

/**
 * What requests share while they run: sliding windows, places, cooldowns and round-robin cursors.
 * The memory implementation serves one process; a Redis one will serve several.
 * Methods are synchronous, so that to look and to take is one step: of any number of requests at once no more pass
 * than there is room for. An implementation over a network answers from a local view it keeps fresh, and has to give
 * each process its share of what is left instead of the whole.
 */
export type SharedState = {
  /**
   * Counts one request against a sliding window of 60 s.
   *
   * @param limit requests per minute; 0 or less means unlimited
   */
  admit(key: string, limit: number, nowMs: number): Admission;
  /** Requests counted in the last 60 s. */
  countInWindow(key: string, nowMs: number): number;
  /** When the window has room again, without counting; 0 when it has room now. */
  waitForRoomMs(key: string, limit: number, nowMs: number): number;
  windowOf(key: string, nowMs: number): WindowView;

  /**
   * Reserves an amount in a sliding window while nobody knows yet what it will be. There is room when what was
   * counted in 60 s, what is reserved and the new amount stay within the limit; an amount above the limit needs a
   * window without anything in it. Each admitted reservation has to be settled once.
   */
  reserve(key: string, amount: number, limit: number, nowMs: number): Admission;
  /** Gives a reservation back and counts what was really used. */
  settle(key: string, reserved: number, used: number, nowMs: number): void;

  /** Takes one of `limit` places (0 or less: any number), or returns false. Each place taken has to be left once. */
  acquireSlot(key: string, limit: number): boolean;
  releaseSlot(key: string): void;
  /** Places taken at the moment. */
  slotsInUse(key: string): number;

  /**
   * Records a failure and starts or extends a cooldown: 15 s, doubling with each failure in a row up to
   * 300 s, or what the provider asked for, up to the same 300 s. A running cooldown is never shortened.
   */
  startCooldown(key: string, failure: Failure): Cooldown;
  /** The running cooldown, or null. */
  cooldownOf(key: string, nowMs: number): Cooldown | null;
  /** All running cooldowns whose key starts with the prefix. */
  cooldownsUnder(prefix: string, nowMs: number): { key: string; cooldown: Cooldown }[];
  /** Forgets failures after a success or by hand. */
  clearCooldown(key: string): void;

  /** The next number of a round-robin cursor, starting with 0. */
  nextIndex(key: string): number;
};
