import type { TenantKeyRow, TenantRow } from '@codegate/database';
import { rulesFor } from '@codegate/guardrails';
import { fromUtcText } from '@codegate/kernel';
import { endpointOf, endpoints, type Endpoint } from '@codegate/protocol';
import { effectiveSettings } from '@codegate/settings';

import type { StoredState } from './build-snapshot.js';
import type { KeyEntry, ProxyKey, ProxyTenant } from './snapshot.js';

export function toTenant(
  row: TenantRow,
  state: StoredState,
  ofKey?: Readonly<Record<string, string>>,
): ProxyTenant {
  const { id, name, enabled, configId, rateLimit, tokensPerMinute, maxConcurrent } = row;
  const settings = effectiveSettings(state.settings, state.tenantSettings.get(id), ofKey);
  const rules = settings.privacyEnabled
    ? rulesFor(state.settings, state.tenantSettings.get(id))
    : null;
  const limits = { rateLimit, tokensPerMinute, maxConcurrent };
  return { id, name, enabled, configId, ...limits, settings, rules };
}

/** Every key that may open the proxy, the ones before a rotation included. */
export function toKeyEntries(state: StoredState): Map<string, KeyEntry> {
  const tenants = new Map(state.tenants.map((row) => [row.id, row]));
  const entries = new Map<string, KeyEntry>();
  for (const row of state.tenantKeys) {
    const owner = tenants.get(row.tenantId);
    if (!owner || !isOpen(row)) continue;
    const tenant = toTenant(owner, state, row.settings);
    const key = toKey(row);
    const untilMs = msOf(row.expiresAt);
    entries.set(row.keyHash, { tenant, key, untilMs });
    if (row.previousHash === null || row.previousUntil === null) continue;
    const previousUntilMs = Math.min(untilMs, msOf(row.previousUntil));
    entries.set(row.previousHash, { tenant, key, untilMs: previousUntilMs });
  }
  return entries;
}

const closingColumns = new Set(['expires_at', 'revoked_at', 'enabled']);

/** A time nobody can read closes a key: it may have been meant to. */
function isOpen({ enabled, revokedAt, problems }: TenantKeyRow): boolean {
  return (
    enabled && revokedAt === null && !problems.some(({ column }) => closingColumns.has(column))
  );
}

function msOf(time: string | null): number {
  return fromUtcText(time)?.getTime() ?? Number.POSITIVE_INFINITY;
}

function toKey(row: TenantKeyRow): ProxyKey {
  const { id, name, models, rateLimit, tokensPerMinute, maxConcurrent } = row;
  const allowed = row.endpoints && new Set(endpoints.filter((one) => row.endpoints?.includes(one)));
  return {
    id,
    name,
    models,
    rateLimit,
    tokensPerMinute,
    maxConcurrent,
    endpoints: withIncluded(allowed),
  };
}

/** Some endpoints come with another: a key that may generate may also count tokens before. */
function withIncluded(allowed: ReadonlySet<Endpoint> | null): ReadonlySet<Endpoint> | null {
  if (!allowed) return null;
  const included = endpoints.filter((name) => {
    const { includedIn } = endpointOf(name);
    return includedIn !== undefined && allowed.has(includedIn as Endpoint);
  });
  return new Set([...allowed, ...included]);
}
