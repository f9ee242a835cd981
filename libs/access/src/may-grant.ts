import type { Actor } from './actor.js';
import { permissionsOf, type Permission } from './permissions.js';

/** Whether the actor has all these permissions: an actor cannot grant or take over more than it has. */
export function hasAll(actor: Actor, wanted: Iterable<Permission>): boolean {
  return [...wanted].every((permission) => actor.permissions.has(permission));
}

/** Whether the actor may create, change or remove users with the role. */
export function mayGrant(actor: Actor, role: string): boolean {
  return actor.tenantIds === null && hasAll(actor, permissionsOf(role));
}
