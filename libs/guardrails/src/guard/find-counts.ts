import type { GuardrailCounts } from '@codegate/database';
import { toUtcText } from '@codegate/kernel';

import type { Detection } from '../engine/index.js';

type Sums = { anonymized: number; reported: number; blocked: number };

const sumOfMode = { anonymize: 'anonymized', report: 'reported', block: 'blocked' } as const;

/** Counts what guardrails found, by day, tenant and category, until somebody writes it to the database. */
export class FindCounts {
  private sums = new Map<string, Sums>();

  /** @param tenantId empty text for callers without one */
  add(
    tenantId: string,
    finds: readonly Pick<Detection, 'category' | 'mode'>[],
    nowMs: number,
  ): void {
    if (finds.length === 0) return;
    const day = toUtcText(nowMs).slice(0, 10);
    for (const { category, mode } of finds) {
      const key = `${day}\0${tenantId}\0${category}`;
      let sums = this.sums.get(key);
      if (!sums) this.sums.set(key, (sums = { anonymized: 0, reported: 0, blocked: 0 }));
      sums[sumOfMode[mode]] += 1;
    }
  }

  /** What was counted since the last time. */
  take(): GuardrailCounts[] {
    const taken = [...this.sums].map(([key, sums]) => {
      const [day = '', tenantId = '', category = ''] = key.split('\0');
      return { day, tenantId, category, ...sums };
    });
    this.sums = new Map();
    return taken;
  }
}
