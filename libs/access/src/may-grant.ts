import type { Actor } from './actor.js';
import { permissionsOf, type Permission } from './permissions.js';

/** Whether the actor has all of it: nobody gives away, or takes hold of, more than they have themselves. */
export function hasAll(actor: Actor, wanted: Iterable<Permission>): boolean {
  return [...wanted].every((permission) => actor.permissions.has(permission));
}

/** Whether the actor may make, change or remove somebody with the role. */
export function mayGrant(actor: Actor, role: string): boolean {
  return actor.tenantIds === null && hasAll(actor, permissionsOf(role));
}
