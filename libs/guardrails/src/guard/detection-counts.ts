import type { GuardrailCounts } from '@codegate/database';
import { toUtcText, WriteBehind } from '@codegate/kernel';

import type { DetectionTotal } from './detection-totals.js';

const columnOfMode = { anonymize: 'anonymized', report: 'reported', block: 'blocked' } as const;

/** Counts detections by day, tenant and category, until they are written to the database. */
export class DetectionCounts {
  private readonly counts: WriteBehind<string, GuardrailCounts>;

  /** @param write adds counts to those in the database; all of them or none */
  constructor(write: (counts: readonly GuardrailCounts[]) => Promise<void>) {
    this.counts = new WriteBehind((batch) => write([...batch.values()]), { merge: sumOf });
  }

  /** @param tenantId empty string for callers without a tenant */
  add(tenantId: string, totals: readonly DetectionTotal[], nowMs: number): void {
    if (totals.length === 0) return;
    const day = toUtcText(nowMs).slice(0, 10);
    for (const { category, mode, count } of totals) {
      this.counts.put(`${day}\0${tenantId}\0${category}`, {
        ...{ day, tenantId, category, anonymized: 0, reported: 0, blocked: 0 },
        [columnOfMode[mode]]: count,
      });
    }
  }

  /** Writes what has been counted. @throws the error of the write; the next flush tries again */
  flush(): Promise<void> {
    return this.counts.flush();
  }
}

function sumOf(older: GuardrailCounts, newer: GuardrailCounts): GuardrailCounts {
  return {
    ...newer,
    anonymized: older.anonymized + newer.anonymized,
    reported: older.reported + newer.reported,
    blocked: older.blocked + newer.blocked,
  };
}
