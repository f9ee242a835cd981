import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { SettingsRepository } from '@codegate/database';
import { GatewayError, InvalidBody, isJsonObject, newProxyKey } from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';

import type { ProxyKeyDto } from './dto/proxy-key.dto.js';
import {
  hideClearProxyKey,
  proxyKeySetting,
  readProxyKey,
  toProxyKey,
  writeProxyKey,
} from './proxy-key.js';
import { effectiveSettings, settingNames, type Settings } from './settings-catalogue.js';
import { toStoredSettings } from './stored-settings.js';

const shortestProxyKey = 16;
const longestProxyKey = 500;

export type GlobalSettings = Settings & {
  /** Masked; null when there is none. */
  proxyApiKey: string | null;
  proxyApiKeySource: 'env' | 'db' | 'none';
  defaultTenantId: string | null;
};

/** Settings that hold for everybody, and the proxy's own key. */
@Injectable()
export class SettingsService implements OnApplicationBootstrap {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly changes: ChangeFeed,
    private readonly config: GatewayConfig,
  ) {}

  /** The original stores the proxy's key as it is. */
  async onApplicationBootstrap(): Promise<void> {
    const hidden = hideClearProxyKey((await this.settings.all()).get(proxyKeySetting));
    if (hidden !== null) await this.settings.set({ [proxyKeySetting]: hidden });
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

  /** @param body values by name; null goes back to the default. Nothing else can be written. */
  async update(body: unknown): Promise<GlobalSettings> {
    const { proxyApiKey, ...values }: Record<string, unknown> = isJsonObject(body) ? body : {};
    const entries = toStoredSettings(isJsonObject(body) ? values : body, settingNames);
    if (proxyApiKey !== undefined) {
      this.refuseEnvironmentKey();
      entries[proxyKeySetting] = toStoredProxyKey(proxyApiKey);
    }
    await this.settings.set(entries);
    await this.changes.publish('settings');
    return await this.get();
  }

  async regenerateProxyKey(): Promise<ProxyKeyDto> {
    this.refuseEnvironmentKey();
    const proxyApiKey = newProxyKey();
    await this.settings.set({ [proxyKeySetting]: writeProxyKey(proxyApiKey) });
    await this.changes.publish('settings');
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
    value.length >= shortestProxyKey &&
    value.length <= longestProxyKey &&
    /^[\x21-\x7e]+$/.test(value);
  if (isKey) return writeProxyKey(value);
  const message = `proxyApiKey must have at least ${shortestProxyKey} printable ASCII characters without blanks`;
  throw new InvalidBody([{ field: 'proxyApiKey', message }]);
}
