import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { randomHex, silentLogger, type Logger } from '@codegate/kernel';

import { postgresDataSource } from '../data-source.js';
import type { Database } from '../database.js';
import { openDatabase } from '../open-database.js';
import type { AccountRow, ConfigRow, RequestLogRow, TenantRow, UsageRow } from '../rows.js';

const postgresUrl = process.env['CODEGATE_TEST_PG'];

/** The databases the tests run on: PostgreSQL when CODEGATE_TEST_PG names a server. */
export const databaseKinds = postgresUrl === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'];

export const aDataDir = () => mkdtempSync(join(tmpdir(), 'codegate-db-'));

/** An empty database of the kind, and what removes it. */
export async function openTestDatabase(
  kind: string,
  logger: Logger = silentLogger,
): Promise<{ database: Database; close: () => Promise<void> }> {
  if (kind === 'SQLite') {
    const database = await openDatabase({ dataDir: aDataDir() }, logger);
    return { database, close: () => database.close() };
  }
  const { url, drop } = await createPostgresDatabase();
  const database = await openDatabase({ dataDir: aDataDir(), databaseUrl: url }, logger);
  return {
    database,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** A database of its own, so that test files can run at once. */
export async function createPostgresDatabase(): Promise<{
  url: string;
  drop: () => Promise<void>;
}> {
  const name = `codegate_test_${randomHex(6)}`;
  const asServer = async (statement: string) => {
    const server = await postgresDataSource(postgresUrl ?? '').initialize();
    await server.query(statement);
    await server.destroy();
  };
  await asServer(`CREATE DATABASE ${name}`);
  const url = new URL(postgresUrl ?? '');
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asServer(`DROP DATABASE ${name}`) };
}

const at = '2026-11-20 10:00:00.000';

export const anAccount = (row: Partial<AccountRow> = {}): AccountRow => ({
  id: 'a1',
  name: 'Account',
  provider: 'anthropic',
  authType: 'api_key',
  apiKeyEnc: 'enc-a1',
  refreshTokenEnc: null,
  tokenExpiresAtMs: null,
  baseUrl: null,
  priority: 5,
  rateLimit: 60,
  monthlyBudgetMicroUsd: 12_500_000,
  enabled: true,
  subscriptionType: null,
  accountEmail: null,
  externalAccountId: null,
  dialects: null,
  lastUsedAt: null,
  lastError: null,
  lastErrorAt: null,
  errorCount: 0,
  status: 'unknown',
  createdAt: at,
  updatedAt: at,
  problems: [],
  ...row,
});

export const aConfig = (row: Partial<ConfigRow> = {}): ConfigRow => ({
  id: 'c1',
  name: 'Config',
  description: null,
  isActive: false,
  routingStrategy: 'priority',
  createdAt: at,
  tiers: [],
  problems: [],
  ...row,
});

export const aTenant = (row: Partial<TenantRow> = {}): TenantRow => ({
  id: 't1',
  name: 'Tenant',
  apiKeyHash: 'hash-1',
  apiKeyPrefix: 'cgk_1234',
  apiKeyEnc: 'enc-t1',
  configId: null,
  rateLimit: 0,
  tokensPerMinute: 0,
  maxConcurrent: 0,
  timeZone: null,
  enabled: true,
  createdAt: at,
  updatedAt: at,
  problems: [],
  ...row,
});

export const aUsage = (row: Partial<UsageRow> = {}): UsageRow => ({
  id: 'u1',
  accountId: 'a1',
  tenantId: null,
  configId: null,
  tier: 'opus',
  sessionId: null,
  originalModel: 'claude-x',
  routedModel: 'claude-opus',
  inputTokens: 10,
  outputTokens: 20,
  cacheReadTokens: 3,
  cacheWriteTokens: 4,
  cacheWrite1hTokens: 1,
  reasoningTokens: 5,
  costMicroUsd: 1_500,
  keyId: null,
  billing: 'cash',
  webSearches: 0,
  isEstimated: false,
  createdAt: at,
  ...row,
});

export const aLog = (row: Partial<RequestLogRow> = {}): RequestLogRow => ({
  id: 'l1',
  timestamp: at,
  requestId: 'req_1',
  method: 'POST',
  path: '/v1/messages',
  inboundFormat: 'anthropic',
  accountId: 'a1',
  accountName: 'Account',
  provider: 'anthropic',
  tenantId: null,
  keyId: null,
  sessionId: null,
  originalModel: 'claude-x',
  routedModel: 'claude-opus',
  statusCode: 200,
  inputTokens: 10,
  outputTokens: 20,
  costMicroUsd: 1_500,
  latencyMs: 120,
  firstByteMs: 40,
  isStream: true,
  isFailover: false,
  attempts: null,
  errorMessage: null,
  requestBody: '{"a":1}',
  responseBody: '{"b":2}',
  ...row,
});
