import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { postgresDataSource, sqliteDataSource } from './data-source.js';

const postgresUrl = process.env['CODEGATE_TEST_PG'];

const open: Record<string, () => Promise<DataSource>> = {
  SQLite: () => sqliteDataSource(join(mkdtempSync(join(tmpdir(), 'db-')), 'x.db')).initialize(),
  ...(postgresUrl === undefined
    ? {}
    : {
        PostgreSQL: async () => {
          const dataSource = await postgresDataSource(postgresUrl).initialize();
          await dataSource.query('DROP SCHEMA public CASCADE');
          await dataSource.query('CREATE SCHEMA public');
          return dataSource;
        },
      }),
};

async function tableNames(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    dataSource.options.type === 'postgres'
      ? "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  return rows.map((row) => row.name);
}

describe.each(Object.keys(open))('migrations on %s', (kind) => {
  it('produce exactly the schema of the entities, and take it away again', async () => {
    const dataSource = await open[kind]!();

    await dataSource.runMigrations();

    const drift = await dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);
    expect(await tableNames(dataSource)).toHaveLength(12);

    for (const migration of dataSource.migrations) {
      expect(migration.down.length).toBeGreaterThan(0);
      await dataSource.undoLastMigration();
    }
    expect(await tableNames(dataSource)).toEqual(['migrations']);
    await dataSource.destroy();
  });
});
