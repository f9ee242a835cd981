import { type Actor, may } from '@codegate/access';
import { GatewayError } from '@codegate/kernel';

import { parseSetting, settingsCatalogue, tenantSettingNames } from './settings-catalogue.js';

/**
 * Checks the values an actor writes for a tenant or a key. Some settings protect the company from the tenant: without
 * their permission, a tenant-admin can only set their stricter value.
 *
 * @param entries texts by key; null to remove
 * @param own the texts that are stored now
 * @returns the entries to write; a protected one that does not change is left out
 * @throws GatewayError `forbidden` that names the setting and the permission
 */
export function permittedOverrides(
  actor: Actor,
  entries: Readonly<Record<string, string | null>>,
  own: Readonly<Record<string, string>>,
): Record<string, string | null> {
  const unchanged = new Set<string>();
  for (const name of tenantSettingNames) {
    const { key, perTenant } = settingsCatalogue[name];
    const next = entries[key];
    if (next === undefined || perTenant === null || perTenant.permission === null) continue;
    const { permission, stricter } = perTenant;
    if (may(actor, permission)) continue;
    const value = parseSetting(name, next ?? undefined);
    if (value === parseSetting(name, own[key])) unchanged.add(key);
    else if (value === undefined || value !== stricter) {
      const message = `${name} needs the permission ${permission}`;
      throw new GatewayError('forbidden', message, { field: name });
    }
  }
  return Object.fromEntries(Object.entries(entries).filter(([key]) => !unchanged.has(key)));
}
