import { join } from 'node:path';

import { GatewayError, type Logger } from '@codegate/kernel';

import { postgresDataSource, sqliteDataSource, sqliteHandleOf } from './data-source.js';
import { Database } from './database.js';
import { migratePostgres, migrateSqlite } from './migrate.js';
import { repairActiveConfig } from './repositories/repair-active-config.js';
import { preparePrivateFile } from './sqlite-file.js';

/** Where the data is stored; config's StorageConfig fits. */
export type StorageOptions = {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
};

/**
 * Opens the database, migrated to the current schema; repositories take the result. A data directory written
 * by the original is copied and then upgraded in place.
 */
export async function openDatabase(storage: StorageOptions, logger: Logger): Promise<Database> {
  const database =
    storage.databaseUrl === undefined
      ? await openSqlite(join(storage.dataDir, 'codegate.db'), logger)
      : await openPostgres(storage.databaseUrl, logger);
  await repairActiveConfig(database);
  return database;
}

async function openSqlite(path: string, logger: Logger): Promise<Database> {
  preparePrivateFile(path, logger);
  const dataSource = sqliteDataSource(path);
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new GatewayError('internal', `The database ${path} cannot be opened`, { cause: error });
  }
  const handle = sqliteHandleOf(dataSource);
  try {
    await migrateSqlite(dataSource, handle, logger);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return new Database(dataSource, logger, handle);
}

async function openPostgres(url: string, logger: Logger): Promise<Database> {
  const dataSource = postgresDataSource(url);
  try {
    await dataSource.initialize();
  } catch (error) {
    // The URL holds a password: the message does not repeat it.
    throw new GatewayError('internal', 'The database of DATABASE_URL cannot be reached', {
      cause: error,
    });
  }
  try {
    await migratePostgres(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return new Database(dataSource, logger, null);
}
