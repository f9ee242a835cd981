import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AccountHealth } from '../account-health/account-health.js';
import type { Failure } from '../account-health/cooldown.js';

/** One store of an implementation, as several instances see it. */
export type AccountHealthStore = {
  /** Another instance on the same store; the memory implementation has one only. */
  instance(): AccountHealth;
  /** Lets all instances know what the others have changed. */
  sync(): Promise<void>;
  close(): Promise<void>;
};

const start = 1_700_000_000_000;
const failure = (nowMs: number, part: Partial<Failure> = {}): Failure => ({
  reason: 'server_error',
  nowMs,
  startedAtMs: nowMs,
  retryAfterMs: null,
  ...part,
});

/** What every implementation of `AccountHealth` has to do. */
export function describeAccountHealthContract(
  name: string,
  open: () => Promise<AccountHealthStore>,
): void {
  describe(`AccountHealth contract: ${name}`, () => {
    let store: AccountHealthStore;
    let health: AccountHealth;
    let ids = 0;
    const anId = () => `account-${(ids += 1)}`;
    beforeAll(async () => {
      store = await open();
      health = store.instance();
    });
    afterAll(() => store.close());

    it('starts with 15 s and doubles up to 300 s while failures follow each other', () => {
      const id = anId();
      let now = start;
      const waits = Array.from({ length: 7 }, () => {
        const waitMs = health.noteFailure(id, null, failure(now)).untilMs - now;
        now += waitMs + 1;
        return waitMs;
      });

      expect(waits).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
    });

    it('keeps the failure count after the cooldown has ended and clears it on success', () => {
      const id = anId();
      health.noteFailure(id, null, failure(start));
      expect(health.cooldownOf(id, 'm', start + 15_001)).toBeNull();
      expect(health.noteFailure(id, null, failure(start + 20_000)).failures).toBe(2);

      health.noteSuccess(id, 'm', start + 21_000);

      expect(health.cooldownOf(id, 'm', start + 21_000)).toBeNull();
      expect(health.noteFailure(id, null, failure(start + 60_000)).failures).toBe(1);
    });

    it('forgets failures an hour after the cooldown has ended', () => {
      const id = anId();
      health.noteFailure(id, null, failure(start));

      expect(health.noteFailure(id, null, failure(start + 2 * 3_600_000)).failures).toBe(1);
    });

    it('honours what the provider asks for, up to 300 s', () => {
      const id = anId();
      const asked = health.noteFailure(id, null, failure(start, { retryAfterMs: 2_000 }));

      expect(asked).toMatchObject({ untilMs: start + 2_000, requestedByProvider: true });
      const long = health.noteFailure(anId(), null, failure(start, { retryAfterMs: 9e9 }));
      expect(long.untilMs).toBe(start + 300_000);
    });

    it('counts attempts that ran at the same time as one failure', () => {
      const id = anId();
      for (let i = 0; i < 20; i += 1) {
        health.noteFailure(id, null, failure(start + 100 + i, { startedAtMs: start }));
      }

      expect(health.cooldownOf(id, 'm', start + 200)?.failures).toBe(1);
    });

    it('keeps the cooldowns of an account and of its models apart', () => {
      const id = anId();
      health.noteFailure(id, 'a', failure(start));
      health.noteFailure(id, 'b', failure(start));
      expect(health.cooldownOf(id, 'c', start)).toBeNull();
      expect(health.cooldownOf(id, 'a', start)?.failures).toBe(1);
      health.noteFailure(id, null, failure(start, { reason: 'forbidden' }));

      expect(health.cooldownOf(id, 'a', start)?.reason).toBe('forbidden');
      expect(health.cooldownsOf(id, start).map(({ model }) => model)).toEqual([null, 'a', 'b']);
      health.noteSuccess(id, 'a', start);
      expect(health.cooldownsOf(id, start).map(({ model }) => model)).toEqual(['b']);
      health.clear(id, start);
      expect(health.cooldownsOf(id, start)).toEqual([]);
    });

    it('rates success, recent calls more than old ones', () => {
      const id = anId();
      expect(health.successRateOf(id, start)).toEqual({ rate: 1, weight: 0 });
      for (let i = 0; i < 8; i += 1) health.noteFailure(id, 'm', failure(start));
      expect(health.successRateOf(id, start)).toEqual({ rate: 0, weight: 8 });
      for (let i = 0; i < 4; i += 1) health.noteSuccess(id, 'm', start + 5 * 60_000);

      const { rate, weight } = health.successRateOf(id, start + 5 * 60_000);
      expect(rate).toBeCloseTo(0.5);
      expect(weight).toBeCloseTo(8);
      expect(health.successRateOf(id, start + 60 * 60_000).weight).toBeLessThan(0.1);
    });

    it('never shortens a running cooldown, whatever fails in which order', () => {
      const step = fc.record({
        gap: fc.integer({ min: 0, max: 30_000 }),
        startedBefore: fc.integer({ min: 0, max: 60_000 }),
        retryAfterMs: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
      });
      fc.assert(
        fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
          const id = anId();
          let now = start;
          let untilMs = 0;
          for (const { gap, startedBefore, retryAfterMs } of steps) {
            now += gap;
            const cooldown = health.noteFailure(
              id,
              null,
              failure(now, { startedAtMs: now - startedBefore, retryAfterMs }),
            );
            expect(cooldown.untilMs).toBeGreaterThanOrEqual(untilMs);
            expect(cooldown.untilMs - now).toBeLessThanOrEqual(300_000);
            untilMs = cooldown.untilMs;
          }
        }),
      );
    });

    it('is shared by two instances on one store', async () => {
      const id = anId();
      const other = store.instance();
      health.noteFailure(id, null, failure(start));
      health.noteFailure(id, 'm', failure(start));
      await store.sync();
      expect(other.cooldownsOf(id, start)).toEqual(health.cooldownsOf(id, start));
      expect(other.cooldownsOf(id, start)).toHaveLength(2);

      other.noteSuccess(id, 'm', start + 1);
      await store.sync();
      expect(health.cooldownsOf(id, start + 1)).toEqual([]);

      // The next failure counts from the start again, in both.
      expect(health.noteFailure(id, null, failure(start + 2)).failures).toBe(1);
      await store.sync();
      expect(other.noteFailure(id, null, failure(start + 20_000)).failures).toBe(2);
    });
  });
}
