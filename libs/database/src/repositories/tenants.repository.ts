import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { Database } from '../database.js';
import { Budget, Tenant, TenantKey as TenantKeyEntity, TenantSetting } from '../entities/index.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAll, readTenant } from '../mapping/read-rows.js';
import { toFlag } from '../mapping/write-values.js';
import type { NewTenant, TenantKey, TenantPatch } from '../queries.js';
import type { TenantRow, TenantWithSettings } from '../rows.js';
import { readInBatches } from './read-in-batches.js';
import { encryptClearKeys } from './encrypt-clear-keys.js';
import { recordChanges, recordIfFound } from './record-changes.js';
import { readPage, type ListOptions } from './read-page.js';

const noSettings = {};
const nameTaken = 'There is a tenant with this name already';

const listOptions: ListOptions = {
  searchIn: ['t.name'],
  sortBy: { name: 't.name', createdAt: 't.createdAt' },
  order: [['t.name', 'ASC']],
  key: 't.id',
};

@Injectable()
export class TenantsRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<TenantRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Tenant, 't').orderBy('t.name').addOrderBy('t.id')),
    );
    return readAll('tenants', rows, readTenant, this.database.logger);
  }

  /** @param ids only these tenants; null: all */
  async page(list: ListRequest, ids: readonly string[] | null): Promise<Page<TenantRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(Tenant, 't');
      if (ids?.length === 0) query.where('1 = 0');
      else if (ids) query.where('t.id IN (:...ids)', { ids });
      return readPage(query, list, listOptions);
    });
    return { items: readAll('tenants', rows, readTenant, this.database.logger), total };
  }

  /**
   * Tenants with their own settings, in batches.
   *
   * @param ids null: all tenants
   */
  async *inBatches(ids: readonly string[] | null): AsyncGenerator<TenantWithSettings[]> {
    const batches = readInBatches(
      this.database,
      (manager) => manager.createQueryBuilder(Tenant, 't'),
      ids,
    );
    for await (const raw of batches) {
      const rows = readAll('tenants', raw, readTenant, this.database.logger);
      const settings = await this.settingsOf(rows.map(({ id }) => id));
      yield rows.map((row) => ({ row, settings: settings.get(row.id) ?? noSettings }));
    }
  }

  async find(id: string): Promise<TenantRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Tenant, 't').where('t.id = :id', { id })),
    );
    return row ? readTenant(row) : null;
  }

  /** @param hash SHA-256 of the whole key, in hexadecimal */
  async findByKeyHash(hash: string): Promise<TenantRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Tenant, 't').where('t.apiKeyHash = :hash', { hash })),
    );
    return row ? readTenant(row) : null;
  }

  /** SHA-256 of the key of every tenant, in hexadecimal. */
  async keyHashes(): Promise<ReadonlySet<string>> {
    const rows = await this.database.read((manager) =>
      manager
        .createQueryBuilder(Tenant, 't')
        .select('t.apiKeyHash', 'hash')
        .getRawMany<{ hash: string }>(),
    );
    return new Set(rows.map(({ hash }) => hash));
  }

  async insert(row: NewTenant): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.insert(Tenant, { ...row, enabled: toFlag(row.enabled) });
      await recordChanges(manager, [{ topic: 'tenants', rowId: row.id }]);
    }, nameTaken);
  }

  async update(id: string, patch: TenantPatch): Promise<boolean> {
    const { enabled, ...same } = patch;
    return await this.database.write(async (manager) => {
      const columns = { ...same, ...(enabled === undefined ? {} : { enabled: toFlag(enabled) }) };
      const result = await manager.update(Tenant, { id }, columns);
      return await recordIfFound(manager, result, 'tenants', id);
    }, nameTaken);
  }

  /** With its settings, keys and budgets; what it used stays in the books. */
  async delete(id: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const keys = await manager.findBy(TenantKeyEntity, { tenantId: id });
      await manager.delete(Budget, { scope: 'key', subjectId: In(keys.map((key) => key.id)) });
      await manager.delete(Budget, { scope: 'tenant', subjectId: id });
      await manager.delete(TenantKeyEntity, { tenantId: id });
      await manager.delete(TenantSetting, { tenantId: id });
      const result = await manager.delete(Tenant, { id });
      return await recordIfFound(manager, result, 'tenants', id);
    });
  }

  async rotateKey(id: string, key: TenantKey): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager.update(
        Tenant,
        { id },
        {
          apiKeyHash: key.hash,
          apiKeyPrefix: key.prefix,
          apiKeyEnc: key.enc,
          apiKeyRaw: null,
          updatedAt: key.updatedAt,
        },
      );
      return await recordIfFound(manager, result, 'tenants', id);
    });
  }

  async listSettings(tenantId: string): Promise<Record<string, string>> {
    return (await this.settingsOf([tenantId])).get(tenantId) ?? {};
  }

  /** The settings of those of the tenants that have any, by tenant id. */
  private async settingsOf(
    tenantIds: readonly string[],
  ): Promise<Map<string, Record<string, string>>> {
    if (tenantIds.length === 0) return new Map();
    const rows = await this.database.read((manager) =>
      rawRows(
        manager
          .createQueryBuilder(TenantSetting, 's')
          .where('s.tenantId IN (:...tenantIds)', { tenantIds }),
      ),
    );
    const byTenant = new Map<string, Record<string, string>>();
    for (const { tenant_id: id, key, value } of rows) {
      if (typeof id !== 'string' || typeof key !== 'string' || typeof value !== 'string') continue;
      // A key such as __proto__ must stay a plain entry.
      const settings = byTenant.get(id) ?? (Object.create(null) as Record<string, string>);
      settings[key] = value;
      byTenant.set(id, settings);
    }
    return byTenant;
  }

  /** Null removes the tenant's own value. */
  async setSettings(
    tenantId: string,
    entries: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    await this.database.write(async (manager) => {
      for (const [key, value] of Object.entries(entries)) {
        if (value === null) await manager.delete(TenantSetting, { tenantId, key });
        else await manager.upsert(TenantSetting, { tenantId, key, value }, ['tenantId', 'key']);
      }
      await recordChanges(manager, [{ topic: 'tenants', rowId: tenantId }]);
    });
  }

  /**
   * Encrypts the keys the original stored as clear text and empties its column. Call once at start, after the
   * migrations; there is nothing to do the second time.
   *
   * @returns how many keys were encrypted
   */
  async encryptClearKeys(encrypt: (key: string) => string): Promise<number> {
    return await encryptClearKeys(this.database, encrypt);
  }
}
