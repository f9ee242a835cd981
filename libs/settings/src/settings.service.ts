import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { type Actor, may } from '@codegate/access';
import { GatewayConfig } from '@codegate/config';
import { SettingsRepository, TenantsRepository } from '@codegate/database';
import { InvalidBody } from '@codegate/dto';
import { GatewayError, isJsonObject, newProxyKey } from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';

import type { ProxyKeyDto } from './dto/proxy-key.dto.js';
import { isOpenToLoopback, keyWarnings, type KeyState } from './key-warnings.js';
import {
  hideClearProxyKey,
  proxyKeySetting,
  readProxyKey,
  toProxyKey,
  writeProxyKey,
} from './proxy-key.js';
import {
  effectiveSettings,
  settingNames,
  settingsCatalogue,
  type Settings,
} from './settings-catalogue.js';
import { toStoredSettings } from './stored-settings.js';

const minProxyKeyLength = 16;
const maxProxyKeyLength = 500;

export type GlobalSettings = Settings & {
  /** Masked; null when there is none. */
  proxyApiKey: string | null;
  proxyApiKeySource: 'env' | 'db' | 'none';
  defaultTenantId: string | null;
};

export type ChangedSettings = GlobalSettings & {
  /** Effects of the change on keys in use. */
  warnings: string[];
};

/** The global settings, and the proxy API key. */
@Injectable()
export class SettingsService implements OnApplicationBootstrap {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly tenants: TenantsRepository,
    private readonly changes: ChangeFeed,
    private readonly config: GatewayConfig,
  ) {}

  /**
   * The original stores the proxy API key as plain text. A key in the environment leaves a random one here, so that the
   * proxy does not open when the variable is lost.
   */
  async onApplicationBootstrap(): Promise<void> {
    const stored = (await this.settings.all()).get(proxyKeySetting);
    const isLeftOpen = this.config.proxy.proxyApiKey !== undefined && readProxyKey(stored) === null;
    const value = isLeftOpen ? writeProxyKey(newProxyKey()) : hideClearProxyKey(stored);
    if (value !== null) await this.settings.set({ [proxyKeySetting]: value });
  }

  async get(): Promise<GlobalSettings> {
    const stored = await this.settings.all();
    const environmentKey = this.config.proxy.proxyApiKey;
    const storedKey = readProxyKey(stored.get(proxyKeySetting));
    const key = environmentKey === undefined ? storedKey : toProxyKey(environmentKey);
    return {
      ...effectiveSettings(stored),
      proxyApiKey: key?.mask ?? null,
      proxyApiKeySource: environmentKey !== undefined ? 'env' : storedKey ? 'db' : 'none',
      defaultTenantId: stored.get('default_tenant_id') ?? null,
    };
  }

  /** @param body values by name; null restores the default */
  async update(actor: Actor, body: unknown): Promise<ChangedSettings> {
    const { proxyApiKey, ...values }: Record<string, unknown> = isJsonObject(body) ? body : {};
    const entries = toStoredSettings(isJsonObject(body) ? values : body, settingNames);
    await this.protectAuditLog(actor, entries);
    if (proxyApiKey !== undefined) {
      this.refuseEnvironmentKey();
      entries[proxyKeySetting] = toStoredProxyKey(proxyApiKey);
    }
    // Read once: a change of settings changes no tenant.
    const tenantKeyHashes = await this.tenants.keyHashes();
    const before = await this.keyState(tenantKeyHashes);
    await this.settings.set(entries);
    const after = await this.keepClosed(
      before,
      await this.keyState(tenantKeyHashes),
      proxyApiKey !== undefined,
    );
    await this.changes.applyRecorded();
    return { ...(await this.get()), warnings: keyWarnings(before, after) };
  }

  private async protectAuditLog(
    actor: Actor,
    entries: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    const { key } = settingsCatalogue.auditRetentionDays;
    const next = entries[key];
    if (next === undefined || may(actor, 'audit:write')) return;
    const stored = new Map(await this.settings.all());
    const before = effectiveSettings(stored).auditRetentionDays;
    if (next === null) stored.delete(key);
    else stored.set(key, next);
    if (effectiveSettings(stored).auditRetentionDays === before) return;
    throw new GatewayError('forbidden', 'auditRetentionDays needs the permission audit:write', {
      field: 'auditRetentionDays',
    });
  }

  /**
   * Without any key, programs on this machine are served without one. Turning multiTenancy off with no tenant left
   * must not have this effect: a random key keeps the proxy closed.
   */
  private async keepClosed(
    before: KeyState,
    after: KeyState,
    isKeyChosen: boolean,
  ): Promise<KeyState> {
    if (isKeyChosen || isOpenToLoopback(before) || !isOpenToLoopback(after)) return after;
    await this.settings.set({ [proxyKeySetting]: writeProxyKey(newProxyKey()) });
    return await this.keyState(before.tenantKeyHashes);
  }

  private async keyState(tenantKeyHashes: ReadonlySet<string>): Promise<KeyState> {
    const stored = await this.settings.all();
    return {
      multiTenancy: effectiveSettings(stored).multiTenancy,
      hasEnvironmentKey: this.config.proxy.proxyApiKey !== undefined,
      storedKey: readProxyKey(stored.get(proxyKeySetting)),
      tenantKeyHashes,
    };
  }

  async regenerateProxyKey(): Promise<ProxyKeyDto> {
    this.refuseEnvironmentKey();
    const proxyApiKey = newProxyKey();
    await this.settings.set({ [proxyKeySetting]: writeProxyKey(proxyApiKey) });
    await this.changes.applyRecorded();
    return { proxyApiKey };
  }

  private refuseEnvironmentKey(): void {
    if (this.config.proxy.proxyApiKey === undefined) return;
    throw new GatewayError(
      'conflict',
      'The key is set by PROXY_API_KEY and cannot be changed here',
      {
        field: 'proxyApiKey',
      },
    );
  }
}

function toStoredProxyKey(value: unknown): string | null {
  if (value === null) return null;
  const isKey =
    typeof value === 'string' &&
    value.length >= minProxyKeyLength &&
    value.length <= maxProxyKeyLength &&
    /^[\x21-\x7e]+$/.test(value);
  if (isKey) return writeProxyKey(value);
  const message = `proxyApiKey must have at least ${minProxyKeyLength} printable ASCII characters without spaces`;
  throw new InvalidBody([{ field: 'proxyApiKey', message }]);
}
