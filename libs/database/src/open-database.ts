import type { Logger } from '@codegate/kernel';

import type { Database } from './database.js';

/** Where the data lives; config's StorageConfig fits. */
export type StorageOptions = {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
};

/** Opens the database, migrated to the current schema; repositories take the result. */
export function openDatabase(_storage: StorageOptions, _logger: Logger): Promise<Database> {
  throw new Error('not written yet');
}
