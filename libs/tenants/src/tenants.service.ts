import { Inject, Injectable } from '@nestjs/common';

import { type Actor, may } from '@codegate/access';
import {
  ConfigsRepository,
  SettingsRepository,
  TenantsRepository,
  type TenantRow,
} from '@codegate/database';
import type { ListQuery } from '@codegate/dto';
import {
  CLOCK,
  definedOf,
  GatewayError,
  newId,
  newProxyKey,
  sha256Hex,
  toUtcText,
  type Clock,
} from '@codegate/kernel';
import { proxyKeySetting, readProxyKey, writeProxyKey } from '@codegate/settings';
import { ChangeFeed } from '@codegate/shared-state';
import { AccountVault } from '@codegate/vault';

import type { CreateTenantDto } from './dto/create-tenant.dto.js';
import {
  toTenantDto,
  type TenantDto,
  type TenantListDto,
  type TenantWithKeyDto,
} from './dto/tenant.dto.js';
import type { UpdateTenantDto } from './dto/update-tenant.dto.js';

/** The fields a tenant-admin may change: neither limits, nor whether the tenant is suspended. */
const ownFields = new Set(['name']);
const prefixLength = 8;

/** Tenants and their keys. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly tenants: TenantsRepository,
    private readonly configs: ConfigsRepository,
    private readonly settings: SettingsRepository,
    private readonly vault: AccountVault,
    private readonly changes: ChangeFeed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(list: ListQuery, actor: Actor): Promise<TenantListDto> {
    const { items, total } = await this.tenants.page(list, actor.tenantIds);
    return { items: items.map(toTenantDto), total };
  }

  async get(id: string): Promise<TenantDto> {
    return toTenantDto(await this.find(id));
  }

  /** @throws GatewayError `not_found` */
  async find(id: string): Promise<TenantRow> {
    const row = await this.tenants.find(id);
    if (!row) throw notFound(id);
    return row;
  }

  async create(dto: CreateTenantDto): Promise<TenantWithKeyDto> {
    const { name, configId = null, timeZone = null, enabled = true } = dto;
    const { rateLimit = 0, tokensPerMinute = 0, maxConcurrent = 0 } = dto;
    await this.checkConfig(configId);
    const id = newId();
    const apiKey = newProxyKey();
    const key = this.toStoredKey(apiKey);
    await this.tenants.insert({
      id,
      name,
      configId,
      rateLimit,
      tokensPerMinute,
      maxConcurrent,
      timeZone,
      enabled,
      apiKeyHash: key.hash,
      apiKeyPrefix: key.prefix,
      apiKeyEnc: key.enc,
      createdAt: key.updatedAt,
      updatedAt: key.updatedAt,
    });
    return Object.assign(await this.changed(id), { apiKey });
  }

  async update(id: string, dto: UpdateTenantDto): Promise<TenantDto> {
    const { name, configId, rateLimit, tokensPerMinute, maxConcurrent, timeZone, enabled } = dto;
    if (configId !== undefined) await this.checkConfig(configId);
    const patch = {
      ...definedOf({
        name,
        configId,
        rateLimit,
        tokensPerMinute,
        maxConcurrent,
        timeZone,
        enabled,
      }),
      updatedAt: toUtcText(this.clock.now()),
    };
    if (!(await this.tenants.update(id, patch))) throw notFound(id);
    return await this.changed(id);
  }

  /**
   * A tenant-admin may change the name of their own tenant, and nothing that limits or suspends it. A field that does
   * not change is left out.
   */
  async updateAs(actor: Actor, id: string, dto: UpdateTenantDto): Promise<TenantDto> {
    if (may(actor, 'tenants:write')) return await this.update(id, dto);
    const row: Partial<Record<string, unknown>> = await this.find(id);
    const changed = Object.entries(dto).filter(
      ([name, value]) => value !== undefined && value !== row[name],
    );
    const field = changed.find(([name]) => !ownFields.has(name))?.[0];
    if (field !== undefined) {
      throw new GatewayError('forbidden', `${field} needs the permission tenants:write`, { field });
    }
    return await this.update(id, Object.fromEntries(changed));
  }

  async replace(id: string, dto: CreateTenantDto): Promise<TenantDto> {
    const empty: UpdateTenantDto = {
      configId: null,
      rateLimit: 0,
      tokensPerMinute: 0,
      maxConcurrent: 0,
      timeZone: null,
      enabled: true,
    };
    return await this.update(id, Object.assign(empty, dto));
  }

  async delete(id: string): Promise<void> {
    const row = await this.find(id);
    if ((await this.tenants.keyHashes()).size <= 1) await this.keepProxyClosed();
    if (!(await this.tenants.delete(id))) throw notFound(id);
    // Again for two tenants that are deleted at the same time.
    if ((await this.tenants.keyHashes()).size === 0) await this.keepProxyClosed();
    // A random key: the deleted tenant's key must not stay valid.
    await this.replaceCopy(row, newProxyKey());
    await this.changes.applyRecorded();
  }

  /** Without tenants and without a proxy key, local programs need no key: a random key keeps the proxy closed. */
  private async keepProxyClosed(): Promise<void> {
    if (readProxyKey((await this.settings.all()).get(proxyKeySetting))) return;
    await this.settings.set({ [proxyKeySetting]: writeProxyKey(newProxyKey()) });
  }

  /** The old key stops working at once. */
  async rotateKey(id: string): Promise<TenantWithKeyDto> {
    const row = await this.find(id);
    const apiKey = newProxyKey();
    if (!(await this.tenants.rotateKey(id, this.toStoredKey(apiKey)))) throw notFound(id);
    await this.replaceCopy(row, apiKey);
    return Object.assign(await this.changed(id), { apiKey });
  }

  /**
   * The original stores a copy of its default tenant's key as the proxy key. The copy must not stay valid longer than
   * the key.
   */
  private async replaceCopy({ apiKeyHash }: TenantRow, key: string): Promise<void> {
    const copy = readProxyKey((await this.settings.all()).get(proxyKeySetting));
    if (copy?.sha256 !== apiKeyHash) return;
    await this.settings.set({ [proxyKeySetting]: writeProxyKey(key) });
  }

  private toStoredKey(key: string): {
    hash: string;
    prefix: string;
    enc: string;
    updatedAt: string;
  } {
    return {
      hash: sha256Hex(key),
      prefix: key.slice(0, prefixLength),
      enc: this.vault.encrypt(key),
      updatedAt: toUtcText(this.clock.now()),
    };
  }

  private async checkConfig(configId: string | null): Promise<void> {
    if (configId === null || (await this.configs.find(configId))) return;
    throw new GatewayError('invalid_request', `There is no config ${configId}`, {
      field: 'configId',
    });
  }

  private async changed(id: string): Promise<TenantDto> {
    await this.changes.applyRecorded();
    return await this.get(id);
  }
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no tenant ${id}`);
}
