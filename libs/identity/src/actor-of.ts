import {
  type Actor,
  environmentActor,
  isPermission,
  isRole,
  narrowTenants,
  permissionsOf,
} from '@codegate/access';
import type { ApiTokenRow, UserRow } from '@codegate/database';

/** The actor of a user; null when the user is disabled or has an unknown role. */
export function toUserActor(user: UserRow, sessionId: string | null): Actor | null {
  if (!user.enabled || !isRole(user.role)) return null;
  return {
    kind: 'user',
    id: user.id,
    name: user.name,
    role: user.role,
    userId: user.id,
    permissions: permissionsOf(user.role),
    tenantIds: user.role === 'tenant-admin' ? user.tenantIds : null,
    sessionId,
  };
}

/** The actor of an API token. It never has more permissions than its owner has at this moment. */
export function toTokenActor(token: ApiTokenRow, owner: UserRow | null): Actor | null {
  const behind = token.userId === null ? environmentActor : owner && toUserActor(owner, null);
  if (!behind) return null;
  const permissions = token.permissions.filter(isPermission);
  return {
    kind: 'token',
    id: token.id,
    name: token.name,
    role: behind.role,
    userId: token.userId,
    permissions: new Set(permissions.filter((name) => behind.permissions.has(name))),
    tenantIds: narrowTenants(behind.tenantIds, token.tenantIds),
    sessionId: null,
  };
}
