import { Inject, Injectable } from '@nestjs/common';

import { type Actor, may } from '@codegate/access';
import {
  SettingsRepository,
  TenantKeysRepository,
  TenantsRepository,
  type TenantKeyRow,
} from '@codegate/database';
import type { ListQuery } from '@codegate/dto';
import {
  CLOCK,
  definedOf,
  fromIsoTime,
  GatewayError,
  newId,
  newProxyKey,
  sha256Hex,
  toUtcText,
  type Clock,
} from '@codegate/kernel';
import { permittedOverrides, tenantSettingNames, toStoredSettings } from '@codegate/settings';
import { ChangeFeed } from '@codegate/shared-state';
import { AccountVault } from '@codegate/vault';

import type { CreateTenantKeyDto } from './dto/create-tenant-key.dto.js';
import {
  toTenantKeyDto,
  type NewTenantKeyDto,
  type TenantKeyDto,
  type TenantKeyListDto,
} from './dto/tenant-key.dto.js';
import { toTenantSettingsDto, type TenantSettingsDto } from './dto/tenant-settings.dto.js';
import type { UpdateTenantKeyDto } from './dto/update-tenant-key.dto.js';
import { TenantsService } from './tenants.service.js';

const prefixLength = 8;

/** The additional keys of a tenant, each with its own restrictions. */
@Injectable()
export class TenantKeysService {
  constructor(
    private readonly keys: TenantKeysRepository,
    private readonly tenants: TenantsService,
    private readonly tenantRows: TenantsRepository,
    private readonly settings: SettingsRepository,
    private readonly vault: AccountVault,
    private readonly changes: ChangeFeed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(tenantId: string, list: ListQuery): Promise<TenantKeyListDto> {
    await this.tenants.find(tenantId);
    const { items, total } = await this.keys.page(tenantId, list);
    const now = this.now();
    return { items: items.map((row) => toTenantKeyDto(row, now)), total };
  }

  async get(tenantId: string, id: string): Promise<TenantKeyDto> {
    return toTenantKeyDto(await this.find(tenantId, id), this.now());
  }

  async create(actor: Actor, tenantId: string, dto: CreateTenantKeyDto): Promise<NewTenantKeyDto> {
    await this.tenants.find(tenantId);
    const { name, enabled = true, endpoints = null, models = null } = dto;
    const { rateLimit = 0, tokensPerMinute = 0, maxConcurrent = 0 } = dto;
    const id = newId();
    const apiKey = newProxyKey();
    const now = this.now();
    await this.keys.insert({
      id,
      tenantId,
      name,
      ...this.toStoredKey(apiKey),
      previousHash: null,
      previousUntil: null,
      enabled,
      suspended: !enabled && may(actor, 'tenants:write'),
      expiresAt: toStoredTime(dto.expiresAt ?? null),
      revokedAt: null,
      lastUsedAt: null,
      endpoints,
      models,
      settings: {},
      rateLimit,
      tokensPerMinute,
      maxConcurrent,
      createdBy: actor.name,
      createdAt: now,
      updatedAt: now,
    });
    return Object.assign(await this.changed(tenantId, id), { apiKey });
  }

  /**
   * A key that was disabled by an actor with tenants:write is suspended: only such an actor enables it again. The same
   * permission is needed to extend a key that has expired.
   */
  async update(
    actor: Actor,
    tenantId: string,
    id: string,
    dto: UpdateTenantKeyDto,
  ): Promise<TenantKeyDto> {
    const { name, enabled, endpoints, models, expiresAt } = dto;
    const managesTenants = may(actor, 'tenants:write');
    if (!managesTenants) refuseRevival(await this.find(tenantId, id), dto, this.now());
    const { rateLimit, tokensPerMinute, maxConcurrent } = dto;
    await this.save(tenantId, id, {
      ...definedOf({ name, enabled, endpoints, models }),
      ...(managesTenants && enabled !== undefined ? { suspended: !enabled } : {}),
      ...definedOf({ rateLimit, tokensPerMinute, maxConcurrent }),
      ...(expiresAt === undefined ? {} : { expiresAt: toStoredTime(expiresAt) }),
    });
    return await this.changed(tenantId, id);
  }

  /**
   * Revokes the key for good, including the previous one of a rotation. The row stays, so that its usage keeps a
   * name; deleting it again removes the row.
   */
  async revokeOrDelete(tenantId: string, id: string): Promise<void> {
    const { revokedAt } = await this.find(tenantId, id);
    if (revokedAt === null) {
      const stops = { revokedAt: this.now(), previousHash: null, previousUntil: null };
      await this.save(tenantId, id, stops);
    } else if (!(await this.keys.delete(tenantId, id))) {
      throw notFound(id);
    }
    await this.changes.applyRecorded();
  }

  /**
   * Replaces the key; the old one works until the overlap ends. A second rotation within the overlap ends the oldest
   * key: at most two work at a time.
   *
   * @throws GatewayError `conflict` for a revoked key
   */
  async rotate(tenantId: string, id: string, overlapSeconds: number): Promise<NewTenantKeyDto> {
    const row = await this.find(tenantId, id);
    if (row.revokedAt !== null) {
      throw new GatewayError('conflict', 'The key is revoked; create another one');
    }
    const apiKey = newProxyKey();
    const overlaps = overlapSeconds > 0;
    await this.save(tenantId, id, {
      ...this.toStoredKey(apiKey),
      previousHash: overlaps ? row.keyHash : null,
      previousUntil: overlaps ? toUtcText(this.clock.now() + overlapSeconds * 1_000) : null,
    });
    return Object.assign(await this.changed(tenantId, id), { apiKey });
  }

  /** The effective settings of the key, and where each comes from. */
  async getSettings(tenantId: string, id: string): Promise<TenantSettingsDto> {
    const { settings } = await this.find(tenantId, id);
    const [global, own] = await Promise.all([
      this.settings.all(),
      this.tenantRows.listSettings(tenantId),
    ]);
    return toTenantSettingsDto(global, own, settings);
  }

  /** @param body values by name; null removes the key's own value */
  async updateSettings(
    actor: Actor,
    tenantId: string,
    id: string,
    body: unknown,
  ): Promise<TenantSettingsDto> {
    return await this.writeSettings(
      actor,
      tenantId,
      id,
      toStoredSettings(body, tenantSettingNames),
    );
  }

  /** Like updateSettings, but own values that are not in the body are removed. */
  async replaceSettings(
    actor: Actor,
    tenantId: string,
    id: string,
    body: unknown,
  ): Promise<TenantSettingsDto> {
    const none = Object.fromEntries(tenantSettingNames.map((name) => [name, null]));
    return await this.writeSettings(actor, tenantId, id, {
      ...toStoredSettings(none, tenantSettingNames),
      ...toStoredSettings(body, tenantSettingNames),
    });
  }

  private async writeSettings(
    actor: Actor,
    tenantId: string,
    id: string,
    entries: Readonly<Record<string, string | null>>,
  ): Promise<TenantSettingsDto> {
    const { settings } = await this.find(tenantId, id);
    const values = { ...settings, ...permittedOverrides(actor, entries, settings) };
    const own = Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]);
    await this.save(tenantId, id, { settings: Object.fromEntries(own) });
    await this.changes.applyRecorded();
    return await this.getSettings(tenantId, id);
  }

  private async find(tenantId: string, id: string): Promise<TenantKeyRow> {
    await this.tenants.find(tenantId);
    const row = await this.keys.find(tenantId, id);
    if (!row) throw notFound(id);
    return row;
  }

  private async save(
    tenantId: string,
    id: string,
    patch: Omit<Parameters<TenantKeysRepository['update']>[2], 'updatedAt'>,
  ): Promise<void> {
    const updatedAt = this.now();
    if (!(await this.keys.update(tenantId, id, { ...patch, updatedAt }))) throw notFound(id);
  }

  private async changed(tenantId: string, id: string): Promise<TenantKeyDto> {
    await this.changes.applyRecorded();
    return await this.get(tenantId, id);
  }

  private toStoredKey(key: string): { keyHash: string; keyPrefix: string; keyEnc: string } {
    return {
      keyHash: sha256Hex(key),
      keyPrefix: key.slice(0, prefixLength),
      keyEnc: this.vault.encrypt(key),
    };
  }

  private now(): string {
    return toUtcText(this.clock.now());
  }
}

/** @throws GatewayError `forbidden` for an update that would make a suspended or expired key work again */
function refuseRevival(row: TenantKeyRow, dto: UpdateTenantKeyDto, now: string): void {
  const isExpired = row.expiresAt !== null && row.expiresAt <= now;
  const field =
    row.suspended && dto.enabled === true
      ? 'enabled'
      : isExpired && dto.expiresAt !== undefined
        ? 'expiresAt'
        : undefined;
  if (field === undefined) return;
  const what = field === 'enabled' ? 'is suspended' : 'has expired';
  throw new GatewayError(
    'forbidden',
    `The key ${what}: to change ${field} needs the permission tenants:write`,
    { field },
  );
}

function toStoredTime(time: string | null): string | null {
  const ms = fromIsoTime(time);
  return ms === null ? null : toUtcText(ms);
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no key ${id}`);
}
