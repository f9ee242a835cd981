import { describe, expect, it } from '@jest/globals';

import type { AccountRow, BudgetRow, TenantRow } from '@codegate/database';
import { silentLogger } from '@codegate/kernel';

import { accountBudgetId, BudgetLoader } from './budget-loader.js';
import { BudgetTracker } from './pipeline/index.js';

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 25, 12);
const aBudget = (budget: Partial<BudgetRow> = {}): BudgetRow => ({
  id: 'b',
  scope: 'tenant',
  subjectId: 't',
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

/** A ledger that knows amounts by their time, and a clock that goes on by itself. */
function aKeeper(budgets: BudgetRow[], accounts: Partial<AccountRow>[] = []) {
  const rows: { atMs: number; microUsd: number }[] = [];
  const asked: { from: string; to: string }[] = [];
  const state = { nowMs: noon, budgets, flushes: 0, timeZone: null as string | null };
  const list = <T>(items: () => T[]) => ({ list: () => Promise.resolve(items()) });
  const sources = {
    budgets: list(() => state.budgets),
    accounts: list(() => accounts),
    tenants: list(() => [{ id: 't', name: 'Team', timeZone: state.timeZone } as TenantRow]),
    keys: list(() => []),
    usage: {
      spentMicroUsd: ({ from, to }: { from: string; to: string }) => {
        asked.push({ from, to });
        const [fromMs, toMs] = [Date.parse(`${from}Z`), Date.parse(`${to}Z`)];
        const inside = rows.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
        return Promise.resolve(inside.reduce((sum, { microUsd }) => sum + microUsd, 0));
      },
    },
  };
  const book = new BudgetTracker();
  const ledger = { flush: () => Promise.resolve(void (state.flushes += 1)) };
  const clock = { now: () => Math.floor((state.nowMs += 0.25)) };
  const keeper = new BudgetLoader(book, sources as never, ledger, clock, silentLogger);
  const spend = (microUsd: number, atMs = clock.now()): void => {
    rows.push({ atMs, microUsd });
    book.spend(['tenant:t'], microUsd, 'cash', atMs);
  };
  return { keeper, book, rows, asked, state, spend };
}

describe('BudgetLoader', () => {
  it('begins with what the ledger says, after it was flushed', async () => {
    const { keeper, book, rows, state } = aKeeper([aBudget()]);
    rows.push({ atMs: noon - 1_000, microUsd: 40 }, { atMs: noon - day, microUsd: 1_000 });
    await keeper.load();

    expect(book.find('b')?.at(state.nowMs).spentMicroUsd).toBe(40);
    expect(state.flushes).toBe(1);
  });

  it('counts everything once, whatever is spent while it asks', async () => {
    const { keeper, book, rows, state, spend } = aKeeper([aBudget()]);
    const timer = setInterval(() => spend(1), 0);
    for (let i = 0; i < 5; i += 1) {
      await keeper.load();
      await keeper.reconcile();
    }
    clearInterval(timer);
    spend(1);

    const sum = rows.reduce((total, { microUsd }) => total + microUsd, 0);
    expect(book.find('b')?.at(state.nowMs).spentMicroUsd).toBe(sum);
  });

  it('learns what other processes have spent', async () => {
    const { keeper, book, rows, state } = aKeeper([aBudget()]);
    await keeper.load();
    rows.push({ atMs: Math.floor(state.nowMs), microUsd: 7 });
    await keeper.reconcile();

    expect(book.find('b')?.at(state.nowMs).spentMicroUsd).toBe(7);
  });

  it('keeps what is reserved when only the rules of a budget change', async () => {
    const { keeper, book, state } = aKeeper([aBudget()]);
    await keeper.load();
    book.reserve(['tenant:t'], 60, 'cash', state.nowMs);
    state.budgets = [aBudget({ limitMicroUsd: 70 })];
    await keeper.load();

    expect(book.reserve(['tenant:t'], 20, 'cash', state.nowMs).refusal?.budget.limitMicroUsd).toBe(
      70,
    );
  });

  it("takes the tenant's time zone, and counts anew when it changes", async () => {
    const { keeper, book, asked, state } = aKeeper([aBudget()]);
    await keeper.load();
    state.timeZone = 'Asia/Tokyo';
    await keeper.load();

    expect(book.find('b')?.definition.timeZone).toBe('Asia/Tokyo');
    expect(asked.map(({ from }) => from)).toEqual([
      '2026-11-25 00:00:00.000',
      '2026-11-24 15:00:00.000',
    ]);
  });

  it('leaves out what is about nobody, and makes a budget of the monthly one of an account', async () => {
    const account = { id: 'a', name: 'A', monthlyBudgetMicroUsd: 5 };
    const { keeper, book } = aKeeper([aBudget({ subjectId: 'gone' })], [account]);
    await keeper.load();

    expect(book.find('b')).toBeUndefined();
    expect(book.find(accountBudgetId('a'))?.definition).toMatchObject({
      enforcement: 'lenient',
      counts: 'all',
      period: 'monthly',
      timeZone: 'UTC',
    });
  });
});
