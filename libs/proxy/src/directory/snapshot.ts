import type { Dialect, Endpoint } from '@codegate/protocol';
import type { Provider } from '@codegate/providers';
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
  /** Wire formats it speaks, the preferred one first. */
  readonly dialects: readonly Dialect[];
  readonly routes: ReadonlyMap<Endpoint, UpstreamRoute>;
};

export type ProxyTenant = {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly configId: string | null;
  /** Requests per minute; 0 is unlimited. */
  readonly rateLimit: number;
  readonly settings: Settings;
};

/** Everything the pipeline needs to know, immutable, replaced as a whole when something changes. */
export type Snapshot = {
  /** Keyed by SHA-256 of the key, hexadecimal. */
  readonly tenantsByKeyHash: ReadonlyMap<string, ProxyTenant>;
  /** SHA-256 of the keys that open the proxy without a tenant. */
  readonly proxyKeyDigests: readonly Buffer[];
  /** Whether no key is configured at all, so that callers on this machine are served without one. */
  readonly isOpenToLoopback: boolean;
  readonly settings: Settings;
  readonly accounts: ReadonlyMap<string, ProxyAccount>;
  readonly configs: ReadonlyMap<string, PlanConfig>;
  readonly activeConfigId: string | null;
  /** Most output tokens of a model, as the admin set it. */
  readonly outputLimits: ReadonlyMap<string, number>;
};
