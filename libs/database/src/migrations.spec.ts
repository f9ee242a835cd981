import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { postgresDataSource, sqliteDataSource } from './data-source.js';
import { entities } from './entities/index.js';
import { aDataDir, createPostgresDatabase, databaseKinds } from './testing/test-databases.js';

async function openEmpty(kind: string) {
  if (kind === 'SQLite') {
    const dataSource = await sqliteDataSource(join(aDataDir(), 'x.db')).initialize();
    return { dataSource, close: () => dataSource.destroy() };
  }
  const { url, drop } = await createPostgresDatabase();
  const dataSource = await postgresDataSource(url).initialize();
  return { dataSource, close: () => dataSource.destroy().then(drop) };
}

async function tableNames(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    dataSource.options.type === 'postgres'
      ? "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  return rows.map((row) => row.name);
}

describe.each(databaseKinds)('migrations on %s', (kind) => {
  it('produce exactly the schema of the entities, and take it away again', async () => {
    const { dataSource, close } = await openEmpty(kind);

    await dataSource.runMigrations();

    const drift = await dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);
    expect(await tableNames(dataSource)).toHaveLength(entities.length + 1);

    for (const migration of dataSource.migrations) {
      expect(migration.down.length).toBeGreaterThan(0);
      await dataSource.undoLastMigration();
    }
    expect(await tableNames(dataSource)).toEqual(['migrations']);
    await close();
  });
});
