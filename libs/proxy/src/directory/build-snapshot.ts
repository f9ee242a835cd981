import type {
  AccountRow,
  ConfigRow,
  ModelLimitRow,
  ModelPriceRow,
  TenantKeyRow,
  TenantRow,
} from '@codegate/database';
import { rulesFor } from '@codegate/guardrails';
import { tiers, type Tier } from '@codegate/models';
import { endpointOf, endpoints, type Dialect, type Endpoint } from '@codegate/protocol';
import {
  billingOf,
  endpointUrl,
  providerOf,
  toCredential,
  type Provider,
} from '@codegate/providers';
import { strategyNames, type PlanConfig, type StrategyName } from '@codegate/routing';
import {
  effectiveSettings,
  proxyKeySetting,
  readProxyKey,
  toPriceOverrides,
  toProxyKey,
} from '@codegate/settings';
import type { Decrypted } from '@codegate/vault';

import { servableEndpoints } from '../pipeline/convert/target.js';
import type { ProxyAccount, Snapshot, UpstreamRoute } from './snapshot.js';
import { toKeyEntries, toTenant } from './tenant-entries.js';

/** Everything stored that the proxy depends on. */
export type StoredState = {
  accounts: readonly AccountRow[];
  configs: readonly ConfigRow[];
  tenants: readonly TenantRow[];
  tenantKeys: readonly TenantKeyRow[];
  tenantSettings: ReadonlyMap<string, Readonly<Record<string, string>>>;
  settings: ReadonlyMap<string, string>;
  modelLimits: readonly ModelLimitRow[];
  modelPrices: readonly ModelPriceRow[];
};

export type SnapshotInputs = {
  state: StoredState;
  decrypt: (stored: string | null) => Decrypted;
  /** PROXY_API_KEY, which replaces the stored key. */
  environmentKey: string | undefined;
  /** Whether requests may go to this host; false for private ones where those are not permitted. */
  permitsHost: (hostname: string) => boolean;
};

/** RequestCache rows into what the pipeline reads: secrets decrypted, URLs joined, settings resolved, once per change. */
export function buildSnapshot(inputs: SnapshotInputs): Snapshot {
  const { state, environmentKey } = inputs;
  const settings = effectiveSettings(state.settings);
  const proxyKey =
    environmentKey === undefined
      ? readProxyKey(state.settings.get(proxyKeySetting))
      : toProxyKey(environmentKey);
  // With tenants in charge the stored key is a copy of a tenant's; only the tenant's own row decides then.
  const isKeyInForce = environmentKey !== undefined || !settings.multiTenancy;
  const active = state.configs.find(({ isActive }) => isActive);
  return {
    tenantsByKeyHash: new Map(state.tenants.map((row) => [row.apiKeyHash, toTenant(row, state)])),
    keysByHash: toKeyEntries(state),
    proxyKeyDigests: proxyKey && isKeyInForce ? [Buffer.from(proxyKey.sha256, 'hex')] : [],
    isOpenToLoopback: !proxyKey && !settings.multiTenancy && state.tenants.length === 0,
    settings,
    rules: settings.privacyEnabled ? rulesFor(state.settings) : null,
    accounts: new Map(
      state.accounts.flatMap((row) => {
        const account = toAccount(row, inputs);
        return account ? [[row.id, account] as const] : [];
      }),
    ),
    configs: new Map(state.configs.map((row) => [row.id, toConfig(row)])),
    activeConfigId: active?.id ?? null,
    outputLimits: new Map(
      state.modelLimits.flatMap(({ modelId, maxOutputTokens }) =>
        maxOutputTokens === null || maxOutputTokens < 1
          ? []
          : [[modelId, maxOutputTokens] as const],
      ),
    ),
    prices: toPriceOverrides(state.modelPrices),
  };
}

/** Undefined for an account of an unknown provider without a base URL: nobody knows where it is. */
function toAccount(row: AccountRow, inputs: SnapshotInputs): ProxyAccount | undefined {
  const definition = providerOf(row);
  if (!definition) return undefined;
  const decrypted = inputs.decrypt(row.apiKeyEnc);
  const secret = 'secret' in decrypted ? decrypted.secret : null;
  const usable = 'secret' in decrypted && (secret !== null || definition.keyIsOptional === true);
  const dialects = (row.dialects ?? definition.dialects) as readonly Dialect[];
  const routes = usable
    ? routesOf(row, definition, dialects, secret, inputs.permitsHost)
    : new Map<Endpoint, UpstreamRoute>();
  return {
    id: row.id,
    name: row.name,
    provider: definition.id,
    priority: row.priority,
    rateLimit: row.rateLimit,
    monthlyBudgetMicroUsd: row.monthlyBudgetMicroUsd,
    enabled: row.enabled,
    usable,
    endpoints: servableEndpoints(new Set(routes.keys())),
    definition,
    authType: row.authType,
    billing: billingOf(definition, row),
    dialects,
    routes,
  };
}

function routesOf(
  row: AccountRow,
  provider: Provider,
  dialects: readonly Dialect[],
  secret: string | null,
  permitsHost: SnapshotInputs['permitsHost'],
): Map<Endpoint, UpstreamRoute> {
  const credential = toCredential(row, secret);
  const routes = new Map<Endpoint, UpstreamRoute>();
  for (const endpoint of endpoints) {
    const { dialect, servedBy } = endpointOf(endpoint);
    if (!servedBy.some((each) => dialects.includes(each))) continue;
    const url = endpointUrl(provider, endpoint, row.baseUrl);
    if (url === null || !URL.canParse(url)) continue;
    const { origin, pathname, search, hostname } = new URL(url);
    if (!permitsHost(hostname)) continue;
    const authHeaders = provider.authHeaders(credential, dialect);
    routes.set(endpoint, { origin, path: pathname + search, authHeaders });
  }
  return routes;
}

function toConfig(row: ConfigRow): PlanConfig {
  return {
    id: row.id,
    name: row.name,
    strategy: isStrategy(row.routingStrategy) ? row.routingStrategy : 'priority',
    rows: row.tiers.flatMap(({ tier, accountId, priority, targetModel }) =>
      isTier(tier) ? [{ tier, accountId, priority, targetModel: targetModel || null }] : [],
    ),
  };
}

function isStrategy(name: string): name is StrategyName {
  return (strategyNames as readonly string[]).includes(name);
}

function isTier(name: string): name is Tier {
  return (tiers as readonly string[]).includes(name);
}
