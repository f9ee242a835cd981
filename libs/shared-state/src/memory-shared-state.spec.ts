import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { MemorySharedState } from './memory-shared-state.js';
import type { CooldownReason } from './account-health/cooldown.js';

const start = 1_700_000_000_000;

function fail(
  state: MemorySharedState,
  key: string,
  reason: CooldownReason,
  nowMs: number,
  retryAfterMs: number | null,
) {
  return state.startCooldown(key, { reason, nowMs, startedAtMs: nowMs, retryAfterMs });
}

describe('MemorySharedState: sliding windows', () => {
  it('admits up to the limit in any 60 s and says when there is room again', () => {
    const state = new MemorySharedState();

    expect(state.admit('a', 2, start).admitted).toBe(true);
    expect(state.admit('a', 2, start + 30_000).admitted).toBe(true);

    const refused = state.admit('a', 2, start + 59_000);
    expect(refused).toEqual({ admitted: false, retryAfterMs: expect.any(Number) });
    const waitMs = (refused as { retryAfterMs: number }).retryAfterMs;
    expect(waitMs).toBeGreaterThan(900);
    expect(waitMs).toBeLessThanOrEqual(1_200);
    expect(state.admit('a', 2, start + 59_000 + waitMs).admitted).toBe(true);
  });

  it('does not count refused requests', () => {
    const state = new MemorySharedState();
    state.admit('a', 1, start);
    for (let i = 1; i < 50; i += 1) state.admit('a', 1, start + i * 1_000);

    expect(state.admit('a', 1, start + 60_200).admitted).toBe(true);
  });

  it('treats 0 as unlimited', () => {
    const state = new MemorySharedState();
    for (let i = 0; i < 1_000; i += 1) expect(state.admit('a', 0, start).admitted).toBe(true);
  });

  it('never admits more than the limit within 60 s, whatever the arrival times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (gaps, limit) => {
          const state = new MemorySharedState();
          const admittedAt: number[] = [];
          let now = start;
          for (const gap of gaps) {
            now += gap;
            if (state.admit('a', limit, now).admitted) admittedAt.push(now);
          }
          return admittedAt.every(
            (from) => admittedAt.filter((at) => at >= from && at < from + 60_000).length <= limit,
          );
        },
      ),
    );
  });
});

describe('MemorySharedState: amounts and places', () => {
  it('admits amounts while used and reserved ones leave room', () => {
    const state = new MemorySharedState();
    expect(state.reserve('a', 60, 100, start).admitted).toBe(true);
    expect(state.reserve('a', 60, 100, start).admitted).toBe(false);
    expect(state.windowOf('a', start).taken).toBe(60);

    state.settle('a', 60, 10, start);

    expect(state.windowOf('a', start)).toEqual({ taken: 10, emptyInMs: expect.any(Number) });
    expect(state.reserve('a', 90, 100, start).admitted).toBe(true);
    const refused = state.reserve('a', 1, 100, start + 1_000);
    expect(refused).toEqual({ admitted: false, retryAfterMs: 1_000 });
  });

  it('says when a window will be empty, from the last thing counted in it', () => {
    const state = new MemorySharedState();
    expect(state.windowOf('a', start).emptyInMs).toBe(0);
    state.admit('a', 10, start);
    state.admit('a', 10, start + 20_000);

    const { emptyInMs } = state.windowOf('a', start + 50_000);

    expect(emptyInMs).toBeGreaterThan(29_900);
    expect(emptyInMs).toBeLessThanOrEqual(30_200);
    const emptyAt = start + 50_000 + emptyInMs;
    expect(state.windowOf('a', emptyAt - 1).taken).toBe(1);
    expect(state.windowOf('a', emptyAt)).toEqual({ taken: 0, emptyInMs: 0 });
  });

  it('says when used amounts have left the window', () => {
    const state = new MemorySharedState();
    state.settle('a', 0, 90, start);

    const refused = state.reserve('a', 20, 100, start + 30_000);
    const waitMs = (refused as { retryAfterMs: number }).retryAfterMs;
    expect(waitMs).toBeGreaterThan(29_000);
    expect(state.reserve('a', 20, 100, start + 30_000 + waitMs).admitted).toBe(true);
  });

  it('lets an amount above the limit pass alone, so that it is not refused for ever', () => {
    const state = new MemorySharedState();
    expect(state.reserve('a', 500, 100, start).admitted).toBe(true);
    expect(state.reserve('a', 1, 100, start).admitted).toBe(false);
    state.settle('a', 500, 0, start);
    state.settle('b', 0, 1, start);

    expect(state.reserve('b', 500, 100, start).admitted).toBe(false);
    expect(state.reserve('a', 1, 100, start).admitted).toBe(true);
  });

  it('never lets more inside than there are places', () => {
    const state = new MemorySharedState();
    const entered = Array.from({ length: 500 }, () => state.acquireSlot('a', 10)).filter(Boolean);
    expect(entered).toHaveLength(10);
    state.releaseSlot('a');

    expect(state.slotsInUse('a')).toBe(9);
    expect([
      state.acquireSlot('a', 10),
      state.acquireSlot('a', 10),
      state.acquireSlot('b', 0),
    ]).toEqual([true, false, true]);
  });

  it('keeps reserved and used amounts within the limit, whatever happens in which order', () => {
    const step = fc.record({
      gap: fc.integer({ min: 0, max: 20_000 }),
      amount: fc.integer({ min: 1, max: 40 }),
      used: fc.double({ min: 0, max: 1, noNaN: true }),
      isSettled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const state = new MemorySharedState();
        const open: number[] = [];
        let now = start;
        for (const { gap, amount, used, isSettled } of steps) {
          now += gap;
          if (state.reserve('a', amount, 100, now).admitted) open.push(amount);
          const oldest = isSettled ? open.shift() : undefined;
          if (oldest) state.settle('a', oldest, Math.floor(oldest * used), now);
          if (state.windowOf('a', now).taken > 100) return false;
        }
        return true;
      }),
    );
  });
});

describe('MemorySharedState: cooldowns', () => {
  it('rests 15 s, then doubles up to 300 s while failures follow each other', () => {
    const state = new MemorySharedState();
    let now = start;
    const rests = Array.from({ length: 7 }, () => {
      const { untilMs } = fail(state, 'a', 'server_error', now, null);
      const rest = untilMs - now;
      now = untilMs + 1;
      return rest;
    });

    expect(rests).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
  });

  it('keeps the failure count after the cooldown has ended and clears it on success', () => {
    const state = new MemorySharedState();
    fail(state, 'a', 'server_error', start, null);
    expect(state.cooldownOf('a', start + 15_001)).toBeNull();
    expect(fail(state, 'a', 'server_error', start + 20_000, null).failures).toBe(2);

    state.clearCooldown('a');

    expect(fail(state, 'a', 'server_error', start + 60_000, null).failures).toBe(1);
  });

  it('honours Retry-After and caps it', () => {
    const state = new MemorySharedState();

    expect(fail(state, 'a', 'rate_limited', start, 2_000).untilMs).toBe(start + 2_000);
    expect(fail(state, 'b', 'rate_limited', start, 9e9).untilMs).toBe(start + 300_000);
  });

  it('never shortens a running cooldown', () => {
    const state = new MemorySharedState();
    fail(state, 'a', 'rate_limited', start, 100_000);

    expect(fail(state, 'a', 'rate_limited', start + 1, 1_000).untilMs).toBe(start + 100_000);
  });

  it('counts attempts that were under way together as one failure', () => {
    const state = new MemorySharedState();
    for (let i = 0; i < 20; i += 1) {
      const nowMs = start + 100 + i;
      state.startCooldown('a', {
        reason: 'server_error',
        nowMs,
        startedAtMs: start,
        retryAfterMs: null,
      });
    }

    expect(state.cooldownOf('a', start + 200)?.failures).toBe(1);
  });
});
