import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Change } from '../changes.js';
import { Database } from '../database.js';
import { Config, ConfigTier, Tenant } from '../entities/index.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAll, readConfig, readConfigTier } from '../mapping/read-rows.js';
import type { ConfigPatch, NewConfig, NewConfigTier } from '../queries.js';
import type { ConfigRow } from '../rows.js';
import { readPage, type ListOptions } from './read-page.js';
import { keptChanges, recordChanges } from './record-changes.js';

const nameTaken = 'There is a config with this name already';

const listOptions: ListOptions = {
  searchIn: ['c.name'],
  sortBy: { name: 'c.name', createdAt: 'c.createdAt' },
  order: [
    ['c.isActive', 'DESC'],
    ['c.name', 'ASC'],
  ],
  key: 'c.id',
};

@Injectable()
export class ConfigsRepository {
  constructor(private readonly database: Database) {}

  /** All configs, oldest first, with their tiers in the order the admin gave. */
  async list(): Promise<ConfigRow[]> {
    return await this.database.read((manager) => this.load(manager));
  }

  /** The active config first. */
  async page(list: ListRequest): Promise<Page<ConfigRow>> {
    return await this.database.read(async (manager) => {
      const query = manager.createQueryBuilder(Config, 'c');
      const { rows, total } = await readPage(query, list, listOptions);
      const configs = readAll('configs', rows, readConfig, this.database.logger);
      return { items: await this.withTiers(manager, configs), total };
    });
  }

  /** Null when there is no config. */
  async activeId(): Promise<string | null> {
    const [active] = await this.database.read((manager) =>
      manager.find(Config, { select: { id: true }, where: { isActive: 1 }, take: 1 }),
    );
    return active?.id ?? null;
  }

  async find(id: string): Promise<ConfigRow | null> {
    const [config] = await this.database.read((manager) => this.load(manager, id));
    return config ?? null;
  }

  /** Switches the others off when the new one is active. */
  async insert(config: NewConfig, tiers: readonly NewConfigTier[]): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.insert(Config, { ...config, isActive: 0 });
      await insertTiers(manager, config.id, tiers);
      if (config.isActive) {
        await lockConfigs(manager);
        await activateOnly(manager, config.id);
      }
      await recordConfig(manager, config.isActive ? null : config.id);
    }, nameTaken);
  }

  /** @param tiers replace the present ones when given, in the same transaction */
  async update(id: string, patch: ConfigPatch, tiers?: readonly NewConfigTier[]): Promise<boolean> {
    return await this.database.write(async (manager) => {
      if (!(await lockConfigs(manager, id))) return false;
      if (Object.keys(patch).length > 0) await manager.update(Config, { id }, patch);
      if (tiers) await replaceTiers(manager, id, tiers);
      await recordConfig(manager, id);
      return true;
    }, nameTaken);
  }

  async replaceTiers(id: string, tiers: readonly NewConfigTier[]): Promise<boolean> {
    return await this.update(id, {}, tiers);
  }

  /** Makes this the only active config. */
  async activate(id: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      // Locked first, or it might be deleted after it was found, and then none would be active.
      await lockConfigs(manager);
      if (!(await manager.existsBy(Config, { id }))) return false;
      await activateOnly(manager, id);
      await recordConfig(manager, null);
      return true;
    });
  }

  /** Tenants that used it go back to the active config. */
  async delete(id: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      // Explicit, because tables that the original CodeGate has rebuilt have other foreign key actions.
      const tenants = await manager.find(Tenant, { select: { id: true }, where: { configId: id } });
      await manager.update(Tenant, { configId: id }, { configId: null });
      await manager.delete(ConfigTier, { configId: id });
      const result = await manager.delete(Config, { id });
      if ((result.affected ?? 0) === 0) return false;
      await recordChanges(manager, [
        { topic: 'configs', rowId: id },
        ...toTenantChanges(tenants.map((tenant) => tenant.id)),
      ]);
      return true;
    });
  }

  private async load(manager: EntityManager, id?: string): Promise<ConfigRow[]> {
    const query = manager
      .createQueryBuilder(Config, 'c')
      .orderBy('c.createdAt')
      .addOrderBy('c.name');
    if (id !== undefined) query.where('c.id = :id', { id });
    const rows = await rawRows(query);
    const configs = readAll('configs', rows, readConfig, this.database.logger);
    return await this.withTiers(manager, configs);
  }

  private async withTiers(
    manager: EntityManager,
    configs: readonly ConfigRow[],
  ): Promise<ConfigRow[]> {
    if (configs.length === 0) return [];
    const ids = configs.map((config) => config.id);
    const query = manager
      .createQueryBuilder(ConfigTier, 't')
      .where('t.configId IN (:...ids)', { ids })
      .orderBy('t.position')
      .addOrderBy('t.id');
    const rows = await rawRows(query);
    const tiers = readAll('config_tiers', rows, readConfigTier, this.database.logger);
    return configs.map((config) => {
      const own = tiers.filter(({ tier }) => tier.configId === config.id);
      return {
        ...config,
        tiers: own.map(({ tier }) => tier),
        problems: [...config.problems, ...own.flatMap(({ problems }) => problems)],
      };
    });
  }
}

/** @param id null: activating one config changes another, too */
async function recordConfig(manager: EntityManager, id: string | null): Promise<void> {
  await recordChanges(manager, [{ topic: 'configs', rowId: id }]);
}

/** Beyond the number of changes that are kept, other processes reload all tenants anyway. */
function toTenantChanges(ids: readonly string[]): Change[] {
  if (ids.length > keptChanges) return [{ topic: 'tenants', rowId: null }];
  return ids.map((rowId) => ({ topic: 'tenants', rowId }));
}

/** One statement, so that two calls at once cannot both win; all configs have to be locked. */
export async function activateOnly(manager: EntityManager, id: string): Promise<void> {
  await manager
    .createQueryBuilder()
    .update(Config)
    .set({ isActive: () => 'CASE WHEN "id" = :id THEN 1 ELSE 0 END' })
    .setParameter('id', id)
    .where('1 = 1')
    .execute();
}

/**
 * Keeps whoever wants to change the same configs waiting; on SQLite the transaction does already. All of them are
 * locked in one order: the update takes them as it finds them, and two that find them differently wait for each other.
 *
 * @param id of the only one
 * @returns whether there is any
 */
export async function lockConfigs(manager: EntityManager, id?: string): Promise<boolean> {
  const query = manager.createQueryBuilder(Config, 'c').orderBy('c.id');
  if (id !== undefined) query.where('c.id = :id', { id });
  if (manager.dataSource.options.type === 'postgres') query.setLock('pessimistic_write');
  return (await rawRows(query)).length > 0;
}

async function replaceTiers(
  manager: EntityManager,
  configId: string,
  tiers: readonly NewConfigTier[],
): Promise<void> {
  await manager.delete(ConfigTier, { configId });
  await insertTiers(manager, configId, tiers);
}

async function insertTiers(
  manager: EntityManager,
  configId: string,
  tiers: readonly NewConfigTier[],
): Promise<void> {
  if (tiers.length === 0) return;
  await manager.insert(
    ConfigTier,
    tiers.map((tier, position) => ({ ...tier, configId, position })),
  );
}
