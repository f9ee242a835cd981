import {
  AccountsRepository,
  ConfigsRepository,
  ModelLimitsRepository,
  ModelPricesRepository,
  SettingsRepository,
  TenantKeysRepository,
  TenantsRepository,
} from '@codegate/database';
import { GatewayConfig } from '@codegate/config';
import { LOGGER, type Logger } from '@codegate/kernel';
import { isPrivateHost } from '@codegate/outbound-http';
import { ChangeFeed } from '@codegate/shared-state';
import { AccountVault } from '@codegate/vault';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { buildSnapshot, type StoredState } from './build-snapshot.js';
import type { Snapshot } from './snapshot.js';

/** Holds the snapshot the pipeline reads, and replaces it when something changes. */
@Injectable()
export class Directory implements OnModuleInit {
  private snapshot: Snapshot | undefined;
  private running: Promise<void> | undefined;
  private again: Promise<void> | undefined;

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly configs: ConfigsRepository,
    private readonly tenants: TenantsRepository,
    private readonly tenantKeys: TenantKeysRepository,
    private readonly settings: SettingsRepository,
    private readonly modelLimits: ModelLimitsRepository,
    private readonly modelPrices: ModelPricesRepository,
    private readonly vault: AccountVault,
    private readonly changes: ChangeFeed,
    private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.changes.subscribe(() => this.rebuild());
    await this.rebuild();
  }

  current(): Snapshot {
    if (!this.snapshot) throw new Error('the directory has not been loaded yet');
    return this.snapshot;
  }

  /** Resolves when everything written before the call is in force. */
  rebuild(): Promise<void> {
    if (!this.running) {
      this.running = this.load().finally(() => (this.running = undefined));
      return this.running;
    }
    // What is being read now may have missed the change: one more run after it, shared by all who wait.
    this.again ??= this.running.then(() => {
      this.again = undefined;
      return this.rebuild();
    });
    return this.again;
  }

  private async load(): Promise<void> {
    try {
      this.snapshot = buildSnapshot({
        state: await this.readState(),
        decrypt: (stored) => this.vault.tryDecrypt(stored),
        environmentKey: this.config.proxy.proxyApiKey,
        permitsHost: (hostname) => this.config.allowsPrivateUpstreams || !isPrivateHost(hostname),
      });
    } catch (error) {
      // Without any snapshot there is nothing to serve with; with an old one it is better than none.
      if (!this.snapshot) throw error;
      this.logger.error(
        { err: error },
        'the directory could not be rebuilt, the old one stays in force',
      );
    }
  }

  private async readState(): Promise<StoredState> {
    const [accounts, configs, tenants, tenantKeys, tenantSettings] = await Promise.all([
      this.accounts.list(),
      this.configs.list(),
      this.tenants.list(),
      this.tenantKeys.list(),
      this.tenants.allSettings(),
    ]);
    const [settings, modelLimits, modelPrices] = await Promise.all([
      this.settings.all(),
      this.modelLimits.list(),
      this.modelPrices.list(),
    ]);
    return {
      accounts,
      configs,
      tenants,
      tenantKeys,
      tenantSettings,
      settings,
      modelLimits,
      modelPrices,
    };
  }
}
