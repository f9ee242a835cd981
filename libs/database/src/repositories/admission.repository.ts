import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Database } from '../database.js';
import { RawRowReader, type RawRow } from '../mapping/raw-row.js';
import type {
  AdmissionChanges,
  AdmissionState,
  AdmissionTotals,
  BudgetCounter,
  BudgetSum,
} from '../admission-rows.js';
import { rowsOfJson } from './rows-of-json.js';

/** Limits that several processes share: windows, grants and the amounts of budgets. */
@Injectable()
export class AdmissionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Applies changes in one transaction in which no other process changes the same keys.
   *
   * @param ended changes that need to know nothing; they are applied first
   * @param keys what `decide` has to know
   * @param decide gets the state after `ended`, returns what to apply as well
   */
  async change(
    ended: AdmissionChanges,
    keys: readonly string[],
    since: { readonly slot: number; readonly nowMs: number },
    decide: (state: AdmissionState) => AdmissionChanges,
  ): Promise<void> {
    await this.database.write(async (manager) => {
      await this.lock(manager, [...keysOf(ended), ...keys]);
      await this.apply(manager, ended);
      if (keys.length === 0) return;
      await this.apply(manager, decide(await this.read(manager, keys, since)));
    });
  }

  /** Makes a row for each budget period that has none, and returns the rows of all of them. */
  async openBudgets(
    periods: readonly { readonly key: string; readonly endsAtMs: number }[],
    nowMs: number,
  ): Promise<BudgetCounter[]> {
    const columns = { key: 'text', endsAtMs: 'bigint' } as const;
    const list = JSON.stringify(periods);
    return await this.database.write(async (manager) => {
      await manager.query(
        `INSERT INTO admission_budgets ("key", ends_at_ms, spent_micro_usd, counted_from_ms, is_seeded)
         SELECT "key", "endsAtMs", 0, ${Math.floor(nowMs)}, 0 FROM ${rowsOfJson(this.database, columns)}
         WHERE true ORDER BY "key" ON CONFLICT ("key") DO NOTHING`,
        [list],
      );
      const rows: RawRow[] = await manager.query(
        `SELECT b."key", b.counted_from_ms, b.is_seeded FROM admission_budgets b
         JOIN ${rowsOfJson(this.database, columns)} ON item."key" = b."key"`,
        [list],
      );
      return rows.map((raw) => {
        const row = new RawRowReader(raw);
        return {
          key: row.textOr('key', ''),
          countedFromMs: row.countOr0('counted_from_ms'),
          isSeeded: row.flag('is_seeded'),
        };
      });
    });
  }

  /**
   * Takes over sums of the ledger: added to what a period has counted since its row was made, or, for a period that
   * was seeded before, together with what was spent in the slots from the cut on.
   */
  async learnBudgets(sums: readonly BudgetSum[]): Promise<void> {
    const columns = {
      key: 'text',
      recentKey: 'text',
      fromSlot: 'bigint',
      isSeeded: 'bigint',
      sum: 'bigint',
    } as const;
    const items = sums.map((sum) => ({ ...sum, isSeeded: Number(sum.isSeeded) }));
    await this.database.write(async (manager) => {
      await this.lock(
        manager,
        sums.flatMap(({ key, recentKey }) => [key, recentKey]),
      );
      await manager.query(
        `UPDATE admission_budgets SET
           spent_micro_usd = item."sum" + CASE WHEN is_seeded = 0 THEN spent_micro_usd ELSE (
             SELECT COALESCE(SUM(w.amount), 0) FROM admission_windows w
             WHERE w."key" = item."recentKey" AND w.slot >= item."fromSlot") END,
           is_seeded = 1
         FROM ${rowsOfJson(this.database, columns)}
         WHERE admission_budgets."key" = item."key" AND is_seeded = item."isSeeded"`,
        [JSON.stringify(items)],
      );
    });
  }

  /** What is counted and held of every key, for views. */
  async totals(since: { readonly slot: number; readonly nowMs: number }): Promise<AdmissionTotals> {
    return await this.database.read(async (manager) => {
      const windows = await this.rows(
        manager,
        `SELECT "key", SUM(amount) AS amount, MAX(slot) AS slot FROM admission_windows
         WHERE slot >= ${since.slot} GROUP BY "key"`,
      );
      const held = await this.rows(
        manager,
        `SELECT "key", SUM(amount) AS amount FROM admission_grants
         WHERE expires_at_ms > ${Math.floor(since.nowMs)} GROUP BY "key"`,
      );
      const spent = await this.rows(
        manager,
        'SELECT "key", spent_micro_usd AS amount FROM admission_budgets',
      );
      return {
        windows: toMap(windows, (row) => ({
          amount: row.countOr0('amount'),
          slot: row.countOr0('slot'),
        })),
        held: toMap(held, (row) => row.countOr0('amount')),
        spent: toMap(spent, (row) => row.countOr0('amount')),
      };
    });
  }

  /** Deletes what no limit counts any more. */
  async prune(since: { readonly slot: number; readonly nowMs: number }): Promise<void> {
    const nowMs = Math.floor(since.nowMs);
    await this.database.write(async (manager) => {
      await manager.query(`DELETE FROM admission_windows WHERE slot < ${since.slot}`);
      await manager.query(`DELETE FROM admission_grants WHERE expires_at_ms <= ${nowMs}`);
      await manager.query(
        `DELETE FROM admission_budgets WHERE ends_at_ms <= ${nowMs - 86_400_000}`,
      );
    });
  }

  /** Until the transaction ends; in one order, so that two transactions never wait for each other. */
  private async lock(manager: EntityManager, keys: readonly string[]): Promise<void> {
    // On SQLite the transaction has the write lock already.
    if (this.database.sqlite || keys.length === 0) return;
    await manager.query(
      `SELECT pg_advisory_xact_lock(lock) FROM (
         SELECT DISTINCT hashtextextended("key", 9212) AS lock
         FROM json_array_elements_text($1::json) AS "key" ORDER BY lock
       ) AS locks`,
      [JSON.stringify(keys)],
    );
  }

  private async read(
    manager: EntityManager,
    keys: readonly string[],
    since: { readonly slot: number; readonly nowMs: number },
  ): Promise<AdmissionState> {
    const list = JSON.stringify([...new Set(keys)].map((key) => ({ key })));
    const items = rowsOfJson(this.database, { key: 'text' });
    const windows = await this.rows(
      manager,
      `SELECT w."key", w.slot, w.amount FROM ${items}
       JOIN admission_windows w ON w."key" = item."key" AND w.slot >= ${since.slot}
       ORDER BY w."key", w.slot`,
      list,
    );
    const held = await this.rows(
      manager,
      `SELECT g."key", SUM(g.amount) AS amount FROM ${items}
       JOIN admission_grants g ON g."key" = item."key"
       WHERE g.expires_at_ms > ${Math.floor(since.nowMs)} GROUP BY g."key"`,
      list,
    );
    const spent = await this.rows(
      manager,
      `SELECT b."key", b.spent_micro_usd AS amount FROM ${items}
       JOIN admission_budgets b ON b."key" = item."key"`,
      list,
    );
    return {
      windows: windows.map((row) => ({
        key: row.textOr('key', ''),
        slot: row.countOr0('slot'),
        amount: row.countOr0('amount'),
      })),
      held: toMap(held, (row) => row.countOr0('amount')),
      spent: toMap(spent, (row) => row.countOr0('amount')),
    };
  }

  private async apply(
    manager: EntityManager,
    { counts, granted, ended, renewed, spent }: AdmissionChanges,
  ): Promise<void> {
    const run = async (
      items: readonly object[],
      columns: Record<string, 'text' | 'bigint'>,
      statement: (table: string) => string,
    ): Promise<void> => {
      if (items.length === 0) return;
      await manager.query(statement(rowsOfJson(this.database, columns)), [JSON.stringify(items)]);
    };
    await run(
      ended.map((id) => ({ id })),
      { id: 'text' },
      (table) => `DELETE FROM admission_grants WHERE id IN (SELECT item.id FROM ${table})`,
    );
    await run(
      renewed,
      { id: 'text', expiresAtMs: 'bigint' },
      (table) =>
        `UPDATE admission_grants SET expires_at_ms = item."expiresAtMs" FROM ${table}
         WHERE admission_grants.id = item.id AND expires_at_ms < item."expiresAtMs"`,
    );
    await run(
      counts,
      { key: 'text', slot: 'bigint', amount: 'bigint' },
      (table) =>
        `INSERT INTO admission_windows ("key", slot, amount)
         SELECT "key", slot, SUM(amount) FROM ${table} WHERE true GROUP BY "key", slot
         ON CONFLICT ("key", slot) DO UPDATE SET amount = admission_windows.amount + excluded.amount`,
    );
    await run(
      granted,
      { key: 'text', id: 'text', owner: 'text', amount: 'bigint', expiresAtMs: 'bigint' },
      (table) =>
        `INSERT INTO admission_grants ("key", id, owner, amount, expires_at_ms)
         SELECT "key", id, owner, amount, "expiresAtMs" FROM ${table}`,
    );
    // A row counts from a moment on; what was spent before it comes from the ledger.
    await run(
      spent,
      { key: 'text', endsAtMs: 'bigint', microUsd: 'bigint', atMs: 'bigint' },
      (table) =>
        `INSERT INTO admission_budgets ("key", ends_at_ms, spent_micro_usd, counted_from_ms, is_seeded)
         SELECT item."key", MAX(item."endsAtMs"), SUM(CASE
           WHEN item."atMs" >= COALESCE(known.counted_from_ms, 0) THEN item."microUsd" ELSE 0 END), 0, 1
         FROM ${table} LEFT JOIN admission_budgets known ON known."key" = item."key"
         WHERE true GROUP BY item."key"
         ON CONFLICT ("key") DO UPDATE
           SET spent_micro_usd = admission_budgets.spent_micro_usd + excluded.spent_micro_usd`,
    );
  }

  private async rows(
    manager: EntityManager,
    statement: string,
    parameter?: string,
  ): Promise<RawRowReader[]> {
    const rows: RawRow[] = await manager.query(
      statement,
      parameter === undefined ? [] : [parameter],
    );
    return rows.map((row) => new RawRowReader(row));
  }
}

function keysOf({ counts, spent }: AdmissionChanges): string[] {
  return [...counts, ...spent].map(({ key }) => key);
}

function toMap<T>(
  rows: readonly RawRowReader[],
  read: (row: RawRowReader) => T,
): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.textOr('key', ''), read(row)]));
}
