import { describe, expect, it } from '@jest/globals';

import { MemoryAdmission } from '@codegate/shared-state';

import { accountBudgetId, BudgetTracker } from './budget-tracker.js';
import { BudgetState, type Billing, type BudgetDefinition } from './budget-state.js';

const now = Date.UTC(2026, 10, 25, 12);
const day = 86_400_000;
const terms = { owner: 'me', ttlMs: 60_000, nowMs: now };
const aBudget = (budget: Partial<BudgetDefinition> = {}): BudgetDefinition => ({
  id: 'b',
  scope: 'tenant',
  subjectId: 't',
  subjectName: 'Team',
  period: 'daily',
  limitMicroUsd: 100,
  enforcement: 'strict',
  counts: 'cash',
  thresholds: [50],
  timeZone: 'UTC',
  startsAtMs: 0,
  ...budget,
});
const team = ['tenant:t'];

function aTracker(...budgets: Partial<BudgetDefinition>[]) {
  const admission = new MemoryAdmission();
  const tracker = new BudgetTracker(admission);
  tracker.replace(budgets.map((budget) => new BudgetState(aBudget(budget), now)));
  for (const state of tracker.all()) state.isKnown = true;
  const reserve = (subjects: string[], microUsd: number, billing: Billing, nowMs: number) =>
    admission.acquire(tracker.demandsOf(subjects, microUsd, billing, nowMs), { ...terms, nowMs });
  const spend = (microUsd: number, nowMs = now, billing: Billing = 'cash'): void => {
    const grant = admission.acquire([], terms);
    const budgetPeriods = tracker.periodsOf(team, billing, nowMs);
    if (grant.granted) void grant.settle({ tokens: 0, microUsd, budgets: budgetPeriods, nowMs });
  };
  const amounts = (nowMs = now) => tracker.amountsOf(tracker.find('b')!, nowMs);
  return { tracker, reserve, spend, amounts };
}

describe('BudgetTracker', () => {
  it('names the budgets of all subjects, and the one that has no room', () => {
    const key = { id: 'k', scope: 'key', subjectId: 'k', limitMicroUsd: 5 } as const;
    const { reserve, amounts } = aTracker({}, key);

    expect(reserve(['tenant:t', 'key:k'], 10, 'cash', now)).toMatchObject({
      granted: false,
      reason: 'too_small',
      demand: { budget: { id: 'k' }, endsAtMs: Date.UTC(2026, 10, 26) },
    });
    expect(amounts().reserved).toBe(0);
    expect(reserve(team, 10, 'cash', now).granted).toBe(true);
    expect(amounts().reserved).toBe(10);
  });

  it('starts at zero in the next period', () => {
    const { reserve, spend, amounts } = aTracker({});
    spend(100);
    expect(reserve(team, 1, 'cash', now).granted).toBe(false);
    expect(amounts()).toEqual({
      spent: 100,
      reserved: 0,
      span: { fromMs: Date.UTC(2026, 10, 25), toMs: Date.UTC(2026, 10, 26) },
    });

    expect(reserve(team, 1, 'cash', now + day).granted).toBe(true);
    expect(amounts(now + day)).toMatchObject({ spent: 0, reserved: 1 });
  });

  it('lenient: a request may cost more than what is left; alert: refuses nothing', () => {
    const lenient = aTracker({ enforcement: 'lenient' });
    lenient.spend(99);
    expect(lenient.reserve(team, 50, 'cash', now).granted).toBe(true);

    const alert = aTracker({ enforcement: 'alert' });
    alert.spend(1_000);
    expect(alert.tracker.isLimited(team)).toBe(false);
    expect(alert.reserve(team, 50, 'cash', now).granted).toBe(true);
    expect(alert.amounts().spent).toBe(1_000);
  });

  it('cash: what a subscription covers neither counts nor is refused', () => {
    const { reserve, spend, amounts } = aTracker({});
    spend(100);
    expect(reserve(team, 50, 'value', now).granted).toBe(true);
    spend(50, now, 'value');
    expect(amounts().spent).toBe(100);

    const all = aTracker({ counts: 'all' });
    all.spend(50, now, 'value');
    expect(all.amounts().spent).toBe(50);
  });

  it('refuses nothing before it is known what has been spent, but counts', () => {
    const { tracker, reserve, spend, amounts } = aTracker({});
    tracker.find('b')!.isKnown = false;
    spend(200);

    expect(reserve(team, 50, 'cash', now).granted).toBe(true);
    expect(amounts().spent).toBe(200);
  });

  it('counts what an account costs in a month', () => {
    const id = accountBudgetId('a');
    const { tracker } = aTracker({
      id,
      scope: 'account',
      subjectId: 'a',
      period: 'monthly',
      enforcement: 'alert',
      limitMicroUsd: 0,
      counts: 'all',
    });
    expect(tracker.spentThisMonth('a', now)).toBe(0);
    expect(tracker.spentThisMonth('deleted', now)).toBe(0);
    expect(tracker.takeCrossings(now)).toEqual([]);
    expect(tracker.periodsOf(['account:a'], 'value', now)).toEqual([
      { key: `${id}@${Date.UTC(2026, 10, 1)}`, endsAtMs: Date.UTC(2026, 11, 1) },
    ]);
  });

  it('reports each threshold once a period, the limit itself always', () => {
    const { tracker, spend } = aTracker({ thresholds: [50, 80] });
    const reported = (nowMs = now) =>
      tracker.takeCrossings(nowMs).map(({ threshold }) => threshold);
    spend(49);
    expect(reported()).toEqual([]);
    spend(1);
    expect(reported()).toEqual([50]);
    spend(60);
    expect(reported()).toEqual([80, 100]);
    expect(reported()).toEqual([]);
    tracker.find('b')?.reportAgain(80);
    expect(reported()).toEqual([80]);
    spend(50, now + day);
    expect(reported(now + day)).toEqual([50]);
  });
});
