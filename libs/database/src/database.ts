import type SqliteHandle from 'better-sqlite3';
import type { OnApplicationShutdown } from '@nestjs/common';
import {
  QueryFailedError,
  type DataSource,
  type EntityManager,
  type ObjectLiteral,
  type SelectQueryBuilder,
} from 'typeorm';

import { GatewayError, type Logger } from '@codegate/kernel';

import type { RawRow } from './mapping/raw-row.js';
import { ReaderThread } from './reader-thread.js';

type Work<T> = (manager: EntityManager) => Promise<T>;

const uniqueViolations = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  '23505',
]);
const foreignKeyViolations = new Set(['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']);

/**
 * The open database. On SQLite there is one connection, and TypeORM suspends between two statements: work is
 * therefore done one after the other, or a read would see half of another transaction.
 */
export class Database implements OnApplicationShutdown {
  private queue: Promise<unknown> = Promise.resolve();
  private isClosed = false;
  private readonly reader: ReaderThread | null;

  /** @param sqlite the connection itself; null on PostgreSQL */
  constructor(
    readonly dataSource: DataSource,
    readonly logger: Logger,
    readonly sqlite: SqliteHandle.Database | null,
  ) {
    this.reader = sqlite ? new ReaderThread(sqlite.name) : null;
  }

  async read<T>(work: Work<T>): Promise<T> {
    return await this.exclusively(() => work(this.dataSource.manager));
  }

  /** Runs a query that may look at very many rows, without keeping anything else waiting. */
  async report<T extends ObjectLiteral>(
    query: (manager: EntityManager) => SelectQueryBuilder<T>,
  ): Promise<RawRow[]> {
    return await this.reportSql(...query(this.dataSource.manager).getQueryAndParameters());
  }

  /** As `report`, for a statement in SQL. */
  async reportSql(statement: string, parameters: readonly unknown[]): Promise<RawRow[]> {
    if (this.isClosed) throw new GatewayError('internal', 'The database is closed');
    if (this.reader) return await this.reader.query(statement, parameters);
    return await this.dataSource.query<RawRow[]>(statement, [...parameters]);
  }

  /**
   * Runs the work in one transaction.
   *
   * @param conflict what to tell the caller when a unique name is taken
   * @throws GatewayError `conflict` or `invalid_request` when a constraint refuses what the caller asked for
   */
  async write<T>(work: Work<T>, conflict = 'It exists already'): Promise<T> {
    try {
      return await (this.sqlite
        ? this.exclusively(() => this.inSqliteTransaction(work))
        : this.dataSource.transaction(work));
    } catch (error) {
      throw toGatewayError(error, conflict);
    }
  }

  /** Runs the work when no other work is under way; at once on PostgreSQL, which isolates transactions. */
  async exclusively<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.isClosed) throw new GatewayError('internal', 'The database is closed');
    if (!this.sqlite) return await work();
    const result = this.queue.then(work);
    // The next work runs also when this one fails.
    this.queue = result.catch(() => undefined);
    return await result;
  }

  /** Answers when the database does; for readiness. */
  async ping(): Promise<void> {
    await this.read((manager) => manager.query('SELECT 1'));
  }

  /** Waits for work under way. A second call does nothing. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.queue;
    await this.reader?.close();
    await this.dataSource.destroy();
  }

  /** Last of all hooks, because the module is global: others still flush into the database in theirs. */
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Takes the write lock first: a transaction that reads and then writes could not wait for it later. */
  private async inSqliteTransaction<T>(work: Work<T>): Promise<T> {
    const { manager } = this.dataSource;
    await manager.query('BEGIN IMMEDIATE');
    try {
      const result = await work(manager);
      await manager.query('COMMIT');
      return result;
    } catch (error) {
      // After some errors (disk full) SQLite has already rolled back.
      if (this.sqlite?.inTransaction) await manager.query('ROLLBACK');
      throw error;
    }
  }
}

function toGatewayError(error: unknown, conflict: string): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const { code } = error.driverError as { code?: string };
  if (code !== undefined && uniqueViolations.has(code)) {
    return new GatewayError('conflict', conflict, { cause: error });
  }
  if (code !== undefined && foreignKeyViolations.has(code)) {
    return new GatewayError('invalid_request', 'It refers to something that does not exist', {
      cause: error,
    });
  }
  return error;
}
