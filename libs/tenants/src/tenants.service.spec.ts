import { describe, expect, it } from '@jest/globals';

import type {
  ConfigsRepository,
  NewTenant,
  SettingsRepository,
  TenantKey,
  TenantPatch,
  TenantRow,
  TenantsRepository,
} from '@codegate/database';
import { sha256Hex, silentLogger } from '@codegate/kernel';
import { readProxyKey } from '@codegate/settings';
import { ChangeFeed, MemoryChangeLog } from '@codegate/shared-state';
import type { AccountVault } from '@codegate/vault';

import { TenantsService } from './tenants.service.js';

/** A repository in memory. */
class Tenants {
  readonly rows = new Map<string, TenantRow>();

  list = () => Promise.resolve([...this.rows.values()]);
  keyHashes = () => Promise.resolve(new Set([...this.rows.values()].map((row) => row.apiKeyHash)));
  find = (id: string) => Promise.resolve(this.rows.get(id) ?? null);
  insert = (row: NewTenant) => {
    this.rows.set(row.id, { ...row, problems: [] });
    return Promise.resolve();
  };
  update = (id: string, patch: TenantPatch) => this.change(id, patch);
  rotateKey = (id: string, key: TenantKey) =>
    this.change(id, { apiKeyHash: key.hash, apiKeyPrefix: key.prefix, apiKeyEnc: key.enc });
  delete = (id: string) => Promise.resolve(this.rows.delete(id));

  private change(id: string, patch: Partial<TenantRow>) {
    const row = this.rows.get(id);
    if (row) this.rows.set(id, { ...row, ...patch });
    return Promise.resolve(row !== undefined);
  }
}

function aService() {
  const tenants = new Tenants();
  const settings = new Map<string, string>();
  const settingsRepository = {
    all: () => Promise.resolve(settings),
    set: (entries: Record<string, string>) => {
      for (const [key, value] of Object.entries(entries)) settings.set(key, value);
      return Promise.resolve();
    },
  };
  const service = new TenantsService(
    tenants as unknown as TenantsRepository,
    { find: () => Promise.resolve(null) } as unknown as ConfigsRepository,
    settingsRepository as unknown as SettingsRepository,
    { encrypt: (key: string) => `enc(${key})` } as AccountVault,
    new ChangeFeed(new MemoryChangeLog(), silentLogger),
    { now: () => 0 },
  );
  return { service, tenants, settings };
}

describe('TenantsService', () => {
  it('stores the hash and the ciphertext of a key, not the key', async () => {
    const { service, tenants } = aService();

    const { id, apiKey } = await service.create({ name: 'T' });

    expect(tenants.rows.get(id)).toMatchObject({
      apiKeyHash: sha256Hex(apiKey),
      apiKeyPrefix: apiKey.slice(0, 8),
      apiKeyEnc: `enc(${apiKey})`,
    });
  });

  it("updates the proxy's copy of a key when the key is rotated (B24)", async () => {
    const { service, settings } = aService();
    const { id, apiKey } = await service.create({ name: 'Default' });
    settings.set('proxy_api_key', apiKey);

    const rotated = await service.rotateKey(id);

    expect(readProxyKey(settings.get('proxy_api_key'))?.sha256).toBe(sha256Hex(rotated.apiKey));
  });

  it('replaces the copy by a random key when the tenant is deleted', async () => {
    const { service, settings } = aService();
    const { id, apiKey } = await service.create({ name: 'Default' });
    settings.set('proxy_api_key', apiKey);

    await service.delete(id);

    const left = readProxyKey(settings.get('proxy_api_key'));
    expect(left).not.toBeNull();
    expect(left?.sha256).not.toBe(sha256Hex(apiKey));
  });

  it('M20: keeps the proxy closed when the last tenant is deleted, and only then', async () => {
    const { service, settings } = aService();
    const [first, second] = [
      await service.create({ name: 'A' }),
      await service.create({ name: 'B' }),
    ];

    await service.delete(first.id);
    expect(settings.has('proxy_api_key')).toBe(false);
    await service.delete(second.id);
    expect(readProxyKey(settings.get('proxy_api_key'))).not.toBeNull();
  });

  it('M20: keeps the proxy closed when the last tenants are deleted at the same time', async () => {
    const { service, settings } = aService();
    const made = [await service.create({ name: 'A' }), await service.create({ name: 'B' })];

    await Promise.all(made.map(({ id }) => service.delete(id)));

    expect(readProxyKey(settings.get('proxy_api_key'))).not.toBeNull();
  });

  it('does not change a different proxy key', async () => {
    const { service, settings } = aService();
    const { id } = await service.create({ name: 'T' });
    settings.set('proxy_api_key', 'another');

    await service.rotateKey(id);
    await service.delete(id);

    expect(settings.get('proxy_api_key')).toBe('another');
  });

  it('refuses a config that does not exist', async () => {
    const { service } = aService();

    await expect(service.create({ name: 'T', configId: 'none' })).rejects.toMatchObject({
      code: 'invalid_request',
      field: 'configId',
    });
  });
});
