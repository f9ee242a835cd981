import type { Role } from '@codegate/access';
import { isJsonObject } from '@codegate/kernel';

export type GroupRole = {
  readonly group: string;
  readonly role: Role;
  readonly tenantIds?: readonly string[];
};

export type RoleAssignment = { readonly role: Role; readonly tenantIds: readonly string[] };

/** The groups of a user from the claims; a path such as `realm_access.roles` selects a nested field. */
export function groupsIn(claims: unknown, path: string): string[] {
  const named = isJsonObject(claims) ? claims[path] : undefined;
  const value = named ?? path.split('.').reduce<unknown>(fieldOf, claims);
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string');
}

/** The role that follows from the groups; null if the person is refused. */
export function assignRole(
  groups: readonly string[],
  map: readonly GroupRole[],
  fallback: Role | null,
): RoleAssignment | null {
  const found = map.find(({ group }) => groups.includes(group));
  if (found) return { role: found.role, tenantIds: found.tenantIds ?? [] };
  return fallback === null ? null : { role: fallback, tenantIds: [] };
}

function fieldOf(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
