import type SqliteHandle from 'better-sqlite3';
import type { DataSource } from 'typeorm';

import { GatewayError, systemClock, type Logger } from '@codegate/kernel';

import { backUp } from './sqlite-file.js';

/** Any number: all gateways have to agree on it, and nothing else may use it. */
const postgresLockId = 5_063_014_712;

/** Brings an SQLite file to the current schema, after a copy of it was made. Does nothing when it is current. */
export async function migrateSqlite(
  dataSource: DataSource,
  handle: SqliteHandle.Database,
  logger: Logger,
): Promise<void> {
  const tables = handle
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all() as string[];
  const executed = tables.includes('migrations')
    ? (handle.prepare('SELECT name FROM migrations').pluck().all() as string[])
    : [];
  const known = dataSource.migrations.map((migration) => migration.name ?? '');
  refuseNewer(executed, known);
  if (known.every((name) => executed.includes(name))) return;
  if (tables.length > 0) {
    const path = await backUp(handle, systemClock.now());
    logger.info({ path }, 'database copied before its schema changes');
  }
  // Rebuilding a table must not delete what refers to it, and what was deleted must not stay in free pages.
  handle.pragma('foreign_keys = OFF');
  handle.pragma('secure_delete = ON');
  try {
    // Of two processes that start at once, the second waits here and then finds nothing to do.
    handle.exec('BEGIN IMMEDIATE');
    const done = await dataSource.runMigrations({ transaction: 'none' });
    handle.exec('COMMIT');
    if (done.length > 0)
      logger.info({ migrations: done.length }, 'database schema brought up to date');
  } catch (error) {
    if (handle.inTransaction) handle.exec('ROLLBACK');
    throw new GatewayError('internal', 'The database could not be brought to the current schema', {
      cause: error,
    });
  } finally {
    handle.pragma('secure_delete = OFF');
    handle.pragma('foreign_keys = ON');
  }
}

/** As migrateSqlite; gateways that start at once take turns. Backups are the operator's on PostgreSQL. */
export async function migratePostgres(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [postgresLockId]);
    if (await runner.hasTable('migrations')) {
      const executed = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
      refuseNewer(
        executed.map((row) => row.name),
        dataSource.migrations.map((migration) => migration.name ?? ''),
      );
    }
    await dataSource.runMigrations({ transaction: 'all' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [postgresLockId]);
    await runner.release();
  }
}

function refuseNewer(executed: readonly string[], known: readonly string[]): void {
  const unknown = executed.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new GatewayError(
    'internal',
    `The database was used by a newer version of the gateway (${unknown.join(', ')})`,
  );
}
