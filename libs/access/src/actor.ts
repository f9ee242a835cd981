import { GatewayError } from '@codegate/kernel';

import { isPerTenant, permissionNames, type Permission, type Role } from './permissions.js';

/** The authenticated user or token of an admin request; created once per request. */
export type Actor = {
  readonly kind: 'user' | 'token' | 'environment';
  /** The user's or the token's id; null for ADMIN_TOKEN. */
  readonly id: string | null;
  readonly name: string;
  readonly role: Role;
  /** The id of the user, or of the owner of the token; null for ADMIN_TOKEN and for tokens created with it. */
  readonly userId: string | null;
  readonly permissions: ReadonlySet<Permission>;
  /** The only tenants the actor sees; null for everything. */
  readonly tenantIds: readonly string[] | null;
  /** The id of the login session; null when there is none. */
  readonly sessionId: string | null;
};

/** The actor of ADMIN_TOKEN, and of the gateway itself when it creates the first owner. */
export const environmentActor: Actor = {
  kind: 'environment',
  id: null,
  name: 'ADMIN_TOKEN',
  role: 'owner',
  userId: null,
  permissions: new Set(permissionNames),
  tenantIds: null,
  sessionId: null,
};

/** Whether the actor has the permission; an actor limited to tenants only has permissions marked `perTenant`. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.tenantIds !== null && !isPerTenant(permission)) return false;
  return actor.permissions.has(permission);
}

/** Whether the actor may see the tenant. */
export function seesTenant(actor: Actor, tenantId: string | null): boolean {
  if (actor.tenantIds === null) return true;
  return tenantId !== null && actor.tenantIds.includes(tenantId);
}

/** @throws GatewayError `not_found` for a tenant the actor may not see, so that its id is not confirmed */
export function requireTenant(actor: Actor, tenantId: string): void {
  if (seesTenant(actor, tenantId)) return;
  throw new GatewayError('not_found', `There is no tenant ${tenantId}`);
}
