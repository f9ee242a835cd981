import { proxyKeySetting, readProxyKey, toProxyKey, type Settings } from '@codegate/settings';

import type { Snapshot } from './snapshot.js';

/**
 * Who may use the proxy without being a tenant.
 *
 * @param stored the global settings as they are stored
 * @param environmentKey PROXY_API_KEY, which replaces the stored key
 */
export function keylessAccess(
  settings: Settings,
  stored: ReadonlyMap<string, string>,
  environmentKey: string | undefined,
  tenantCount: number,
): Pick<Snapshot, 'proxyKeyDigests' | 'isOpenToLoopback'> {
  const key =
    environmentKey === undefined
      ? readProxyKey(stored.get(proxyKeySetting))
      : toProxyKey(environmentKey);
  // With multiTenancy the stored key is a copy of a tenant's key: the tenant's own row decides.
  const isKeyInForce = environmentKey !== undefined || !settings.multiTenancy;
  return {
    proxyKeyDigests: key && isKeyInForce ? [Buffer.from(key.sha256, 'hex')] : [],
    isOpenToLoopback: !key && !settings.multiTenancy && tenantCount === 0,
  };
}
