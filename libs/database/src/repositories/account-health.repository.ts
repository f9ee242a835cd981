import { Injectable } from '@nestjs/common';

import type { AccountHealthRow } from '../admission-rows.js';
import { Database } from '../database.js';
import { RawRowReader, type RawRow } from '../mapping/raw-row.js';
import { rowsOfJson } from './rows-of-json.js';

/** Cooldowns that several processes share. */
@Injectable()
export class AccountHealthRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<AccountHealthRow[]> {
    const rows: RawRow[] = await this.database.read((manager) =>
      manager.query('SELECT * FROM account_health'),
    );
    return rows.map((raw) => {
      const row = new RawRowReader(raw);
      return {
        accountId: row.textOr('account_id', ''),
        model: row.text('model'),
        reason: row.textOr('reason', ''),
        untilMs: row.countOr0('until_ms'),
        failures: row.countOr0('failures'),
        failedAtMs: row.countOr0('failed_at_ms'),
        requestedByProvider: row.flag('requested_by_provider'),
        updatedAtMs: row.countOr0('updated_at_ms'),
      };
    });
  }

  /** Of two processes that change one row the later one counts, but a failure never shortens a cooldown. */
  async save(rows: readonly AccountHealthRow[]): Promise<void> {
    const columns = {
      accountId: 'text',
      model: 'text',
      reason: 'text',
      untilMs: 'bigint',
      failures: 'bigint',
      failedAtMs: 'bigint',
      requestedByProvider: 'bigint',
      updatedAtMs: 'bigint',
    } as const;
    const items = rows.map((row) => ({
      ...row,
      model: row.model ?? '',
      requestedByProvider: Number(row.requestedByProvider),
    }));
    await this.database.write(async (manager) => {
      await manager.query(
        `INSERT INTO account_health (account_id, model, reason, until_ms, failures, failed_at_ms,
           requested_by_provider, updated_at_ms)
         SELECT "accountId", model, reason, "untilMs", failures, "failedAtMs",
           "requestedByProvider", "updatedAtMs"
         FROM ${rowsOfJson(this.database, columns)} WHERE true ORDER BY "accountId", model
         ON CONFLICT (account_id, model) DO UPDATE SET
           reason = excluded.reason,
           until_ms = CASE WHEN excluded.failures > 0 AND account_health.until_ms > excluded.until_ms
             THEN account_health.until_ms ELSE excluded.until_ms END,
           failures = excluded.failures,
           failed_at_ms = excluded.failed_at_ms,
           requested_by_provider = excluded.requested_by_provider,
           updated_at_ms = excluded.updated_at_ms
         WHERE excluded.updated_at_ms >= account_health.updated_at_ms`,
        [JSON.stringify(items)],
      );
    });
  }

  /** Deletes rows that have not changed since, and whose cooldown has ended by then. */
  async prune(beforeMs: number): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.query(
        `DELETE FROM account_health
         WHERE updated_at_ms < ${Math.floor(beforeMs)} AND until_ms < ${Math.floor(beforeMs)}`,
      );
    });
  }
}
