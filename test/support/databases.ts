import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

const postgresUrl = process.env['CODEGATE_TEST_PG'];

type OpenDatabase = { env: Record<string, string>; drop: () => Promise<void> };

/** The databases a gateway is started on: PostgreSQL, when CODEGATE_TEST_PG names a server. */
export const databases: { name: string; open: () => Promise<OpenDatabase> }[] = [
  { name: 'SQLite', open: () => Promise.resolve({ env: {}, drop: () => Promise.resolve() }) },
  ...(postgresUrl === undefined
    ? []
    : [{ name: 'PostgreSQL', open: () => openPostgres(postgresUrl) }]),
];

async function openPostgres(server: string): Promise<OpenDatabase> {
  const name = `codegate_e2e_${randomBytes(6).toString('hex')}`;
  await run(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    env: { DATABASE_URL: url.href },
    // The gateway may still be connected; it is stopped after the test.
    drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}
