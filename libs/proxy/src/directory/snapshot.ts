import type { Rules } from '@codegate/guardrails';
import type { Dialect, Endpoint } from '@codegate/protocol';
import type { PriceOverrides } from '@codegate/models';
import type { AuthType, Billing, Provider } from '@codegate/providers';
import type { PlanAccount, PlanConfig } from '@codegate/routing';
import type { Settings } from '@codegate/settings';

import type { KeyLookup } from './key-index.js';
import type { Resolved } from './settings-resolver.js';

/** Where an account takes requests to an endpoint. The credential is in the CredentialStore. */
export type UpstreamRoute = {
  readonly origin: string;
  /** Path with its query, if the base URL has one. */
  readonly path: string;
};

export type ProxyAccount = PlanAccount & {
  readonly definition: Provider;
  readonly authType: AuthType;
  readonly billing: Billing;
  /** Wire formats it speaks, the preferred one first. */
  readonly dialects: readonly Dialect[];
  readonly routes: ReadonlyMap<Endpoint, UpstreamRoute>;
};

/** Limits of a tenant or key; 0 is unlimited. */
export type Limits = {
  /** Requests per minute. */
  readonly rateLimit: number;
  readonly tokensPerMinute: number;
  /** Concurrent requests. */
  readonly maxConcurrent: number;
};

/** A key of a tenant, with its restrictions. */
export type ProxyKey = Limits & {
  readonly id: string;
  readonly name: string;
  /** Null allows everything. */
  readonly endpoints: ReadonlySet<Endpoint> | null;
  /** Globs; null allows everything. */
  readonly models: readonly string[] | null;
};

/** The tenant of a key, and until when the key works. */
export type KeyEntry = {
  /** With the settings key of this key. */
  readonly tenant: ProxyTenant;
  readonly key: ProxyKey;
  readonly untilMs: number;
};

export type ProxyTenant = Limits & {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly configId: string | null;
  /** Names what its settings resolve to, together with those of the key: see `Snapshot.resolved`. */
  readonly settingsKey: string;
};

/** The configuration that the pipeline reads. Immutable: a change makes a new one, which shares what is the same. */
export type Snapshot = {
  /** By SHA-256 of the key in the tenant's own row, hexadecimal. */
  readonly tenantsByKeyHash: KeyLookup<ProxyTenant>;
  /** The other keys of tenants, also by SHA-256. */
  readonly keysByHash: KeyLookup<KeyEntry>;
  /** SHA-256 of the keys that open the proxy without a tenant. */
  readonly proxyKeyDigests: readonly Buffer[];
  /** Whether no key is configured at all, so that callers on this machine are served without one. */
  readonly isOpenToLoopback: boolean;
  /** Settings and rules of tenants and keys, by `settingsKey`. */
  readonly resolved: ReadonlyMap<string, Resolved>;
  readonly settings: Settings;
  /** For callers without a tenant; null while the guardrails are off. */
  readonly rules: Rules | null;
  readonly accounts: ReadonlyMap<string, ProxyAccount>;
  readonly configs: ReadonlyMap<string, PlanConfig>;
  readonly activeConfigId: string | null;
  /** Most output tokens by model, as the admin set them. */
  readonly outputLimits: ReadonlyMap<string, number>;
  readonly prices: PriceOverrides;
};
