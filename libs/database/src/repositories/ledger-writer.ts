import type SqliteHandle from 'better-sqlite3';

import type { Database } from '../database.js';
import { requestLogColumns, usageColumns, type LedgerColumn } from '../mapping/ledger-columns.js';
import type { RequestLogRow, UsageRow } from '../rows.js';

export type LedgerRows = {
  readonly usage: readonly UsageRow[];
  readonly logs: readonly RequestLogRow[];
};

/**
 * Inserts batches of ledger rows; rows that are there already stay as they are, so a batch can be repeated. Below
 * TypeORM: on SQLite the batch blocks the process, and prepared statements make it several times shorter.
 */
export class LedgerWriter {
  private writeSqlite: ((rows: LedgerRows) => void) | null = null;

  constructor(private readonly database: Database) {}

  async append(rows: LedgerRows): Promise<void> {
    const { sqlite, dataSource } = this.database;
    if (sqlite) {
      await this.database.exclusively(() => {
        this.writeSqlite ??= prepareForSqlite(sqlite);
        this.writeSqlite(rows);
      });
      return;
    }
    await dataSource.transaction(async (manager) => {
      for (const { statement, values } of postgresInserts(rows)) {
        await manager.query(statement, values);
      }
    });
  }
}

function prepareForSqlite(handle: SqliteHandle.Database): (rows: LedgerRows) => void {
  const insertUsage = prepareInsert(handle, 'usage', usageColumns);
  const insertLog = prepareInsert(handle, 'request_logs', requestLogColumns);
  const writeAll = handle.transaction((rows: LedgerRows) => {
    rows.usage.forEach(insertUsage);
    rows.logs.forEach(insertLog);
  });
  return (rows) => {
    writeAll.immediate(rows);
  };
}

function prepareInsert<Row>(
  handle: SqliteHandle.Database,
  table: string,
  columns: readonly LedgerColumn<Row>[],
): (row: Row) => void {
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const marks = columns.map(() => '?').join(', ');
  // Not INSERT OR IGNORE, which would also ignore a row that breaks another rule.
  const statement = handle.prepare(
    `INSERT INTO "${table}" (${names}) VALUES (${marks}) ON CONFLICT ("id") DO NOTHING`,
  );
  return (row) => {
    statement.run(columns.map((column) => column.value(row)));
  };
}

function postgresInserts({ usage, logs }: LedgerRows): { statement: string; values: unknown[] }[] {
  return [
    ...(usage.length > 0 ? [postgresInsert('usage', usageColumns, usage)] : []),
    ...(logs.length > 0 ? [postgresInsert('request_logs', requestLogColumns, logs)] : []),
  ];
}

/** One array for each column: the statement stays the same for any number of rows. */
function postgresInsert<Row>(
  table: string,
  columns: readonly LedgerColumn<Row>[],
  rows: readonly Row[],
): { statement: string; values: unknown[] } {
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const arrays = columns.map((column, index) => `$${index + 1}::${column.type}[]`).join(', ');
  return {
    statement: `INSERT INTO "${table}" (${names}) SELECT * FROM unnest(${arrays}) ON CONFLICT ("id") DO NOTHING`,
    values: columns.map((column) => rows.map((row) => column.value(row))),
  };
}
