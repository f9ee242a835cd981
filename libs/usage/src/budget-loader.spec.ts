import { describe, expect, it } from '@jest/globals';

import type { AccountRow, BudgetWithSubject, SpendQuery } from '@codegate/database';
import { silentLogger } from '@codegate/kernel';
import { MemoryAdmission } from '@codegate/shared-state';

import { BudgetLoader } from './budget-loader.js';
import { accountBudgetId, BudgetTracker } from './pipeline/index.js';

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 25, 12);
const aBudget = (budget: Partial<BudgetWithSubject> = {}): BudgetWithSubject => ({
  id: 'b',
  scope: 'tenant',
  subjectId: 't',
  subjectName: 'Team',
  subjectTimeZone: null,
  period: 'daily',
  limitMicroUsd: 100,
  enforcement: 'strict',
  counts: 'cash',
  thresholds: [],
  timeZone: null,
  startsAt: '1970-01-01 00:00:00.000',
  createdAt: '2026-11-20 10:00:00.000',
  updatedAt: '2026-11-20 10:00:00.000',
  ...budget,
});

/** A ledger that knows amounts by their time, and a clock that advances at every read. */
function aLoader(budgets: BudgetWithSubject[], accounts: Partial<AccountRow>[] = []) {
  const rows: { atMs: number; microUsd: number }[] = [];
  const queries: (readonly SpendQuery[])[] = [];
  const state = { nowMs: noon, budgets, flushes: 0 };
  const sumOf = ({ from, to }: SpendQuery): number =>
    rows
      .filter(({ atMs }) => atMs >= Date.parse(`${from}Z`) && atMs < Date.parse(`${to}Z`))
      .reduce((sum, { microUsd }) => sum + microUsd, 0);
  const sources = {
    budgets: { listWithSubjects: () => Promise.resolve(state.budgets) },
    accounts: { list: () => Promise.resolve(accounts as AccountRow[]) },
    usage: {
      spentMicroUsd: (query: readonly SpendQuery[]) => {
        queries.push(query);
        return Promise.resolve(new Map(query.map((one) => [one.key, sumOf(one)])));
      },
    },
  };
  const admission = new MemoryAdmission();
  const tracker = new BudgetTracker(admission);
  const ledger = { flush: () => Promise.resolve(void (state.flushes += 1)) };
  const clock = { now: () => Math.floor((state.nowMs += 0.25)) };
  const loader = new BudgetLoader(tracker, admission, sources, ledger, clock, silentLogger);
  const spend = (microUsd: number, nowMs = clock.now()): void => {
    rows.push({ atMs: nowMs, microUsd });
    const grant = admission.acquire([], { owner: 'me', ttlMs: 1_000, nowMs });
    const periods = tracker.periodsOf(['tenant:t'], 'cash', nowMs);
    if (grant.granted) void grant.settle({ tokens: 0, microUsd, budgets: periods, nowMs });
  };
  const spent = (id = 'b') => {
    const budget = tracker.find(id);
    return budget && tracker.amountsOf(budget, state.nowMs).spent;
  };
  return { loader, tracker, admission, rows, queries, state, spend, spent };
}

describe('BudgetLoader', () => {
  it('begins with what the ledger says, after it was flushed', async () => {
    const { loader, rows, state, spent } = aLoader([aBudget()]);
    rows.push({ atMs: noon - 1_000, microUsd: 40 }, { atMs: noon - day, microUsd: 1_000 });
    await loader.load();

    expect(spent()).toBe(40);
    expect(state.flushes).toBe(1);
  });

  it('counts everything once, whatever is spent meanwhile, in the same millisecond too', async () => {
    const { loader, rows, spend, spent } = aLoader([aBudget()]);
    const timer = setInterval(() => {
      for (let i = 0; i < 7; i += 1) spend(1);
    }, 0);
    for (let i = 0; i < 5; i += 1) {
      spend(1);
      await loader.load();
      spend(1);
      await loader.reconcile();
    }
    clearInterval(timer);
    spend(1);

    expect(spent()).toBe(rows.reduce((total, { microUsd }) => total + microUsd, 0));
  });

  it('learns what other processes have spent, of all budgets in one query', async () => {
    const { loader, rows, queries, state, spent } = aLoader(
      [aBudget(), aBudget({ id: 'c', period: 'monthly' })],
      [{ id: 'a', name: 'A', monthlyBudgetMicroUsd: null }],
    );
    await loader.load();
    rows.push({ atMs: Math.floor(state.nowMs), microUsd: 7 });
    state.nowMs += 1;
    await loader.reconcile();

    expect([spent('b'), spent('c')]).toEqual([7, 7]);
    expect(queries.map((query) => query.length)).toEqual([3, 3]);
  });

  it('keeps what is reserved when only the rules of a budget change', async () => {
    const { loader, tracker, admission, state } = aLoader([aBudget()]);
    await loader.load();
    const reserve = (microUsd: number) => {
      const demands = tracker.demandsOf(['tenant:t'], microUsd, 'cash', state.nowMs);
      return admission.acquire(demands, { owner: 'me', ttlMs: 1_000, nowMs: state.nowMs });
    };
    expect(reserve(60).granted).toBe(true);
    state.budgets = [aBudget({ limitMicroUsd: 70 })];
    await loader.load();

    expect(reserve(20)).toMatchObject({ granted: false, demand: { limit: 70 } });
  });

  it("takes the subject's time zone, and counts again when it changes", async () => {
    const { loader, tracker, queries, state } = aLoader([aBudget()]);
    await loader.load();
    state.budgets = [aBudget({ subjectTimeZone: 'Asia/Tokyo' })];
    await loader.load();

    expect(tracker.find('b')?.definition.timeZone).toBe('Asia/Tokyo');
    expect(queries.flat().map(({ from }) => from)).toEqual([
      '2026-11-25 00:00:00.000',
      '2026-11-24 15:00:00.000',
    ]);
  });

  it('makes a budget of the monthly one of an account, and counts every account', async () => {
    const { loader, tracker } = aLoader(
      [],
      [
        { id: 'a', name: 'A', monthlyBudgetMicroUsd: 5 },
        { id: 'free', name: 'B', monthlyBudgetMicroUsd: null },
      ],
    );
    await loader.load();

    expect(tracker.find(accountBudgetId('a'))?.definition).toMatchObject({
      enforcement: 'lenient',
      counts: 'all',
      period: 'monthly',
      timeZone: 'UTC',
    });
    expect(tracker.isLimited(['account:a'])).toBe(true);
    expect(tracker.isLimited(['account:free'])).toBe(false);
    expect(tracker.periodsOf(['account:free'], 'value', noon)).toHaveLength(1);
  });
});
