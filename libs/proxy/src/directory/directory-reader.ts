import { Injectable } from '@nestjs/common';

import {
  AccountsRepository,
  ConfigsRepository,
  ModelLimitsRepository,
  ModelPricesRepository,
  SettingsRepository,
  TenantKeysRepository,
  TenantsRepository,
  type AccountRow,
  type ConfigRow,
} from '@codegate/database';
import type { PriceOverrides } from '@codegate/models';
import { toPriceOverrides } from '@codegate/settings';

import type { KeySource, TenantSource } from './tenant-index.js';
import { toKeySource, toTenantSource } from './tenant-source.js';

/** Ids of rows to read; null for all rows. */
export type Ids = ReadonlySet<string> | null;

/** Rows by id; null for a row that was read by its id and no longer exists. */
export type RowsById<T> = Map<string, T | null>;

/** With more changed accounts or configs than this, reading all is cheaper than reading each. */
const maxSingleReads = 20;

/** Reads what the directory keeps in memory: single rows, or everything in batches. */
@Injectable()
export class DirectoryReader {
  constructor(
    private readonly accountRows: AccountsRepository,
    private readonly configRows: ConfigsRepository,
    private readonly tenantRows: TenantsRepository,
    private readonly keyRows: TenantKeysRepository,
    private readonly settingRows: SettingsRepository,
    private readonly modelLimitRows: ModelLimitsRepository,
    private readonly modelPriceRows: ModelPricesRepository,
  ) {}

  async tenants(ids: Ids): Promise<RowsById<TenantSource>> {
    const sources = goneUnlessRead<TenantSource>(ids);
    for await (const batch of this.tenantRows.inBatches(ids && [...ids])) {
      for (const tenant of batch) sources.set(tenant.row.id, toTenantSource(tenant));
    }
    return sources;
  }

  /** Null also for keys that open nothing. */
  async keys(ids: Ids): Promise<RowsById<KeySource>> {
    const sources = goneUnlessRead<KeySource>(ids);
    for await (const batch of this.keyRows.inBatches(ids && [...ids])) {
      for (const row of batch) sources.set(row.id, toKeySource(row));
    }
    return sources;
  }

  async accounts(ids: Ids): Promise<RowsById<AccountRow>> {
    return await readRows(this.accountRows, ids);
  }

  async configs(ids: Ids): Promise<RowsById<ConfigRow>> {
    return await readRows(this.configRows, ids);
  }

  async activeConfigId(): Promise<string | null> {
    return await this.configRows.activeId();
  }

  async settings(): Promise<ReadonlyMap<string, string>> {
    return await this.settingRows.all();
  }

  /** Most output tokens by model, as the admin set them. */
  async outputLimits(): Promise<ReadonlyMap<string, number>> {
    const limits = new Map<string, number>();
    for (const { modelId, maxOutputTokens } of await this.modelLimitRows.list()) {
      if (maxOutputTokens !== null) limits.set(modelId, maxOutputTokens);
    }
    return limits;
  }

  async prices(): Promise<PriceOverrides> {
    return toPriceOverrides(await this.modelPriceRows.list());
  }
}

function goneUnlessRead<T>(ids: Ids): RowsById<T> {
  return new Map([...(ids ?? [])].map((id) => [id, null]));
}

async function readRows<Row extends { readonly id: string }>(
  rows: { list(): Promise<Row[]>; find(id: string): Promise<Row | null> },
  ids: Ids,
): Promise<RowsById<Row>> {
  if (ids && ids.size <= maxSingleReads) {
    const found = new Map<string, Row | null>();
    for (const id of ids) found.set(id, await rows.find(id));
    return found;
  }
  const all = goneUnlessRead<Row>(ids);
  for (const row of await rows.list()) all.set(row.id, row);
  return all;
}
