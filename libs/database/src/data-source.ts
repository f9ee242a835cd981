import type SqliteHandle from 'better-sqlite3';
import { DataSource } from 'typeorm';

import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';

const nothing = () => undefined;

/** Queries hold secrets and bodies, and errors are reported where they are handled. */
const silentQueryLogger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};

const common = {
  entities,
  migrations,
  migrationsTableName: 'migrations',
  synchronize: false,
  logger: silentQueryLogger,
} as const;

/** Other processes may have the file open, the original's among them: they are waited for. */
const busyTimeoutMs = 5_000;

export function sqliteDataSource(path: string): DataSource {
  return new DataSource({
    ...common,
    type: 'better-sqlite3',
    database: path,
    timeout: busyTimeoutMs,
    enableWAL: true,
    prepareDatabase: (handle: SqliteHandle.Database) => {
      // With a write-ahead log this loses nothing when the process dies, only when the machine does.
      handle.pragma('synchronous = NORMAL');
      // KiB: enough for the indexes of a few hundred thousand log entries; the default is 2 MiB.
      handle.pragma('cache_size = -32768');
      // Pages: every checkpoint waits for the disk, so there are fewer than by default.
      handle.pragma('wal_autocheckpoint = 4000');
    },
  });
}

export function postgresDataSource(url: string): DataSource {
  return new DataSource({
    ...common,
    type: 'postgres',
    url,
    applicationName: 'codegate',
    connectTimeoutMS: 10_000,
    poolSize: 10,
  });
}

/** The connection under a SQLite data source. */
export function sqliteHandleOf(dataSource: DataSource): SqliteHandle.Database {
  return (dataSource.driver as unknown as { databaseConnection: SqliteHandle.Database })
    .databaseConnection;
}
