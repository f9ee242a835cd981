import type { KeyIndex, KeyIndexDraft } from './key-index.js';
import type { OwnSettings, SettingsResolver } from './settings-resolver.js';
import type { KeyEntry, ProxyKey, ProxyTenant } from './snapshot.js';
import { TimeSlice } from './time-slice.js';

/** What is kept of a tenant's row. */
export type TenantSource = ProxyTenant & {
  readonly keyHash: string;
  readonly settings: OwnSettings;
};

/** What is kept of the row of a key that opens the proxy. */
export type KeySource = {
  readonly tenantId: string;
  readonly key: ProxyKey;
  /** The key's hash, and the one before a rotation, each with the time at which it stops working. */
  readonly hashes: readonly { readonly hash: string; readonly untilMs: number }[];
  readonly settings: OwnSettings;
};

/** Rows to take over, by id; null for a deleted row, or a key that gives no access. */
export type TenantChanges = {
  readonly tenants: ReadonlyMap<string, TenantSource | null>;
  readonly keys: ReadonlyMap<string, KeySource | null>;
};

/** The two indexes that a snapshot holds. */
export type TenantKeys = {
  readonly tenantsByKeyHash: KeyIndex<ProxyTenant>;
  readonly keysByHash: KeyIndex<KeyEntry>;
};

type Drafts = {
  readonly tenants: KeyIndexDraft<ProxyTenant>;
  readonly keys: KeyIndexDraft<KeyEntry>;
};

/**
 * Tenants and their keys, as they were read. Builds the indexes of the snapshot from them: of everything, or of what
 * changed. Long work yields; calls must not overlap.
 */
export class TenantIndex {
  private readonly tenants = new Map<string, TenantSource>();
  private readonly keys = new Map<string, KeySource>();
  private readonly keyIdsByTenant = new Map<string, Set<string>>();

  /** Number of tenants, disabled ones included. */
  get tenantCount(): number {
    return this.tenants.size;
  }

  /** Number of tenants and keys. */
  get callerCount(): number {
    return this.tenants.size + this.keys.size;
  }

  /** Takes the changed rows over and returns the indexes with these changes. */
  async change(
    current: TenantKeys,
    changes: TenantChanges,
    resolver: SettingsResolver,
  ): Promise<TenantKeys> {
    const drafts = { tenants: current.tenantsByKeyHash.draft(), keys: current.keysByHash.draft() };
    const slice = new TimeSlice();
    await this.takeOver(changes, drafts, slice);
    for (const id of changes.tenants.keys()) await this.addTenant(id, resolver, drafts, slice);
    for (const [id, source] of changes.keys) {
      if (source && !changes.tenants.has(source.tenantId)) this.addKey(id, resolver, drafts);
      if (slice.isOver()) await slice.next();
    }
    return { tenantsByKeyHash: drafts.tenants.finish(), keysByHash: drafts.keys.finish() };
  }

  /** Resolves the settings of all tenants and keys under other global settings. */
  async resolveAll(resolver: SettingsResolver): Promise<void> {
    const slice = new TimeSlice();
    for (const { settings } of this.tenants.values()) {
      resolver.add(settings);
      if (slice.isOver()) await slice.next();
    }
    for (const { tenantId, settings } of this.keys.values()) {
      if (hasSettings(settings)) resolver.add(this.tenants.get(tenantId)?.settings, settings);
      if (slice.isOver()) await slice.next();
    }
  }

  private async takeOver(changes: TenantChanges, drafts: Drafts, slice: TimeSlice): Promise<void> {
    for (const [id, source] of changes.keys) {
      this.removeKey(id, drafts);
      if (source) this.keepKey(id, source);
      if (slice.isOver()) await slice.next();
    }
    for (const [id, source] of changes.tenants) {
      this.removeTenant(id, source === null, drafts);
      if (source) this.tenants.set(id, source);
      if (slice.isOver()) await slice.next();
    }
  }

  private async addTenant(
    id: string,
    resolver: SettingsResolver,
    drafts: Drafts,
    slice: TimeSlice,
  ): Promise<void> {
    const source = this.tenants.get(id);
    if (!source) return;
    resolver.add(source.settings);
    drafts.tenants.set(source.keyHash, source);
    for (const keyId of this.keyIdsByTenant.get(id) ?? []) {
      this.addKey(keyId, resolver, drafts);
      if (slice.isOver()) await slice.next();
    }
    if (slice.isOver()) await slice.next();
  }

  /** A key whose tenant is not known yet is added with the tenant. */
  private addKey(id: string, resolver: SettingsResolver, drafts: Drafts): void {
    const source = this.keys.get(id);
    const owner = source && this.tenants.get(source.tenantId);
    if (!owner) return;
    const tenant = hasSettings(source.settings)
      ? { ...owner, settingsKey: resolver.add(owner.settings, source.settings) }
      : owner;
    for (const { hash, untilMs } of source.hashes) {
      drafts.keys.set(hash, { tenant, key: source.key, untilMs });
    }
  }

  private keepKey(id: string, source: KeySource): void {
    this.keys.set(id, source);
    const ids = this.keyIdsByTenant.get(source.tenantId) ?? new Set();
    this.keyIdsByTenant.set(source.tenantId, ids.add(id));
  }

  private removeKey(id: string, drafts: Drafts): void {
    const source = this.keys.get(id);
    if (!source) return;
    for (const { hash } of source.hashes) drafts.keys.delete(hash);
    this.keys.delete(id);
    this.keyIdsByTenant.get(source.tenantId)?.delete(id);
  }

  private removeTenant(id: string, withKeys: boolean, drafts: Drafts): void {
    const source = this.tenants.get(id);
    if (source) drafts.tenants.delete(source.keyHash);
    this.tenants.delete(id);
    if (!withKeys) return;
    for (const keyId of this.keyIdsByTenant.get(id) ?? []) this.removeKey(keyId, drafts);
    this.keyIdsByTenant.delete(id);
  }
}

function hasSettings(own: OwnSettings): boolean {
  return Object.keys(own).length > 0;
}
