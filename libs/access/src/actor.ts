import { GatewayError } from '@codegate/kernel';

import { isPerTenant, permissionNames, type Permission, type Role } from './permissions.js';

/** Who asks, as the admin side knows it; made once per request. */
export type Actor = {
  readonly kind: 'user' | 'token' | 'environment';
  /** The user's or the token's id; null for ADMIN_TOKEN. */
  readonly id: string | null;
  readonly name: string;
  readonly role: Role;
  /** The person behind it; null for ADMIN_TOKEN and for tokens made with it. */
  readonly userId: string | null;
  readonly permissions: ReadonlySet<Permission>;
  /** The only tenants the actor sees; null for everything. */
  readonly tenantIds: readonly string[] | null;
  /** The login, when there is one that can be ended. */
  readonly sessionId: string | null;
};

/** Whoever has ADMIN_TOKEN, and the gateway itself when it makes the first owner. */
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

/** Whether the tenant is part of the actor's view. */
export function seesTenant(actor: Actor, tenantId: string | null): boolean {
  if (actor.tenantIds === null) return true;
  return tenantId !== null && actor.tenantIds.includes(tenantId);
}

/** A tenant outside of the view is as if it did not exist: its id is not confirmed. */
export function requireTenant(actor: Actor, tenantId: string): void {
  if (seesTenant(actor, tenantId)) return;
  throw new GatewayError('not_found', `There is no tenant ${tenantId}`);
}
