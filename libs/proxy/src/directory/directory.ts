import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { CredentialStore } from '@codegate/accounts';
import { GatewayConfig } from '@codegate/config';
import type { Change } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';
import { permitsHost } from '@codegate/outbound-http';
import { ChangeFeed } from '@codegate/shared-state';
import { AccountVault } from '@codegate/vault';

import { ChangedRows } from './changed-rows.js';
import { DirectoryReader, type Ids } from './directory-reader.js';
import { KeyIndex } from './key-index.js';
import { keylessAccess } from './keyless-access.js';
import { toPlanConfig } from './plan-config.js';
import { toProxyAccount, type AccountInputs } from './proxy-account.js';
import { SettingsResolver } from './settings-resolver.js';
import type { ProxyAccount, Snapshot } from './snapshot.js';
import { TenantIndex, type TenantKeys } from './tenant-index.js';

const noSettings: ReadonlyMap<string, string> = new Map();
const noTenantKeys: TenantKeys = { tenantsByKeyHash: new KeyIndex(), keysByHash: new KeyIndex() };
const emptySnapshot: Snapshot = {
  ...new SettingsResolver(noSettings).resolve(),
  ...noTenantKeys,
  resolved: new Map(),
  proxyKeyDigests: [],
  isOpenToLoopback: false,
  accounts: new Map(),
  configs: new Map(),
  activeConfigId: null,
  outputLimits: new Map(),
  prices: new Map(),
};
/** Everything the snapshot is made of. */
const allTopics = ['accounts', 'configs', 'model_limits', 'prices', 'settings', 'tenants'] as const;

/**
 * Holds the snapshot that the pipeline reads. A change of the configuration replaces the snapshot; the new one shares
 * every entry with the old one that did not change. Before it is loaded there is nothing to serve with.
 */
@Injectable()
export class Directory implements OnModuleInit {
  private snapshot: Snapshot | undefined;
  private running: Promise<void> = Promise.resolve();
  private storedSettings = noSettings;
  private resolver = new SettingsResolver(noSettings);
  private tenants = new TenantIndex();
  private tenantKeys = noTenantKeys;
  private readonly accountInputs: AccountInputs;

  constructor(
    private readonly reader: DirectoryReader,
    private readonly changes: ChangeFeed,
    private readonly config: GatewayConfig,
    vault: AccountVault,
    credentials: CredentialStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.accountInputs = {
      decrypt: (stored) => vault.tryDecrypt(stored),
      credentials,
      permitsHost: (hostname) => permitsHost(hostname, config.allowsPrivateUpstreams),
    };
  }

  async onModuleInit(): Promise<void> {
    await this.changes.subscribe((changes) => this.applyInTurn(changes));
    await this.applyInTurn(allTopics.map((topic) => ({ topic, rowId: null })));
  }

  current(): Snapshot {
    if (!this.snapshot) throw new Error('the directory has not been loaded yet');
    return this.snapshot;
  }

  /** Changes that are recorded while everything is loaded are applied afterwards. */
  private applyInTurn(changes: readonly Change[]): Promise<void> {
    const turn = this.running.then(() => this.apply(changes));
    // A failure concerns its own caller; the feed sends the same changes again.
    this.running = turn.catch(() => undefined);
    return turn;
  }

  /** Reads the changed rows and replaces the snapshot. */
  private async apply(changes: readonly Change[]): Promise<void> {
    const startedAtMs = performance.now();
    const changed = new ChangedRows(changes);
    const next = { ...(this.snapshot ?? emptySnapshot) };
    if (changed.has('accounts')) {
      next.accounts = await this.changedAccounts(next.accounts, changed.of('accounts'));
    }
    if (changed.has('configs')) {
      const rows = await this.reader.configs(changed.of('configs'));
      next.configs = withRows(next.configs, changed.of('configs'), rows, toPlanConfig);
      next.activeConfigId = await this.reader.activeConfigId();
    }
    if (changed.has('model_limits')) next.outputLimits = await this.reader.outputLimits();
    if (changed.has('prices')) next.prices = await this.reader.prices();
    if (changed.has('settings', 'tenants', 'tenant_keys')) {
      if (changed.has('settings')) this.storedSettings = await this.reader.settings();
      Object.assign(next, await this.changedTenants(changed), this.resolver.resolve());
      next.resolved = this.resolver.resolved;
      Object.assign(next, this.keylessAccess(next));
    }
    this.snapshot = next;
    const durationMs = Math.round(performance.now() - startedAtMs);
    this.logger.debug({ changes: changes.length, durationMs }, 'configuration applied');
  }

  /** Whether most of what the resolver keeps belongs to settings that callers had before. */
  private hasUnusedSettings(): boolean {
    return this.resolver.resolved.size > 2 * this.tenants.callerCount + 1_000;
  }

  private async changedTenants(changed: ChangedRows): Promise<TenantKeys> {
    const [tenantIds, keyIds] = [changed.of('tenants'), changed.of('tenant_keys')];
    const isReload = tenantIds === null || keyIds === null;
    const keys = await this.reader.keys(isReload ? null : keyIds);
    const tenants = await this.reader.tenants(isReload ? null : tenantIds);
    if (isReload) {
      this.tenants = new TenantIndex();
      this.tenantKeys = noTenantKeys;
    }
    if (isReload || changed.has('settings') || this.hasUnusedSettings()) {
      this.resolver = new SettingsResolver(this.storedSettings);
      await this.tenants.resolveAll(this.resolver);
    }
    this.tenantKeys = await this.tenants.change(this.tenantKeys, { tenants, keys }, this.resolver);
    return this.tenantKeys;
  }

  private async changedAccounts(
    known: Snapshot['accounts'],
    ids: Ids,
  ): Promise<Snapshot['accounts']> {
    const rows = await this.reader.accounts(ids);
    const accounts = withRows(known, ids, rows, (row) => toProxyAccount(row, this.accountInputs));
    return new Map([...accounts].sort(byName));
  }

  private keylessAccess({ settings }: Snapshot): ReturnType<typeof keylessAccess> {
    const { proxyApiKey } = this.config.proxy;
    return keylessAccess(settings, this.storedSettings, proxyApiKey, this.tenants.tenantCount);
  }
}

/** A copy with the rows that were read in place of the known ones. */
function withRows<Row, T>(
  known: ReadonlyMap<string, T>,
  ids: Ids,
  rows: ReadonlyMap<string, Row | null>,
  convert: (row: Row) => T | null,
): Map<string, T> {
  const entries = ids === null ? new Map<string, T>() : new Map(known);
  for (const [id, row] of rows) {
    const entry = row === null ? null : convert(row);
    if (entry === null) entries.delete(id);
    else entries.set(id, entry);
  }
  return entries;
}

function byName([, a]: [string, ProxyAccount], [, b]: [string, ProxyAccount]): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
