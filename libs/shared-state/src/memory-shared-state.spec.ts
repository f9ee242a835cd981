import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { MemorySharedState } from './memory-shared-state.js';
import type { CooldownReason } from './shared-state.js';

const start = 1_700_000_000_000;

function fail(
  state: MemorySharedState,
  key: string,
  reason: CooldownReason,
  nowMs: number,
  retryAfterMs: number | null,
) {
  return state.coolDown(key, { reason, nowMs, startedAtMs: nowMs, retryAfterMs });
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
      state.coolDown('a', {
        reason: 'server_error',
        nowMs,
        startedAtMs: start,
        retryAfterMs: null,
      });
    }

    expect(state.cooldownOf('a', start + 200)?.failures).toBe(1);
  });
});
