import type { Rules } from '@codegate/guardrails';
import type { Dialect, Endpoint } from '@codegate/protocol';
import type { PriceOverrides } from '@codegate/models';
import type { Billing, Provider } from '@codegate/providers';
import type { PlanAccount, PlanConfig } from '@codegate/routing';
import type { Settings } from '@codegate/settings';

/** Where an account takes a kind of request, with the headers that open the door. Holds a secret. */
export type UpstreamRoute = {
  readonly origin: string;
  /** Path with its query, if the base URL has one. */
  readonly path: string;
  readonly authHeaders: Readonly<Record<string, string>>;
};

export type ProxyAccount = PlanAccount & {
  readonly definition: Provider;
  readonly authType: string;
  readonly billing: Billing;
  /** Wire formats it speaks, the preferred one first. */
  readonly dialects: readonly Dialect[];
  readonly routes: ReadonlyMap<Endpoint, UpstreamRoute>;
};

/** How much somebody may ask for; 0 is unlimited. */
export type Limits = {
  /** Requests per minute. */
  readonly rateLimit: number;
  readonly tokensPerMinute: number;
  /** Requests under way at once. */
  readonly maxConcurrent: number;
};

/** A key of a tenant, with what it narrows down. */
export type ProxyKey = Limits & {
  readonly id: string;
  readonly name: string;
  /** Null allows everything. */
  readonly endpoints: ReadonlySet<Endpoint> | null;
  /** Globs; null allows everything. */
  readonly models: readonly string[] | null;
};

/** Whom a key opens the proxy for, and until when. */
export type KeyEntry = {
  /** With the settings as they are for this key. */
  readonly tenant: ProxyTenant;
  readonly key: ProxyKey;
  readonly untilMs: number;
};

export type ProxyTenant = Limits & {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly configId: string | null;
  readonly settings: Settings;
  /** What its guardrails do; null while they are off. */
  readonly rules: Rules | null;
};

/** Everything the pipeline needs to know, immutable, replaced as a whole when something changes. */
export type Snapshot = {
  /** By SHA-256 of the key in the tenant's own row, hexadecimal. */
  readonly tenantsByKeyHash: ReadonlyMap<string, ProxyTenant>;
  /** The other keys of tenants, also by SHA-256. */
  readonly keysByHash: ReadonlyMap<string, KeyEntry>;
  /** SHA-256 of the keys that open the proxy without a tenant. */
  readonly proxyKeyDigests: readonly Buffer[];
  /** Whether no key is configured at all, so that callers on this machine are served without one. */
  readonly isOpenToLoopback: boolean;
  readonly settings: Settings;
  /** What the guardrails do for callers without a tenant; null while they are off. */
  readonly rules: Rules | null;
  readonly accounts: ReadonlyMap<string, ProxyAccount>;
  readonly configs: ReadonlyMap<string, PlanConfig>;
  readonly activeConfigId: string | null;
  /** Most output tokens of a model, as the admin set it. */
  readonly outputLimits: ReadonlyMap<string, number>;
  readonly prices: PriceOverrides;
};
