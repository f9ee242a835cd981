import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { BudgetTracker } from './budget-tracker.js';
import { BudgetState, type BudgetDefinition } from './budget-state.js';

const now = Date.UTC(2026, 10, 25, 12);
const day = 86_400_000;
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
function aBook(budgets: Partial<BudgetDefinition>[], spent = 0) {
  const book = new BudgetTracker();
  book.replace(budgets.map((budget) => new BudgetState(aBudget(budget), now)));
  for (const state of book.all()) {
    const { span } = state.countFrom(now - 1);
    state.learn(span, spent, now);
  }
  return book;
}
const team = ['tenant:t'];

describe('BudgetTracker', () => {
  it('admits no more than there is room for, however many ask at once', () => {
    const book = aBook([{}]);
    const all = Array.from({ length: 500 }, () => book.reserve(team, 10, 'cash', now));
    const admitted = all.filter(({ refusal }) => refusal === null);
    expect(admitted).toHaveLength(10);
    expect(all[10]?.refusal).toMatchObject({ reason: 'reserved' });

    // What comes back can be taken again; a second return is none.
    admitted[0]?.release?.();
    admitted[0]?.release?.();
    expect(book.reserve(team, 10, 'cash', now).refusal).toBeNull();
    expect(book.reserve(team, 10, 'cash', now).refusal).not.toBeNull();
  });

  it('touches no budget when one of them has no room', () => {
    const book = aBook([{}, { id: 'k', scope: 'key', subjectId: 'k', limitMicroUsd: 5 }]);
    expect(book.reserve(['tenant:t', 'key:k'], 10, 'cash', now).refusal?.budget.id).toBe('k');

    expect(book.find('b')?.at(now).reservedMicroUsd).toBe(0);
  });

  it('says whether the budget is used up or the request too large for it, and until when', () => {
    const book = aBook([{}], 95);
    expect(book.reserve(team, 6, 'cash', now).refusal).toMatchObject({
      reason: 'too_small',
      leftMicroUsd: 5,
      resetAtMs: Date.UTC(2026, 10, 26),
    });
    book.spend(team, 5, 'cash', now);

    // Also for a request whose price nobody knows.
    expect(book.reserve(team, 0, 'cash', now).refusal?.reason).toBe('exhausted');
  });

  it('starts anew with the next period', () => {
    const book = aBook([{}], 100);
    expect(book.reserve(team, 1, 'cash', now).refusal).not.toBeNull();

    expect(book.reserve(team, 1, 'cash', now + day).refusal).toBeNull();
    expect(book.find('b')?.at(now + day).spentMicroUsd).toBe(0);
  });

  it('lenient: lets a lone request take what is left, and no second one beside it', () => {
    const book = aBook([{ enforcement: 'lenient' }], 99);
    const first = book.reserve(team, 50, 'cash', now);
    expect(first.refusal).toBeNull();
    expect(book.reserve(team, 50, 'cash', now).refusal?.reason).toBe('reserved');

    first.release?.();
    expect(book.reserve(team, 50, 'cash', now).refusal).toBeNull();
  });

  it('alert: refuses nothing', () => {
    const book = aBook([{ enforcement: 'alert' }], 1_000);

    expect(book.reserve(team, 50, 'cash', now).refusal).toBeNull();
  });

  it('cash: what a subscription covers neither counts nor is refused', () => {
    const book = aBook([{}], 100);
    expect(book.reserve(team, 50, 'value', now).refusal).toBeNull();
    book.spend(team, 50, 'value', now);

    expect(book.find('b')?.at(now).spentMicroUsd).toBe(100);
  });

  it('adds what is spent while the ledger is asked exactly once', () => {
    const book = aBook([{}]);
    const state = book.find('b')!;
    book.spend(team, 1, 'cash', now);
    const { span, untilMs } = state.countFrom(now);
    // Of the same millisecond: still part of what the ledger will say.
    book.spend(team, 10, 'cash', now);
    book.spend(team, 20, 'cash', untilMs);

    state.learn(span, 11, untilMs);

    expect(state.at(untilMs).spentMicroUsd).toBe(31);
  });

  it('ignores what the ledger says about a period that is over', () => {
    const book = aBook([{}]);
    const state = book.find('b')!;
    const { span } = state.countFrom(now);
    book.spend(team, 5, 'cash', now + day);

    state.learn(span, 90, now + day);

    expect(state.at(now + day).spentMicroUsd).toBe(5);
  });

  it('tells each threshold once a period, the limit itself always', () => {
    const book = aBook([{ thresholds: [50, 80] }]);
    const told = () => book.takeCrossings().map(({ threshold }) => threshold);
    book.spend(team, 49, 'cash', now);
    expect(told()).toEqual([]);
    book.spend(team, 1, 'cash', now);
    expect(told()).toEqual([50]);
    book.spend(team, 60, 'cash', now);
    expect(told()).toEqual([80, 100]);
    expect(told()).toEqual([]);
    book.spend(team, 50, 'cash', now + day);
    expect(told()).toEqual([50]);
  });

  it('never has more spent and reserved than the limit when costs stay within their estimates', () => {
    const step = fc.record({
      estimate: fc.integer({ min: 0, max: 40 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      settles: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const book = aBook([{}]);
        const open: { estimate: number; release: () => void }[] = [];
        for (const { estimate, part, settles } of steps) {
          const { release } = book.reserve(team, estimate, 'cash', now);
          if (release) open.push({ estimate, release });
          const oldest = settles ? open.shift() : undefined;
          if (oldest) {
            book.spend(team, Math.floor(oldest.estimate * part), 'cash', now);
            oldest.release();
          }
          const { spentMicroUsd, reservedMicroUsd } = book.find('b')!.at(now);
          if (spentMicroUsd + reservedMicroUsd > 100) return false;
        }
        for (const { release } of open) release();
        return book.find('b')!.at(now).reservedMicroUsd === 0;
      }),
    );
  });
});
