import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { Budget, TenantKey } from '../entities/index.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readTenantKey } from '../mapping/read-governance.js';
import { readAll } from '../mapping/read-rows.js';
import { toFlag } from '../mapping/write-values.js';
import type { NewTenantKey, TenantKeyPatch } from '../queries.js';
import type { TenantKeyRow } from '../rows.js';
import { readInBatches } from './read-in-batches.js';
import { recordChanges, recordIfFound } from './record-changes.js';
import { readPage, type ListOptions } from './read-page.js';

const listOptions: ListOptions = {
  searchIn: ['k.name'],
  sortBy: {
    name: 'k.name',
    createdAt: 'k.createdAt',
    expiresAt: 'k.expiresAt',
    lastUsedAt: 'k.lastUsedAt',
  },
  order: [['k.createdAt', 'ASC']],
  key: 'k.id',
};

/** The keys of tenants. */
@Injectable()
export class TenantKeysRepository {
  constructor(private readonly database: Database) {}

  /** Of every tenant, or of the one given; the oldest first. */
  async list(tenantId?: string): Promise<TenantKeyRow[]> {
    const rows = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(TenantKey, 'k');
      if (tenantId !== undefined) query.where('k.tenantId = :tenantId', { tenantId });
      return rawRows(query.orderBy('k.createdAt').addOrderBy('k.id'));
    });
    return readAll('tenant_keys', rows, readTenantKey, this.database.logger);
  }

  /** The keys of a tenant, the oldest first. */
  async page(tenantId: string, list: ListRequest): Promise<Page<TenantKeyRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(TenantKey, 'k');
      query.where('k.tenantId = :tenantId', { tenantId });
      return readPage(query, list, listOptions);
    });
    return { items: readAll('tenant_keys', rows, readTenantKey, this.database.logger), total };
  }

  /** @param ids null: the keys of all tenants */
  async *inBatches(ids: readonly string[] | null): AsyncGenerator<TenantKeyRow[]> {
    const batches = readInBatches(
      this.database,
      (manager) => manager.createQueryBuilder(TenantKey, 'k'),
      ids,
    );
    for await (const raw of batches) {
      yield readAll('tenant_keys', raw, readTenantKey, this.database.logger);
    }
  }

  async find(tenantId: string, id: string): Promise<TenantKeyRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(
        manager
          .createQueryBuilder(TenantKey, 'k')
          .where('k.tenantId = :tenantId AND k.id = :id', { tenantId, id }),
      ),
    );
    return row ? readTenantKey(row) : null;
  }

  /** Of any tenant. */
  async findById(id: string): Promise<TenantKeyRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(TenantKey, 'k').where('k.id = :id', { id })),
    );
    return row ? readTenantKey(row) : null;
  }

  async insert(row: NewTenantKey): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.insert(TenantKey, { ...toColumns(row), id: row.id, tenantId: row.tenantId });
      await recordChanges(manager, [{ topic: 'tenant_keys', rowId: row.id }]);
    });
  }

  async update(tenantId: string, id: string, patch: TenantKeyPatch): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager.update(TenantKey, { id, tenantId }, toColumns(patch));
      return await recordIfFound(manager, result, 'tenant_keys', id);
    });
  }

  /** With its budgets; what it used stays in the books. */
  async delete(tenantId: string, id: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      await manager.delete(Budget, { scope: 'key', subjectId: id });
      const result = await manager.delete(TenantKey, { id, tenantId });
      return await recordIfFound(manager, result, 'tenant_keys', id);
    });
  }

  /** In one transaction. A deleted key is left out. */
  async recordUses(uses: ReadonlyMap<string, string>): Promise<void> {
    await this.database.write(async (manager) => {
      for (const [id, lastUsedAt] of uses) await manager.update(TenantKey, { id }, { lastUsedAt });
    });
  }
}

function toColumns({
  enabled,
  suspended,
  endpoints,
  models,
  settings,
  ...same
}: Partial<NewTenantKey>) {
  return {
    ...same,
    ...(enabled === undefined ? {} : { enabled: toFlag(enabled) }),
    ...(suspended === undefined ? {} : { suspended: toFlag(suspended) }),
    ...(endpoints === undefined ? {} : { endpoints: toJson(endpoints) }),
    ...(models === undefined ? {} : { models: toJson(models) }),
    ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
  };
}

function toJson(list: readonly string[] | null): string | null {
  return list === null ? null : JSON.stringify(list);
}
