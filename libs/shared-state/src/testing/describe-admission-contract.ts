import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type {
  Admission,
  BudgetDemand,
  Demand,
  Grant,
  Refusal,
  Terms,
  Used,
} from '../admission/admission.js';

/** One store of an implementation, as several instances see it. */
export type AdmissionStore = {
  /** Another instance on the same store; the memory implementation has one only. */
  instance(): Admission;
  /** Lets the views of the first instance know what has changed. */
  refresh(nowMs: number): Promise<void>;
  close(): Promise<void>;
};

const start = 1_700_000_000_000;
const ttlMs = 30_000;
const at = (nowMs: number, owner = 'one'): Terms => ({ owner, ttlMs, nowMs });
const used = (nowMs: number, part: Partial<Used> = {}): Used => ({
  tokens: 0,
  microUsd: 0,
  budgets: [],
  nowMs,
  ...part,
});

/** What every implementation of `Admission` has to do. `runs`: how often a property is tried. */
export function describeAdmissionContract(
  name: string,
  open: () => Promise<AdmissionStore>,
  runs = 100,
): void {
  describe(`Admission contract: ${name}`, () => {
    let store: AdmissionStore;
    let admission: Admission;
    let keys = 0;
    const aKey = () => `key-${(keys += 1)}`;
    beforeAll(async () => {
      store = await open();
      admission = store.instance();
    });
    afterAll(() => store.close());

    const requests = (key: string, limit: number) => ({ kind: 'requests', key, limit }) as const;
    const slot = (key: string, limit: number) => ({ kind: 'slot', key, limit }) as const;
    const tokens = (key: string, limit: number, amount: number) =>
      ({ kind: 'tokens', key, limit, amount }) as const;
    const budget = (key: string, amount: number, part: Partial<BudgetDemand> = {}) => {
      const endsAtMs = start + 86_400_000;
      return {
        kind: 'budget',
        key,
        limit: 100,
        amount,
        isLenient: false,
        endsAtMs,
        ...part,
      } as const;
    };
    const take = async (demands: readonly Demand[], nowMs = start): Promise<Grant> => {
      const result = await admission.acquire(demands, at(nowMs));
      if (!result.granted) throw new Error(`refused: ${JSON.stringify(result)}`);
      return result;
    };
    const refusalOf = async (demands: readonly Demand[], nowMs = start): Promise<Refusal> => {
      const result = await admission.acquire(demands, at(nowMs));
      if (result.granted) throw new Error('granted');
      return result;
    };
    const isGranted = async (demands: readonly Demand[], nowMs = start): Promise<boolean> =>
      (await admission.acquire(demands, at(nowMs))).granted;
    const spend = async (key: string, microUsd: number, nowMs = start): Promise<void> => {
      const grant = await take([], nowMs);
      const budgets = [{ key, endsAtMs: start + 86_400_000 }];
      await grant.settle(used(nowMs, { microUsd, budgets }));
    };

    describe('requests per minute', () => {
      it('admits up to the limit in any 60 s and says when there is room again', async () => {
        const key = aKey();
        await take([requests(key, 2)], start);
        await take([requests(key, 2)], start + 30_000);

        const refusal = await refusalOf([requests(key, 2)], start + 59_000);
        expect(refusal).toMatchObject({ reason: 'limit', demand: requests(key, 2) });
        const waitMs = refusal.retryAfterMs ?? 0;
        expect(waitMs).toBeGreaterThan(900);
        expect(waitMs).toBeLessThanOrEqual(1_200);
        expect(admission.waitForRequestMs(key, 2, start + 59_000)).toBe(waitMs);
        expect(await isGranted([requests(key, 2)], start + 59_000 + waitMs)).toBe(true);
      });

      it('does not count refused requests', async () => {
        const key = aKey();
        await take([requests(key, 1)]);
        for (let i = 1; i < 20; i += 1) await refusalOf([requests(key, 1)], start + i * 1_000);

        expect(await isGranted([requests(key, 1)], start + 60_200)).toBe(true);
      });

      it('treats 0 as unlimited, and counts', async () => {
        const key = aKey();
        for (let i = 0; i < 20; i += 1) await take([requests(key, 0)]);

        expect(admission.windowOf('requests', key, start).taken).toBe(20);
        expect(admission.waitForRequestMs(key, 0, start)).toBe(0);
      });

      it('keeps a request counted after its grant has ended', async () => {
        const key = aKey();
        await (await take([requests(key, 1)])).release();

        expect(await isGranted([requests(key, 1)], start + 1)).toBe(false);
      });

      it('does not count a request whose grant is cancelled, once and only while it is open', async () => {
        const key = aKey();
        const cancelled = await take([requests(key, 2), slot(`${key} slots`, 1)]);
        await cancelled.cancel();
        await cancelled.cancel();
        const ended = await take([requests(key, 2), slot(`${key} slots`, 1)], start + 1);
        await ended.release();
        await ended.cancel();

        expect(await isGranted([requests(key, 2)], start + 2)).toBe(true);
        expect(await isGranted([requests(key, 2)], start + 3)).toBe(false);
        const late = await take([requests(aKey(), 1)], start + 4);
        await take([], start + 120_000);
        await late.cancel();
      });

      it('says when a window will be empty', async () => {
        const key = aKey();
        expect(admission.windowOf('requests', key, start).emptyInMs).toBe(0);
        await take([requests(key, 10)], start);
        await take([requests(key, 10)], start + 20_000);

        const { emptyInMs } = admission.windowOf('requests', key, start + 50_000);

        expect(emptyInMs).toBeGreaterThan(29_900);
        expect(emptyInMs).toBeLessThanOrEqual(30_200);
        const emptyAt = start + 50_000 + emptyInMs;
        expect(admission.windowOf('requests', key, emptyAt)).toEqual({ taken: 0, emptyInMs: 0 });
      });

      it('never admits more than the limit within 60 s, whatever the arrival times', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 }),
            fc.integer({ min: 1, max: 5 }),
            async (gaps, limit) => {
              const key = aKey();
              const grantedAt: number[] = [];
              let now = start;
              for (const gap of gaps) {
                now += gap;
                if (await isGranted([requests(key, limit)], now)) grantedAt.push(now);
              }
              return grantedAt.every(
                (from) =>
                  grantedAt.filter((ms) => ms >= from && ms < from + 60_000).length <= limit,
              );
            },
          ),
          { numRuns: runs },
        );
      });
    });

    describe('slots', () => {
      it('never gives out more than there are, however many ask at once', async () => {
        const key = aKey();
        const results = await Promise.all(
          Array.from(
            { length: 100 },
            async () => await admission.acquire([slot(key, 10)], at(start)),
          ),
        );
        const grants = results.filter((result) => result.granted);
        expect(grants).toHaveLength(10);
        expect(admission.slotsInUse(key)).toBe(10);
        expect(await refusalOf([slot(key, 10)])).toMatchObject({
          reason: 'limit',
          retryAfterMs: 1_000,
        });

        await grants[0]?.release();
        await grants[0]?.release();
        await store.refresh(start);
        expect(admission.slotsInUse(key)).toBe(9);
        expect(await isGranted([slot(key, 10)])).toBe(true);
        expect(await isGranted([slot(key, 10)])).toBe(false);
        expect(await isGranted([slot(aKey(), 0)])).toBe(true);
      });
    });

    describe('tokens per minute', () => {
      it('admits amounts while used and reserved ones leave room', async () => {
        const key = aKey();
        const grant = await take([tokens(key, 100, 60)]);
        expect((await refusalOf([tokens(key, 100, 60)])).reason).toBe('reserved');
        expect(admission.windowOf('tokens', key, start).taken).toBe(60);

        await grant.settle(used(start, { tokens: 10 }));
        await grant.settle(used(start, { tokens: 10 }));

        await store.refresh(start);
        expect(admission.windowOf('tokens', key, start).taken).toBe(10);
        await take([tokens(key, 100, 90)]);
        expect(await refusalOf([tokens(key, 100, 1)], start + 1_000)).toMatchObject({
          retryAfterMs: 1_000,
        });
      });

      it('says when used tokens have left the window', async () => {
        const key = aKey();
        await (await take([tokens(key, 100, 90)])).settle(used(start, { tokens: 90 }));

        const refusal = await refusalOf([tokens(key, 100, 20)], start + 30_000);
        const waitMs = refusal.retryAfterMs ?? 0;
        expect(refusal.reason).toBe('limit');
        expect(waitMs).toBeGreaterThan(29_000);
        expect(await isGranted([tokens(key, 100, 20)], start + 30_000 + waitMs)).toBe(true);
      });

      it('admits an amount above the limit alone, so that it is not refused for ever', async () => {
        const [key, other] = [aKey(), aKey()];
        const grant = await take([tokens(key, 100, 500)]);
        expect(await isGranted([tokens(key, 100, 1)])).toBe(false);
        await grant.release();
        expect(await isGranted([tokens(key, 100, 1)])).toBe(true);

        await (await take([tokens(other, 100, 1)])).settle(used(start, { tokens: 1 }));
        expect(await isGranted([tokens(other, 100, 500)])).toBe(false);
      });

      it('keeps reserved and used tokens within the limit, whatever the order', async () => {
        const step = fc.record({
          gap: fc.integer({ min: 0, max: 20_000 }),
          amount: fc.integer({ min: 1, max: 40 }),
          part: fc.double({ min: 0, max: 1, noNaN: true }),
          settles: fc.boolean(),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
            const key = aKey();
            const open: { amount: number; grant: Grant }[] = [];
            let now = start;
            for (const { gap, amount, part, settles } of steps) {
              now += gap;
              const result = await admission.acquire([tokens(key, 100, amount)], {
                ...at(now),
                ttlMs: 1e9,
              });
              if (result.granted) open.push({ amount, grant: result });
              const oldest = settles ? open.shift() : undefined;
              await oldest?.grant.settle(used(now, { tokens: Math.floor(oldest.amount * part) }));
              await store.refresh(now);
              if (admission.windowOf('tokens', key, now).taken > 100) return false;
            }
            return true;
          }),
          { numRuns: runs },
        );
      });
    });

    describe('budgets', () => {
      it('admits no more than there is room for, however many ask at once', async () => {
        const key = aKey();
        const results = await Promise.all(
          Array.from(
            { length: 100 },
            async () => await admission.acquire([budget(key, 10)], at(start)),
          ),
        );
        const grants = results.filter((result) => result.granted);
        expect(grants).toHaveLength(10);
        expect(await refusalOf([budget(key, 10)])).toMatchObject({ reason: 'reserved', left: 100 });
        expect(admission.budgetOf(key)).toMatchObject({ spent: 0, reserved: 100 });

        await grants[0]?.release();
        await grants[0]?.release();
        expect(await isGranted([budget(key, 10)])).toBe(true);
        expect(await isGranted([budget(key, 10)])).toBe(false);
      });

      it('says whether the budget is spent or the request too large, and until when', async () => {
        const key = aKey();
        await spend(key, 95);
        const dayMs = 86_400_000;
        expect(await refusalOf([budget(key, 6)])).toMatchObject({
          reason: 'too_small',
          left: 5,
          retryAfterMs: dayMs,
        });
        await spend(key, 5);

        // Also for a request whose price is not known.
        expect(await refusalOf([budget(key, 0)], start + 1_000)).toMatchObject({
          reason: 'exhausted',
          left: 0,
          retryAfterMs: dayMs - 1_000,
        });
        const total = budget(key, 0, { endsAtMs: Number.POSITIVE_INFINITY });
        expect((await refusalOf([total])).retryAfterMs).toBeNull();
      });

      it('lenient: a request takes what is left when it is the only one', async () => {
        const key = aKey();
        await spend(key, 99);
        const grant = await take([budget(key, 50, { isLenient: true })]);
        const second = await refusalOf([budget(key, 50, { isLenient: true })]);
        expect(second.reason).toBe('reserved');

        await grant.release();
        expect(await isGranted([budget(key, 50, { isLenient: true })])).toBe(true);
      });

      it('counts what was spent in the periods of the moment of use', async () => {
        const [yesterday, today] = [aKey(), aKey()];
        const grant = await take([budget(yesterday, 40)]);
        const budgets = [{ key: today, endsAtMs: start + 86_400_000 }];
        await grant.settle(used(start + 1, { microUsd: 7, budgets }));

        await store.refresh(start + 1);
        expect(admission.budgetOf(yesterday)).toMatchObject({ spent: 0, reserved: 0 });
        expect(admission.budgetOf(today)).toMatchObject({ spent: 7, reserved: 0 });
      });

      it('takes over what the ledger says, and adds what is spent meanwhile exactly once', async () => {
        const key = aKey();
        const period = { key, endsAtMs: start + 86_400_000 };
        const rows: { atMs: number; microUsd: number }[] = [{ atMs: start - 1, microUsd: 40 }];
        const record = async (microUsd: number, atMs: number) => {
          rows.push({ atMs, microUsd });
          await spend(key, microUsd, atMs);
        };
        await admission.reconcile([period], start, async (cuts) => {
          await record(20, start);
          await record(1, start + 1);
          const sum = rows
            .filter(({ atMs }) => atMs < (cuts.get(key) ?? 0))
            .reduce((total, { microUsd }) => total + microUsd, 0);
          await record(300, start + 2);
          return new Map([[key, sum]]);
        });

        await store.refresh(start);
        expect(admission.budgetOf(key).spent).toBe(361);
      });

      it('learns from the ledger what others have spent', async () => {
        const key = aKey();
        const period = { key, endsAtMs: start + 86_400_000 };
        const rows = [
          { atMs: start - 1, microUsd: 40 },
          { atMs: start + 1_000, microUsd: 2 },
          { atMs: start + 3_000, microUsd: 7 },
        ];
        const reconcile = (nowMs: number) =>
          admission.reconcile([period], nowMs, (cuts) => {
            const before = rows.filter(({ atMs }) => atMs < (cuts.get(key) ?? 0));
            const sum = before.reduce((total, { microUsd }) => total + microUsd, 0);
            return Promise.resolve(new Map([[key, sum]]));
          });
        await reconcile(start);
        await spend(key, 2, start + 1_000);
        await reconcile(start + 60_000);

        await store.refresh(start + 60_000);
        expect(admission.budgetOf(key).spent).toBe(49);
      });

      it('counts everything once, whatever is spent and reconciled in which order', async () => {
        const step = fc.record({
          gap: fc.integer({ min: 0, max: 8_000 }),
          microUsd: fc.integer({ min: 1, max: 10 }),
          reconciles: fc.boolean(),
          isWritten: fc.boolean(),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
            const key = aKey();
            const period = { key, endsAtMs: start + 86_400_000 };
            const rows: { atMs: number; microUsd: number }[] = [];
            let now = start;
            let total = 0;
            await admission.reconcile([period], now, () => Promise.resolve(new Map()));
            for (const { gap, microUsd, reconciles, isWritten } of steps) {
              now += gap;
              total += microUsd;
              rows.push({ atMs: now, microUsd });
              const settled = spend(key, microUsd, now);
              if (isWritten) await settled;
              if (reconciles) {
                await admission.reconcile([period], now, (cuts) => {
                  const before = rows.filter(({ atMs }) => atMs < (cuts.get(key) ?? 0));
                  const sum = before.reduce((all, row) => all + row.microUsd, 0);
                  return Promise.resolve(new Map([[key, sum]]));
                });
              }
              await settled;
            }
            await store.refresh(now);
            expect(admission.budgetOf(key).spent).toBe(total);
          }),
          { numRuns: runs },
        );
      });

      it('never has more spent and reserved than the limit when costs stay within their estimates', async () => {
        const step = fc.record({
          estimate: fc.integer({ min: 0, max: 40 }),
          part: fc.double({ min: 0, max: 1, noNaN: true }),
          settles: fc.boolean(),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
            const demand = budget(aKey(), 0);
            const open: { estimate: number; grant: Grant }[] = [];
            for (const { estimate, part, settles } of steps) {
              const result = await admission.acquire([{ ...demand, amount: estimate }], at(start));
              if (result.granted) open.push({ estimate, grant: result });
              const oldest = settles ? open.shift() : undefined;
              const microUsd = oldest ? Math.floor(oldest.estimate * part) : 0;
              await oldest?.grant.settle(used(start, { microUsd, budgets: [demand] }));
              await store.refresh(start);
              const { spent, reserved } = admission.budgetOf(demand.key);
              if (spent + reserved > 100) return false;
            }
            return true;
          }),
          { numRuns: runs },
        );
      });
    });

    describe('grants', () => {
      it('takes all demands or none, and names the one without room', async () => {
        const [key, full] = [aKey(), aKey()];
        await take([slot(full, 1)]);
        const demands = [
          requests(key, 5),
          tokens(key, 100, 10),
          budget(key, 10),
          slot(key, 1),
          slot(full, 1),
        ];

        expect((await refusalOf(demands)).demand).toBe(demands[4]);
        expect(admission.windowOf('requests', key, start).taken).toBe(0);
        expect(admission.windowOf('tokens', key, start).taken).toBe(0);
        expect(admission.budgetOf(key)).toMatchObject({ spent: 0, reserved: 0 });
        expect(admission.slotsInUse(key)).toBe(0);
      });

      it('leaves nothing reserved when all have ended, in whatever order and however often', async () => {
        const settlement = fc.record({
          order: fc.integer(),
          how: fc.constantFrom('settle', 'release', 'both', 'expire'),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(settlement, { maxLength: 20 }), async (settlements) => {
            const key = aKey();
            const demands = [
              tokens(key, 1e6, 10),
              budget(key, 10, { limit: 1e6 }),
              slot(key, 100),
            ] as const;
            const open: { grant: Grant; order: number; how: string }[] = [];
            for (const one of settlements) open.push({ ...one, grant: await take(demands) });
            let settled = 0;
            for (const { grant, how } of open.sort((a, b) => a.order - b.order)) {
              if (how === 'settle' || how === 'both') {
                settled += 1;
                await grant.settle(used(start, { tokens: 3, microUsd: 2, budgets: [demands[1]] }));
              }
              if (how === 'release' || how === 'both') await grant.release();
              if (how === 'release') await grant.settle(used(start, { tokens: 99 }));
            }
            await take([slot(key, 100)], start + ttlMs);
            await store.refresh(start + ttlMs);
            expect(admission.slotsInUse(key)).toBe(1);
            expect(admission.windowOf('tokens', key, start + ttlMs).taken).toBe(settled * 3);
            expect(admission.budgetOf(key)).toMatchObject({ spent: settled * 2, reserved: 0 });
          }),
          { numRuns: runs },
        );
      });

      it('H3: stay exact whatever numbers come in, and leave nothing when all have ended', async () => {
        const aNumber = fc.oneof(
          fc.double(),
          fc.constantFrom(
            Number.POSITIVE_INFINITY,
            Number.NEGATIVE_INFINITY,
            Number.NaN,
            1e300,
            -1,
            0.5,
          ),
        );
        const aCall = fc.record({
          amount: aNumber,
          tokensUsed: aNumber,
          microUsd: aNumber,
          settles: fc.boolean(),
        });
        const isExact = (value: number) => Number.isSafeInteger(value) && value >= 0;
        await fc.assert(
          fc.asyncProperty(fc.array(aCall, { maxLength: 12 }), async (calls) => {
            const key = aKey();
            const open: { grant: Grant; settles: boolean; used: Used }[] = [];
            for (const { amount, tokensUsed, microUsd, settles } of calls) {
              const lenient = budget(key, amount, {
                limit: Number.MAX_SAFE_INTEGER,
                isLenient: true,
              });
              const demands = [tokens(key, 1e9, amount), lenient, slot(key, 100)];
              const grant = await admission.acquire(demands, at(start));
              const part = { tokens: tokensUsed, microUsd, budgets: [lenient] };
              if (grant.granted) open.push({ grant, settles, used: used(start, part) });
              await store.refresh(start);
              expect(isExact(admission.windowOf('tokens', key, start).taken)).toBe(true);
              expect(isExact(admission.budgetOf(key).reserved)).toBe(true);
            }
            for (const { grant, settles, used: part } of open) {
              await (settles ? grant.settle(part) : grant.release());
            }
            await store.refresh(start);
            expect(admission.slotsInUse(key)).toBe(0);
            expect(admission.budgetOf(key).reserved).toBe(0);
            expect(isExact(admission.budgetOf(key).spent)).toBe(true);
            expect(isExact(admission.windowOf('tokens', key, start).taken)).toBe(true);
            // A minute later the window is empty and takes a request again.
            expect(await isGranted([tokens(key, 10, 10)], start + 61_000)).toBe(true);
          }),
          { numRuns: runs },
        );
      });

      it('return everything by themselves when their owner dies', async () => {
        const key = aKey();
        const demands = [tokens(key, 10, 10), budget(key, 100), slot(key, 1)] as const;
        const grant = await take(demands);
        for (const demand of demands) {
          expect(await isGranted([demand], start + ttlMs - 1)).toBe(false);
        }

        const next = await take(demands, start + ttlMs);
        // What it really used counts, even now; what the next one holds stays.
        await grant.settle(used(start + ttlMs, { microUsd: 5, budgets: [demands[1]] }));
        await store.refresh(start + ttlMs);
        expect(admission.budgetOf(key)).toMatchObject({ spent: 5, reserved: 100 });
        expect(admission.slotsInUse(key)).toBe(1);
        await next.release();
      });

      it('live longer when they are renewed', async () => {
        const key = aKey();
        const grant = await take([slot(key, 1)]);
        await grant.renew(ttlMs, start + 20_000);

        expect(await isGranted([slot(key, 1)], start + 20_000 + ttlMs - 1)).toBe(false);
        expect(await isGranted([slot(key, 1)], start + 20_000 + ttlMs)).toBe(true);
      });
    });

    describe('two instances on one store', () => {
      it('share one limit of each kind', async () => {
        const instances = [store.instance(), store.instance()];
        const key = aKey();
        const kinds = [requests(key, 10), slot(key, 10), tokens(key, 100, 10), budget(key, 10)];
        for (const demand of kinds) {
          const results = await Promise.all(
            Array.from({ length: 40 }, async (_, i) => {
              const instance = instances[i % 2] ?? admission;
              return await instance.acquire([demand], at(start, `instance ${i % 2}`));
            }),
          );
          expect(results.filter(({ granted }) => granted)).toHaveLength(10);
        }
      });
    });
  });
}
