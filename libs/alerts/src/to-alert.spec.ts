import { describe, expect, it } from '@jest/globals';

import type { Crossing } from '@codegate/usage';

import { toAlert } from './to-alert.js';

const aCrossing = (crossing: Partial<Crossing> = {}): Crossing => ({
  budget: {
    id: 'b',
    scope: 'tenant',
    subjectId: 't',
    subjectName: 'Team A',
    period: 'daily',
    limitMicroUsd: 10_000_000,
    enforcement: 'strict',
    counts: 'cash',
    thresholds: [80],
    timeZone: 'UTC',
    startsAtMs: 0,
  },
  span: { fromMs: 1, toMs: 2 },
  threshold: 80,
  spentMicroUsd: 8_120_000,
  ...crossing,
});

describe('toAlert', () => {
  it('names the subject, the share and the budget', () => {
    expect(toAlert(aCrossing())).toMatchObject({
      kind: 'budget_threshold',
      message: 'tenant Team A has used 80% of its daily budget ($8.12 of $10.00)',
    });
    expect(toAlert(aCrossing({ threshold: 100 })).kind).toBe('budget_exceeded');
  });

  it('has the same key only for the same period, threshold and limit', () => {
    const { once } = toAlert(aCrossing());
    const { budget } = aCrossing();

    expect(toAlert(aCrossing({ spentMicroUsd: 9_000_000 })).once).toBe(once);
    for (const other of [
      { threshold: 90 },
      { span: { fromMs: 2, toMs: 3 } },
      { budget: { ...budget, limitMicroUsd: 20 } },
    ]) {
      expect(toAlert(aCrossing(other)).once).not.toBe(once);
    }
  });
});
