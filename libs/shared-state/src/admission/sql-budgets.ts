import type { BudgetCounter, BudgetSum } from '@codegate/database';

import type { BudgetPeriod } from './admission.js';
import { windowSlotMs } from './sliding-window.js';
import { recentKey, storedKey } from './sql-view.js';

/** Older ledger rows have been stored and older spending has been counted, by every running process. */
const settledAfterMs = 10_000;

/**
 * Up to when the ledger is read for each budget period. A new period is read up to the moment from which it counts.
 * One that is known is read up to ten seconds ago, and what was spent since is in its window: so nothing is missed that
 * is still on its way, and nothing is counted twice.
 */
export class BudgetReconciliation {
  readonly cuts = new Map<string, number>();
  private readonly counters = new Map<string, BudgetCounter>();

  constructor(
    private readonly periods: readonly BudgetPeriod[],
    counters: readonly BudgetCounter[],
    nowMs: number,
  ) {
    const byKey = new Map(counters.map((counter) => [counter.key, counter]));
    const settledMs = Math.floor((nowMs - settledAfterMs) / windowSlotMs) * windowSlotMs;
    for (const { key } of periods) {
      const counter = byKey.get(storedKey({ kind: 'budget', key }));
      if (!counter) continue;
      const { isSeeded, countedFromMs } = counter;
      // A counter this young lacks a part of the last ten seconds; it has just been read anyway.
      if (isSeeded && countedFromMs > settledMs) continue;
      this.cuts.set(key, isSeeded ? settledMs : countedFromMs);
      this.counters.set(key, counter);
    }
  }

  /** @param sums of the ledger by the key of the period */
  toSums(sums: ReadonlyMap<string, number>): BudgetSum[] {
    return this.periods.flatMap(({ key }) => {
      const counter = this.counters.get(key);
      if (!counter) return [];
      return [
        {
          key: counter.key,
          recentKey: recentKey(key),
          fromSlot: Math.floor((this.cuts.get(key) ?? 0) / windowSlotMs),
          isSeeded: counter.isSeeded,
          sum: sums.get(key) ?? 0,
        },
      ];
    });
  }
}
