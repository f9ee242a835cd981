import { Database } from '../database.js';
import type { RequestLogRow, UsageRow } from '../rows.js';
import type { UsageQuery, UsageSums } from '../queries.js';

export class UsageRepository {
  constructor(private readonly database: Database) {}

  append(rows: { usage: readonly UsageRow[]; logs: readonly RequestLogRow[] }): Promise<void> {
    throw new Error('not written yet');
  }

  spentThisMonthByAccount(nowMs: number): Promise<Map<string, number>> {
    throw new Error('not written yet');
  }

  sums(query: UsageQuery): Promise<UsageSums> {
    throw new Error('not written yet');
  }

  prune(before: string): Promise<number> {
    throw new Error('not written yet');
  }
}
