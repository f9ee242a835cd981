/**
 * The permission table: the guard, the OpenAPI document and the tests read only this. A permission is
 * `resource:action`.
 */
const all = ['owner', 'admin', 'operator', 'viewer', 'tenant-admin'] as const;
const managers = ['owner', 'admin'] as const;
const operators = ['owner', 'admin', 'operator'] as const;
const readers = ['owner', 'admin', 'operator', 'viewer'] as const;

export const roles = all;
export type Role = (typeof roles)[number];

type Rule = {
  /** The roles that have it. */
  readonly roles: readonly Role[];
  /**
   * Whether the services behind it return only data of the actor's tenants. An actor limited to some tenants can only
   * have these permissions.
   */
  readonly perTenant?: true;
};

export const permissions = {
  'accounts:read': { roles: readers },
  'accounts:write': { roles: operators },
  /** Sends a real request to a provider. */
  'accounts:test': { roles: operators },
  'alerts:read': { roles: readers },
  'alerts:write': { roles: operators },
  'audit:read': { roles: managers },
  /** How long the audit log is kept. It records what admins do, so only an owner shortens it. */
  'audit:write': { roles: ['owner'] },
  'configs:read': { roles: readers },
  'configs:write': { roles: operators },
  'finetune:read': { roles: managers },
  'finetune:write': { roles: managers },
  'guardrails:read': { roles: readers },
  'guardrails:write': { roles: managers },
  'logs:read': { roles: all, perTenant: true },
  /** Bodies of requests and responses. */
  'logs:bodies': { roles: [...operators, 'tenant-admin'], perTenant: true },
  'logs:delete': { roles: managers },
  'models:read': { roles: readers },
  'models:write': { roles: operators },
  'sessions:read': { roles: operators },
  'sessions:write': { roles: operators },
  'settings:read': { roles: readers },
  'settings:write': { roles: managers },
  /** The proxy API key and the encryption keys of stored secrets. */
  'settings:keys': { roles: managers },
  'sso:read': { roles: managers },
  'sso:write': { roles: ['owner'] },
  'tenants:read': { roles: all, perTenant: true },
  /** Name, enabled, keys and settings of a tenant. */
  'tenants:manage': { roles: [...operators, 'tenant-admin'], perTenant: true },
  /** Creates and deletes tenants, and changes their limits, budgets and configs. */
  'tenants:write': { roles: operators },
  /** The actor's own API tokens; tokens of other users need users:write. */
  'tokens:read': { roles: all, perTenant: true },
  'tokens:write': { roles: all, perTenant: true },
  'usage:read': { roles: all, perTenant: true },
  'users:read': { roles: managers },
  /** Only an owner may create, change or delete an owner. */
  'users:write': { roles: managers },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as Permission[];

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissions, text);
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** The permissions of a role; empty for an unknown role. */
export function permissionsOf(role: string): ReadonlySet<Permission> {
  return new Set(
    permissionNames.filter((name) => (permissions[name].roles as readonly string[]).includes(role)),
  );
}

/** Whether an actor limited to some tenants can have the permission. */
export function isPerTenant(permission: Permission): boolean {
  const rule: Rule = permissions[permission];
  return rule.perTenant === true;
}
