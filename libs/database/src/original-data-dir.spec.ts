import { cpSync, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import SqliteHandle from 'better-sqlite3';

import { sha256Hex, silentLogger } from '@codegate/kernel';
import { AccountVault } from '@codegate/vault';

import { Account } from './entities/index.js';
import { openDatabase } from './open-database.js';
import {
  AccountsRepository,
  ConfigsRepository,
  ModelLimitsRepository,
  RequestLogsRepository,
  SettingsRepository,
  TenantsRepository,
  UsageRepository,
} from './repositories/index.js';
import { aDataDir, aUsage } from './testing/test-databases.js';

const fixture = join(import.meta.dirname, '../../../test/fixtures/original-datadir');
const manifest = JSON.parse(readFileSync(join(fixture, 'manifest.json'), 'utf8'));

function copyOfOriginal(): string {
  const dataDir = aDataDir();
  cpSync(fixture, dataDir, { recursive: true });
  return dataDir;
}

const openCopy = (dataDir: string) => openDatabase({ dataDir }, silentLogger);
const backupsOf = (dataDir: string) =>
  existsSync(join(dataDir, 'backups')) ? readdirSync(join(dataDir, 'backups')) : [];

function countsOf(path: string): Record<string, number> {
  const handle = new SqliteHandle(path, { readonly: true });
  const counts = Object.keys(manifest.row_counts).map((table) => [
    table,
    handle.prepare(`SELECT COUNT(*) FROM "${table}"`).pluck().get(),
  ]);
  handle.close();
  return Object.fromEntries(counts);
}

describe('a data directory of the original', () => {
  it('opens, keeps every row, and is copied before', async () => {
    const dataDir = copyOfOriginal();

    const database = await openCopy(dataDir);

    expect(countsOf(join(dataDir, 'codegate.db'))).toEqual(manifest.row_counts);
    const [backup, ...others] = backupsOf(dataDir);
    expect(others).toEqual([]);
    const backupPath = join(dataDir, 'backups', backup!);
    expect(countsOf(backupPath)).toEqual(manifest.row_counts);
    expect(statSync(backupPath).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'codegate.db')).mode & 0o777).toBe(0o600);
    const drift = await database.dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);
    await database.close();
  });

  it('is left alone when it is opened again', async () => {
    const dataDir = copyOfOriginal();
    await (await openCopy(dataDir)).close();
    const before = readFileSync(join(dataDir, 'codegate.db'));

    await (await openCopy(dataDir)).close();

    expect(backupsOf(dataDir)).toHaveLength(1);
    expect(readFileSync(join(dataDir, 'codegate.db')).equals(before)).toBe(true);
  });

  it('takes over what is only in the write-ahead log, while another process holds the file open', async () => {
    const dataDir = copyOfOriginal();
    const original = new SqliteHandle(join(dataDir, 'codegate.db'));
    original.pragma('journal_mode = WAL');
    original.pragma('wal_autocheckpoint = 0');
    original.exec("INSERT INTO settings (key, value) VALUES ('only_in_wal', 'yes')");

    const database = await openCopy(dataDir);

    expect((await new SettingsRepository(database).all()).get('only_in_wal')).toBe('yes');
    const backup = new SqliteHandle(join(dataDir, 'backups', backupsOf(dataDir)[0]!));
    expect(backup.prepare("SELECT value FROM settings WHERE key = 'only_in_wal'").get()).toEqual({
      value: 'yes',
    });
    backup.close();

    // The original goes on writing, and gets its default times.
    original.exec(
      "INSERT INTO usage (id, account_id, routed_model, cost_usd) VALUES ('later', NULL, 'gpt-4o', 0.5)",
    );
    const { items } = await new UsageRepository(database).sums({
      groupBy: 'model',
      filters: { model: 'gpt-4o' },
      from: '2026-11-24 00:00:00.000',
      limit: 10,
      offset: 0,
    });
    expect(items).toMatchObject([{ requests: 1, unpricedRequests: 0, costMicroUsd: 500_000 }]);
    original.close();
    await database.close();
  });

  it('gives every stored secret back, and reports the unreadable one', async () => {
    const dataDir = copyOfOriginal();
    const database = await openCopy(dataDir);
    const vault = AccountVault.open({ dataDir });

    const accounts = await new AccountsRepository(database).list();

    expect(vault.source).toBe('file');
    expect(vault.fingerprint).toBe(manifest.keys.account_key.fingerprint);
    expect(accounts).toHaveLength(manifest.accounts.length);
    for (const expected of manifest.accounts) {
      const account = accounts.find((row) => row.id === expected.id)!;
      expect(account.problems).toEqual([]);
      expect(vault.tryDecrypt(account.apiKeyEnc)).toEqual(
        expected.expect_decrypt_error
          ? { unreadable: true }
          : { secret: expected.api_key_plaintext },
      );
      expect(vault.tryDecrypt(account.refreshTokenEnc)).toEqual({
        secret: expected.refresh_token_plaintext,
      });
    }
    await database.close();
  });

  it('survives a rotation of the key with all secrets that could be read', async () => {
    const dataDir = copyOfOriginal();
    const database = await openCopy(dataDir);
    const accounts = new AccountsRepository(database);
    const vault = AccountVault.open({ dataDir });
    await new TenantsRepository(database).encryptClearKeys((key) => vault.encrypt(key));

    const result = await vault.rotate((convert) => accounts.reencryptSecrets(convert));

    const secrets: unknown[] = manifest.accounts.flatMap((account: Record<string, unknown>) =>
      [account['api_key_plaintext'], account['refresh_token_plaintext']].filter(Boolean),
    );
    expect(result).toEqual({ reEncrypted: secrets.length + 3, failed: 1 });
    const reopened = AccountVault.open({ dataDir });
    for (const row of await accounts.list()) {
      const expected = manifest.accounts.find((account: { id: string }) => account.id === row.id);
      expect(reopened.tryDecrypt(row.apiKeyEnc)).toEqual(
        expected.expect_decrypt_error
          ? { unreadable: true }
          : { secret: expected.api_key_plaintext },
      );
    }
    await database.close();
  });

  it('loses the clear text of tenant keys, in the file too, but not the keys', async () => {
    const dataDir = copyOfOriginal();
    const database = await openCopy(dataDir);
    const vault = AccountVault.open({ dataDir });
    const tenants = new TenantsRepository(database);
    const keys = manifest.tenants.filter(
      (tenant: { raw_key_column_is_null: boolean }) => !tenant.raw_key_column_is_null,
    );

    expect(await tenants.encryptClearKeys((key) => vault.encrypt(key))).toBe(keys.length);
    expect(await tenants.encryptClearKeys((key) => vault.encrypt(key))).toBe(0);

    for (const { api_key_plaintext: key, id, default: isDefault } of keys) {
      const tenant = (await tenants.findByKeyHash(sha256Hex(key)))!;
      expect(tenant.id).toBe(id);
      expect(vault.tryDecrypt(tenant.apiKeyEnc)).toEqual({ secret: key });
      // The default tenant's key is also the setting proxy_api_key.
      const file = readFileSync(join(dataDir, 'codegate.db'), 'latin1');
      if (!isDefault) expect(file.includes(key)).toBe(false);
    }
    await database.close();
  });

  it('keeps settings, tenants, configs, limits, costs and logs', async () => {
    const dataDir = copyOfOriginal();
    const database = await openCopy(dataDir);

    const settings = await new SettingsRepository(database).all();
    const tenants = await new TenantsRepository(database).list();
    const configs = await new ConfigsRepository(database).list();
    const limits = await new ModelLimitsRepository(database).list();
    const usage = await new UsageRepository(database).sums({
      groupBy: 'model',
      limit: 100,
      offset: 0,
    });
    const logs = await new RequestLogsRepository(database).page({ limit: 100 });

    expect(Object.fromEntries(settings)).toEqual(manifest.settings);
    expect(tenants.map((tenant) => [tenant.id, tenant.apiKeyHash, tenant.enabled]).sort()).toEqual(
      manifest.tenants
        .map((tenant: Record<string, unknown>) => [
          tenant['id'],
          tenant['sha256'],
          tenant['enabled'],
        ])
        .sort(),
    );
    expect(configs.map((config) => config.id).sort()).toEqual(
      Object.values(manifest.configs).sort(),
    );
    expect(configs.flatMap((config) => config.tiers)).toHaveLength(
      manifest.row_counts.config_tiers,
    );
    expect(configs.find((config) => config.isActive)?.id).toBe(manifest.configs.priority);
    expect(limits).toContainEqual({
      modelId: 'deepseek-chat',
      maxOutputTokens: 8192,
      supportsToolCalling: true,
      supportsReasoning: false,
    });
    expect(usage.totals).toMatchObject({
      requests: 8,
      unpricedRequests: 0,
      costMicroUsd: 31_915_391,
    });
    expect(logs.total).toBe(60);
    expect(logs.items[0]?.timestamp).toBe('2026-11-23 05:27:37');
    // The original's times have no milliseconds; a bound given with them means the same moment.
    const bounded = new RequestLogsRepository(database);
    const moment = '2026-11-23 05:27:37.000';
    expect((await bounded.page({ limit: 9, from: moment })).total).toBe(1);
    expect((await bounded.page({ limit: 99, to: moment })).total).toBe(59);
    await database.close();
  });

  it('lets accounts and configs that are in use be deleted', async () => {
    const dataDir = copyOfOriginal();
    const database = await openCopy(dataDir);
    const accounts = new AccountsRepository(database);
    const configs = new ConfigsRepository(database);
    const tenants = new TenantsRepository(database);

    for (const { id } of await accounts.list()) expect(await accounts.delete(id)).toBe(true);
    for (const { id } of await configs.list()) expect(await configs.delete(id)).toBe(true);

    expect((await tenants.list()).map((tenant) => tenant.configId)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const counts = countsOf(join(dataDir, 'codegate.db'));
    expect(counts).toMatchObject({ usage: 8, sessions: 2, config_tiers: 0, tenants: 4 });
    await database.close();
  });
});

describe('a damaged or very old file', () => {
  it('opens with its rows when later columns and tables are missing', async () => {
    const dataDir = copyOfOriginal();
    const old = new SqliteHandle(join(dataDir, 'codegate.db'));
    old.pragma('foreign_keys = OFF');
    for (const column of [
      'last_used_at',
      'last_error',
      'last_error_at',
      'error_count',
      'status',
      'external_account_id',
    ]) {
      old.exec(`ALTER TABLE accounts DROP COLUMN ${column}`);
    }
    old.exec('ALTER TABLE usage DROP COLUMN tenant_id');
    old.exec('ALTER TABLE request_logs DROP COLUMN tenant_id');
    old.exec('ALTER TABLE sessions DROP COLUMN account_id');
    for (const table of ['tenant_settings', 'tenants', 'model_limits', 'request_logs']) {
      old.exec(`DROP TABLE ${table}`);
    }
    old.close();

    const database = await openCopy(dataDir);

    const accounts = await new AccountsRepository(database).list();
    expect(accounts).toHaveLength(manifest.row_counts.accounts);
    expect(accounts.every((account) => account.status === 'unknown')).toBe(true);
    expect(countsOf(join(dataDir, 'codegate.db'))).toMatchObject({
      usage: 8,
      config_tiers: 28,
      tenants: 0,
      request_logs: 0,
    });
    await database.close();
  });

  it('reads damaged rows with safe values and says what is wrong with them', async () => {
    const dataDir = copyOfOriginal();
    const original = new SqliteHandle(join(dataDir, 'codegate.db'));
    const [first, second, third] = manifest.accounts.map((account: { id: string }) => account.id);
    original
      .prepare(
        `UPDATE accounts SET priority = 'high', rate_limit = NULL, enabled = 'yes', token_expires_at = 'soon',
         monthly_budget = 'lots', api_key_enc = '', last_used_at = 'yesterday', error_count = 'x' WHERE id = ?`,
      )
      .run(first);
    original
      .prepare("UPDATE accounts SET id = '0123456789abcdef0123456789abcdef' WHERE id = ?")
      .run(manifest.accounts.find((account: { key: string }) => account.key === 'no_key').id);
    original.prepare("UPDATE accounts SET name = '' WHERE id = ?").run(second);
    original.prepare("UPDATE accounts SET name = x'00ff' WHERE id = ?").run(third);
    original.exec("UPDATE configs SET routing_strategy = 'random', is_active = 1");
    original.exec(
      "INSERT INTO accounts (id, name, provider) VALUES (NULL, 'without id', 'custom')",
    );
    original.close();
    const warnings: object[] = [];
    const logger = { ...silentLogger, warn: (fields: object) => warnings.push(fields) };

    const database = await openDatabase({ dataDir }, logger);
    await database.dataSource.manager.update(
      Account,
      { id: '0123456789abcdef0123456789abcdef' },
      { dialects: '["chat"' },
    );
    const accounts = await new AccountsRepository(database).list();

    const damaged = accounts.find((account) => account.id === first)!;
    expect(damaged).toMatchObject({
      priority: 0,
      rateLimit: 60,
      enabled: false,
      tokenExpiresAtMs: null,
      monthlyBudgetMicroUsd: null,
      apiKeyEnc: null,
      lastUsedAt: null,
      errorCount: 0,
    });
    expect(damaged.problems.map((problem) => problem.column).sort()).toEqual([
      'enabled',
      'error_count',
      'last_used_at',
      'monthly_budget',
      'priority',
      'rate_limit',
      'token_expires_at',
    ]);
    const hexId = accounts.find((row) => row.id === '0123456789abcdef0123456789abcdef');
    expect(hexId).toMatchObject({ dialects: null, problems: [{ column: 'dialects' }] });
    expect(accounts.some((account) => account.name === 'without id')).toBe(true);
    expect(accounts).toHaveLength(manifest.accounts.length - 1);
    expect(warnings).toContainEqual({ table: 'accounts', skipped: 2 });

    const configs = await new ConfigsRepository(database).list();
    expect(configs.filter((config) => config.isActive)).toHaveLength(1);
    expect(configs[0]).toMatchObject({
      routingStrategy: 'priority',
      problems: [{ column: 'routing_strategy' }],
    });
    expect((await new ConfigsRepository(database).list()).filter((c) => c.isActive)).toHaveLength(
      1,
    );
    await database.close();
  });

  it('records usage of a deleted account', async () => {
    const database = await openCopy(copyOfOriginal());
    const usage = new UsageRepository(database);

    await usage.append({ usage: [aUsage({ accountId: 'gone', tenantId: 'gone' })], logs: [] });

    const { totals } = await usage.sums({ groupBy: 'account', limit: 1, offset: 0 });
    expect(totals.requests).toBe(9);
    await database.close();
  });
});
