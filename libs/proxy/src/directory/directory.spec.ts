import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CredentialStore } from '@codegate/accounts';
import { readConfig } from '@codegate/config';
import {
  AccountsRepository,
  ChangesRepository,
  ConfigsRepository,
  ModelLimitsRepository,
  ModelPricesRepository,
  SettingsRepository,
  TenantKeysRepository,
  TenantsRepository,
  type Database,
} from '@codegate/database';
import { aConfig, anAccount, aTenant, openTestDatabase } from '@codegate/database/testing';
import { sha256Hex, silentLogger } from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';
import type { AccountVault } from '@codegate/vault';

import { DirectoryReader } from './directory-reader.js';
import { Directory } from './directory.js';
import { resolvedOf } from './settings-resolver.js';
import type { ProxyTenant, Snapshot } from './snapshot.js';

const at = '2026-11-20 10:00:00.000';

/** The directory of one process, with the repositories that write to the same database. */
async function aDirectory(database: Database) {
  const rows = {
    accounts: new AccountsRepository(database),
    configs: new ConfigsRepository(database),
    tenants: new TenantsRepository(database),
    keys: new TenantKeysRepository(database),
    settings: new SettingsRepository(database),
    limits: new ModelLimitsRepository(database),
    prices: new ModelPricesRepository(database),
  };
  const { accounts, configs, tenants, keys, settings, limits, prices } = rows;
  const feed = new ChangeFeed(new ChangesRepository(database), silentLogger);
  const directory = new Directory(
    new DirectoryReader(accounts, configs, tenants, keys, settings, limits, prices),
    feed,
    readConfig({}),
    { tryDecrypt: (secret: string | null) => ({ secret }) } as AccountVault,
    new CredentialStore(),
    silentLogger,
  );
  await directory.onModuleInit();
  return { directory, feed, ...rows };
}

const aKey = (id: string, tenantId: string) => ({
  id,
  tenantId,
  name: id,
  keyHash: sha256Hex(id),
  keyPrefix: 'cgk_',
  keyEnc: null,
  previousHash: null,
  previousUntil: null,
  enabled: true,
  suspended: false,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  endpoints: null,
  models: null,
  settings: {},
  rateLimit: 0,
  tokensPerMinute: 0,
  maxConcurrent: 0,
  createdBy: null,
  createdAt: at,
  updatedAt: at,
});

describe('Directory', () => {
  let database: Database;
  let close: () => Promise<void>;
  beforeAll(async () => ({ database, close } = await openTestDatabase('SQLite')));
  afterAll(() => close());

  it('replaces with each change what it concerns, and nothing else', async () => {
    const { directory, feed, ...rows } = await aDirectory(database);
    const hashes = [sha256Hex('t1'), sha256Hex('t2')] as const;
    for (const [index, apiKeyHash] of hashes.entries()) {
      const id = `t${index + 1}`;
      await rows.tenants.insert(aTenant({ id, name: id, apiKeyHash }));
      await rows.keys.insert(aKey(`k${index + 1}`, id));
      await rows.accounts.insert(anAccount({ id: `a${index + 1}`, name: `A${index + 1}` }));
      await rows.configs.insert(aConfig({ id: `c${index + 1}`, name: id }), []);
    }
    await feed.applyRecorded();
    const before = directory.current();

    await rows.tenants.setSettings('t1', { request_logging: 'true' });
    await rows.accounts.update('a1', { priority: 9, updatedAt: at });
    await rows.configs.update('c1', { name: 'New' });
    await feed.applyRecorded();
    const after = directory.current();

    expect(settingsOf(after, after.tenantsByKeyHash.get(hashes[0])).requestLogging).toBe(true);
    expect(settingsOf(after, after.keysByHash.get(sha256Hex('k1'))?.tenant).requestLogging).toBe(
      true,
    );
    expect(after.accounts.get('a1')?.priority).toBe(9);
    expect(after.configs.get('c1')?.name).toBe('New');
    expect(after.tenantsByKeyHash.get(hashes[1])).toBe(before.tenantsByKeyHash.get(hashes[1]));
    expect(after.keysByHash.get(sha256Hex('k2'))).toBe(before.keysByHash.get(sha256Hex('k2')));
    expect(after.accounts.get('a2')).toBe(before.accounts.get('a2'));
    expect(after.configs.get('c2')).toBe(before.configs.get('c2'));
    expect(after.prices).toBe(before.prices);
    expect(before.accounts.get('a1')?.priority).toBe(5);
  });

  it('knows after any changes what another process reads at its start', async () => {
    const { directory, feed, ...rows } = await aDirectory(database);
    await rows.keys.update('t1', 'k1', { enabled: false, updatedAt: at });
    await rows.keys.insert(aKey('k3', 't2'));
    await rows.tenants.insert(aTenant({ id: 't3', name: 't3', apiKeyHash: sha256Hex('t3') }));
    await rows.configs.activate('c2');
    await rows.tenants.update('t2', { configId: 'c1', updatedAt: at });
    await rows.configs.delete('c1');
    await rows.accounts.delete('a1');
    await rows.settings.set({ privacy_enabled: 'true' });
    await rows.limits.upsert({
      modelId: 'm',
      maxOutputTokens: 5,
      supportsToolCalling: null,
      supportsReasoning: null,
    });
    await feed.applyRecorded();
    await rows.tenants.delete('t1');
    await feed.applyRecorded();

    const { directory: fresh } = await aDirectory(database);

    // Settings that callers had before may still be resolved; no caller refers to them.
    const toPlain = ({ tenantsByKeyHash, keysByHash, resolved, ...same }: Snapshot) => {
      const withSettings = (tenant: ProxyTenant) => ({
        ...tenant,
        resolved: resolvedOf(resolved, tenant.settingsKey),
      });
      return {
        ...same,
        tenants: new Map([...tenantsByKeyHash.values()].map((one) => [one.id, withSettings(one)])),
        keys: new Map(
          [...keysByHash.values()].map((one) => [
            one.key.id,
            { ...one, tenant: withSettings(one.tenant) },
          ]),
        ),
      };
    };
    expect(toPlain(directory.current())).toEqual(toPlain(fresh.current()));
    expect(directory.current()).toMatchObject({ activeConfigId: 'c2' });
    expect(toPlain(directory.current()).tenants.get('t2')?.configId).toBeNull();
    expect(directory.current().keysByHash.size).toBe(2);
  });

  it('keeps the old snapshot when a change cannot be read, and applies it with the next', async () => {
    const { directory, feed, ...rows } = await aDirectory(database);
    const before = directory.current();
    await rows.prices.upsert({
      model: 'm',
      input: 1,
      output: 2,
      cacheRead: null,
      cacheWrite: null,
      cacheWrite1h: null,
      webSearch: null,
      updatedAt: at,
    });
    const list = rows.prices.list.bind(rows.prices);
    rows.prices.list = () => Promise.reject(new Error('disk'));
    await feed.applyRecorded();
    expect(directory.current()).toBe(before);

    rows.prices.list = list;
    await feed.applyRecorded();

    expect(directory.current().prices.get('m')?.input).toBe(1);
  });

  it('lets programs on this machine in until there is a tenant or a key', async () => {
    const own = await openTestDatabase('SQLite');
    const { directory, feed, tenants } = await aDirectory(own.database);
    expect(directory.current().isOpenToLoopback).toBe(true);

    await tenants.insert(aTenant());
    await feed.applyRecorded();

    expect(directory.current().isOpenToLoopback).toBe(false);
    await own.close();
  });
});

describe('Directory with 10,000 tenants and 20,000 keys', () => {
  it('replaces only what a change touches', async () => {
    const { database, close } = await openTestDatabase('SQLite');
    seedTenants(database, 10_000);
    const { directory, feed, tenants, settings } = await aDirectory(database);
    const before = directory.current();
    expect(before.keysByHash.size).toBe(20_000);
    const keys = new Set([...before.tenantsByKeyHash.values()].map((one) => one.settingsKey));
    expect(keys.size).toBe(1);

    await tenants.update('t5', { rateLimit: 7, updatedAt: at });
    await feed.applyRecorded();

    const after = directory.current();
    const unchanged = new Set(after.tenantsByKeyHash.values());
    const replaced = [...before.tenantsByKeyHash.values()].filter((one) => !unchanged.has(one));
    expect(replaced.map(({ id }) => id)).toEqual(['t5']);

    await settings.set({ request_logging: 'true' });
    await feed.applyRecorded();

    const current = directory.current();
    expect(current.tenantsByKeyHash.get(sha256Hex('t1'))).toBe(
      after.tenantsByKeyHash.get(sha256Hex('t1')),
    );
    expect(settingsOf(current, [...current.tenantsByKeyHash.values()][0]).requestLogging).toBe(
      true,
    );
    expect(settingsOf(after, [...after.tenantsByKeyHash.values()][0]).requestLogging).toBe(false);
    await close();
  });
});

function settingsOf({ resolved }: Snapshot, tenant: ProxyTenant | undefined) {
  return resolvedOf(resolved, tenant?.settingsKey ?? 'no tenant').settings;
}

/** Tenants t1 to tN, each with two keys. */
function seedTenants({ sqlite }: Database, count: number): void {
  const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)';
  sqlite?.exec("INSERT INTO settings (key, value) VALUES ('privacy_enabled', 'true')");
  sqlite
    ?.prepare(
      `${numbers} INSERT INTO tenants (id, name, api_key_hash, api_key_prefix, enabled)
       SELECT 't' || i, 'Tenant ' || i, lower(hex(randomblob(32))), 'cgk_', 1 FROM n`,
    )
    .run(count);
  sqlite
    ?.prepare(
      `${numbers} INSERT INTO tenant_keys (id, tenant_id, name, key_hash, key_prefix, enabled)
       SELECT 'k' || i, 't' || ((i + 1) / 2), 'Key ' || i, lower(hex(randomblob(32))), 'cgk_', 1 FROM n`,
    )
    .run(2 * count);
}
