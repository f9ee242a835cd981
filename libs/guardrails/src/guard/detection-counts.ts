import type { GuardrailCounts } from '@codegate/database';
import { toUtcText } from '@codegate/kernel';

import type { DetectionTotal } from './detection-totals.js';

type Sums = { anonymized: number; reported: number; blocked: number };

const sumOfMode = { anonymize: 'anonymized', report: 'reported', block: 'blocked' } as const;

/** Counts what guardrails found, by day, tenant and category, until somebody writes it to the database. */
export class DetectionCounts {
  /** By day and tenant, then by category. */
  private sums = new Map<string, Map<string, Sums>>();

  /** @param tenantId empty text for callers without one */
  add(tenantId: string, totals: readonly DetectionTotal[], nowMs: number): void {
    if (totals.length === 0) return;
    const key = `${toUtcText(nowMs).slice(0, 10)}\0${tenantId}`;
    let categories = this.sums.get(key);
    if (!categories) this.sums.set(key, (categories = new Map<string, Sums>()));
    for (const { category, mode, count } of totals) {
      let sums = categories.get(category);
      if (!sums) categories.set(category, (sums = { anonymized: 0, reported: 0, blocked: 0 }));
      sums[sumOfMode[mode]] += count;
    }
  }

  /** What was counted since the last time. */
  take(): GuardrailCounts[] {
    const taken = [...this.sums].flatMap(([key, categories]) => {
      const [day = '', tenantId = ''] = key.split('\0');
      return [...categories].map(([category, sums]) => ({ day, tenantId, category, ...sums }));
    });
    this.sums = new Map();
    return taken;
  }
}
