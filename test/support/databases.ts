import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { Client } from 'pg';

/** A PostgreSQL server to make databases on; undefined where there is none. */
export const postgresServer = process.env['CODEGATE_TEST_PG'];

/** Which database gateways are started on: jest.config.mjs runs some suites on both. */
const { databaseOfTests } = globalThis as { databaseOfTests?: string };

/** Databases by data directory, so that a gateway that is started again uses the same one. */
const databases = new Map<string, Promise<string>>();

/** The environment for a gateway with that data directory, so that it uses the database of this run. */
export async function databaseEnv(dataDir: string): Promise<Record<string, string>> {
  if (databaseOfTests !== 'PostgreSQL' || postgresServer === undefined) return {};
  let made = databases.get(dataDir);
  if (!made) databases.set(dataDir, (made = createDatabase(postgresServer)));
  return { DATABASE_URL: await made };
}

/** A new database on the server, by its URL. */
export async function createDatabase(server: string): Promise<string> {
  const name = `codegate_e2e_${randomBytes(6).toString('hex')}`;
  await command(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  // A gateway that was killed may still be connected.
  await command(postgresServer ?? '', `DROP DATABASE ${name} WITH (FORCE)`);
}

export async function dropDatabaseOf(dataDir: string): Promise<void> {
  const url = await databases.get(dataDir);
  databases.delete(dataDir);
  if (url !== undefined) await dropDatabase(url);
}

async function command(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Direct access to the database of a gateway. */
export type OpenData = {
  all(statement: string): Promise<Record<string, any>[]>;
  /** Question marks are placeholders for the values. */
  run(statement: string, values?: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
};

export async function openData(dataDir: string): Promise<OpenData> {
  const url = await databases.get(dataDir);
  if (url === undefined) return openSqlite(join(dataDir, 'codegate.db'));
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    all: async (statement) => (await client.query(statement)).rows,
    run: async (statement, values) => {
      let count = 0;
      const numbered = values ? statement.replaceAll('?', () => `$${(count += 1)}`) : statement;
      await client.query(numbered, values && [...values]);
    },
    close: () => client.end(),
  };
}

function openSqlite(path: string): OpenData {
  const handle = new Sqlite(path);
  return {
    all: (statement) =>
      Promise.resolve(handle.prepare(statement).all() as Record<string, unknown>[]),
    run: (statement, values) => {
      if (values) handle.prepare(statement).run(...values);
      else handle.exec(statement);
      return Promise.resolve();
    },
    close: () => {
      handle.close();
      return Promise.resolve();
    },
  };
}

/** Every value of every table, by table name; the raw file may split long values. */
export async function rowsOf(dataDir: string): Promise<Record<string, string>> {
  const data = await openData(dataDir);
  const tables = await data.all(
    databases.has(dataDir)
      ? `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
      : `SELECT name FROM sqlite_master WHERE type = 'table'`,
  );
  const rows: Record<string, string> = {};
  for (const { name } of tables) {
    rows[`table ${name}`] = JSON.stringify(await data.all(`SELECT * FROM "${name}"`));
  }
  await data.close();
  return rows;
}

/** Everything stored, including free pages of the file. */
export async function storedText(dataDir: string): Promise<string> {
  const files = readdirSync(dataDir)
    .filter((name) => name.startsWith('codegate.db'))
    .map((name) => readFileSync(join(dataDir, name)).toString('latin1'));
  return [...files, ...Object.values(await rowsOf(dataDir))].join('\n');
}
