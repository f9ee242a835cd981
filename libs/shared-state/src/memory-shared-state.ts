import type { Failure } from './account-health/account-health.js';
import type { Cooldown } from './account-health/cooldown.js';
import type { Admission, SharedState, WindowView } from './shared-state.js';
import { SlidingWindow } from './admission/sliding-window.js';

const firstCooldownMs = 15_000;
const maxCooldownMs = 300_000;
/** Entries nobody asked about for this long are forgotten, so that the maps stay small. */
const forgetAfterMs = 60 * 60 * 1000;
const sweepEveryMs = 60_000;

/** Nobody knows when a running request ends; this is how soon it makes sense to ask again. */
const untilSomeEndMs = 1_000;

/** SharedState of a single process. */
export class MemorySharedState implements SharedState {
  private readonly windows = new Map<string, SlidingWindow>();
  private readonly reserved = new Map<string, number>();
  private readonly places = new Map<string, number>();
  private readonly cooldowns = new Map<string, Cooldown>();
  private readonly cursors = new Map<string, number>();
  private sweptAtMs = 0;

  admit(key: string, limit: number, nowMs: number): Admission {
    this.sweep(nowMs);
    const window = this.window(key);
    const waitMs = limit > 0 ? window.waitForRoomMs(limit, nowMs) : 0;
    if (waitMs > 0) return { admitted: false, retryAfterMs: waitMs };
    window.count(nowMs);
    return { admitted: true };
  }

  countInWindow(key: string, nowMs: number): number {
    return this.windows.get(key)?.size(nowMs) ?? 0;
  }

  waitForRoomMs(key: string, limit: number, nowMs: number): number {
    if (limit <= 0) return 0;
    return this.windows.get(key)?.waitForRoomMs(limit, nowMs) ?? 0;
  }

  windowOf(key: string, nowMs: number): WindowView {
    const window = this.windows.get(key);
    return {
      taken: (window?.size(nowMs) ?? 0) + (this.reserved.get(key) ?? 0),
      emptyInMs: window?.emptyInMs(nowMs) ?? 0,
    };
  }

  reserve(key: string, amount: number, limit: number, nowMs: number): Admission {
    this.sweep(nowMs);
    const reserved = this.reserved.get(key) ?? 0;
    const needed = Math.min(amount, limit);
    const window = this.window(key);
    const waitMs = window.waitForRoomMs(limit, nowMs, needed);
    if (waitMs > 0) return { admitted: false, retryAfterMs: waitMs };
    if (window.size(nowMs) + reserved + needed > limit) {
      return { admitted: false, retryAfterMs: untilSomeEndMs };
    }
    this.reserved.set(key, reserved + amount);
    return { admitted: true };
  }

  settle(key: string, reserved: number, used: number, nowMs: number): void {
    takeFrom(this.reserved, key, reserved);
    if (used > 0) this.window(key).count(nowMs, used);
  }

  acquireSlot(key: string, limit: number): boolean {
    const taken = this.places.get(key) ?? 0;
    if (limit > 0 && taken >= limit) return false;
    this.places.set(key, taken + 1);
    return true;
  }

  releaseSlot(key: string): void {
    takeFrom(this.places, key, 1);
  }

  slotsInUse(key: string): number {
    return this.places.get(key) ?? 0;
  }

  startCooldown(key: string, failure: Failure): Cooldown {
    const { reason, nowMs, startedAtMs, retryAfterMs } = failure;
    const before = this.cooldowns.get(key);
    const isSameFailure = before !== undefined && startedAtMs < before.failedAtMs;
    const failures = (before?.failures ?? 0) + (isSameFailure ? 0 : 1);
    const backoffMs = firstCooldownMs * 2 ** Math.min(failures - 1, 10);
    const restMs = Math.min(retryAfterMs ?? backoffMs, maxCooldownMs);
    const untilMs = Math.max(nowMs + restMs, before?.untilMs ?? 0);
    const requestedByProvider = retryAfterMs !== null;
    const cooldown = { reason, untilMs, failures, failedAtMs: nowMs, requestedByProvider };
    this.cooldowns.set(key, cooldown);
    return cooldown;
  }

  cooldownOf(key: string, nowMs: number): Cooldown | null {
    const cooldown = this.cooldowns.get(key);
    return cooldown && cooldown.untilMs > nowMs ? cooldown : null;
  }

  cooldownsUnder(prefix: string, nowMs: number): { key: string; cooldown: Cooldown }[] {
    const found: { key: string; cooldown: Cooldown }[] = [];
    for (const [key, cooldown] of this.cooldowns) {
      if (key.startsWith(prefix) && cooldown.untilMs > nowMs) found.push({ key, cooldown });
    }
    return found;
  }

  clearCooldown(key: string): void {
    // The common case on the hot path: nothing is cooling at all.
    if (this.cooldowns.size > 0) this.cooldowns.delete(key);
  }

  nextIndex(key: string): number {
    const turn = this.cursors.get(key) ?? 0;
    this.cursors.set(key, (turn + 1) % Number.MAX_SAFE_INTEGER);
    return turn;
  }

  private window(key: string): SlidingWindow {
    let window = this.windows.get(key);
    if (!window) {
      window = new SlidingWindow();
      this.windows.set(key, window);
    }
    return window;
  }

  private sweep(nowMs: number): void {
    if (nowMs - this.sweptAtMs < sweepEveryMs) return;
    this.sweptAtMs = nowMs;
    for (const [key, window] of this.windows) {
      if (window.size(nowMs) === 0) this.windows.delete(key);
    }
    for (const [key, cooldown] of this.cooldowns) {
      if (nowMs - cooldown.untilMs > forgetAfterMs) this.cooldowns.delete(key);
    }
  }
}

function takeFrom(amounts: Map<string, number>, key: string, amount: number): void {
  const left = (amounts.get(key) ?? 0) - amount;
  if (left > 0) amounts.set(key, left);
  else amounts.delete(key);
}
