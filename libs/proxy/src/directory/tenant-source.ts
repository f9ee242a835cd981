import type { TenantKeyRow, TenantWithSettings } from '@codegate/database';
import { fromUtcText } from '@codegate/kernel';
import { endpointOf, endpoints, type Endpoint } from '@codegate/protocol';

import { settingsKeyOf } from './settings-resolver.js';
import type { ProxyKey } from './snapshot.js';
import type { KeySource, TenantSource } from './tenant-index.js';

export function toTenantSource({ row, settings }: TenantWithSettings): TenantSource {
  const { id, name, enabled, configId, apiKeyHash: keyHash } = row;
  const { rateLimit, tokensPerMinute, maxConcurrent } = row;
  return {
    id,
    name,
    enabled,
    configId,
    keyHash,
    settings,
    settingsKey: settingsKeyOf(settings),
    rateLimit,
    tokensPerMinute,
    maxConcurrent,
  };
}

/** Null for a key that does not open the proxy. */
export function toKeySource(row: TenantKeyRow): KeySource | null {
  if (!isOpen(row)) return null;
  const untilMs = msOf(row.expiresAt);
  const hashes = [{ hash: row.keyHash, untilMs }];
  if (row.previousHash !== null && row.previousUntil !== null) {
    const previousUntilMs = Math.min(untilMs, msOf(row.previousUntil));
    hashes.push({ hash: row.previousHash, untilMs: previousUntilMs });
  }
  return { tenantId: row.tenantId, key: toProxyKey(row), hashes, settings: row.settings };
}

const closingColumns = new Set(['expires_at', 'revoked_at', 'enabled', 'suspended']);

/** A value that cannot be read closes a key: it may have been meant to. */
function isOpen({ enabled, suspended, revokedAt, problems }: TenantKeyRow): boolean {
  return (
    enabled &&
    !suspended &&
    revokedAt === null &&
    !problems.some(({ column }) => closingColumns.has(column))
  );
}

function msOf(time: string | null): number {
  return fromUtcText(time)?.getTime() ?? Number.POSITIVE_INFINITY;
}

function toProxyKey(row: TenantKeyRow): ProxyKey {
  const { id, name, models, rateLimit, tokensPerMinute, maxConcurrent } = row;
  return {
    id,
    name,
    models,
    rateLimit,
    tokensPerMinute,
    maxConcurrent,
    endpoints: row.endpoints && allowedEndpoints(row.endpoints),
  };
}

/** With the endpoints that come with another: a key that may generate may also count tokens before. */
function allowedEndpoints(names: readonly string[]): ReadonlySet<Endpoint> {
  const allowed = endpoints.filter((endpoint) => {
    const { includedIn } = endpointOf(endpoint);
    return names.includes(endpoint) || (includedIn !== undefined && names.includes(includedIn));
  });
  return new Set(allowed);
}
