/**
 * Who may do what, as data: the guard, the OpenAPI document and the tests read this table and nothing else.
 * A permission is `resource:action`.
 */
const all = ['owner', 'admin', 'operator', 'viewer', 'tenant-admin'] as const;
const people = ['owner', 'admin'] as const;
const working = ['owner', 'admin', 'operator'] as const;
const reading = ['owner', 'admin', 'operator', 'viewer'] as const;

export const roles = all;
export type Role = (typeof roles)[number];

type Rule = {
  /** Who has it. */
  readonly roles: readonly Role[];
  /**
   * Whether the services behind it limit themselves to the actor's tenants. Nothing else is open to somebody whose
   * view is limited to some tenants.
   */
  readonly perTenant?: true;
};

export const permissions = {
  'accounts:read': { roles: reading },
  'accounts:write': { roles: working },
  /** Makes a real call at a provider. */
  'accounts:test': { roles: working },
  'alerts:read': { roles: reading },
  'alerts:write': { roles: working },
  'audit:read': { roles: people },
  'configs:read': { roles: reading },
  'configs:write': { roles: working },
  'finetune:read': { roles: people },
  'finetune:write': { roles: people },
  'guardrails:read': { roles: reading },
  'guardrails:write': { roles: people },
  'logs:read': { roles: all, perTenant: true },
  /** What people have asked and were answered. */
  'logs:bodies': { roles: [...working, 'tenant-admin'], perTenant: true },
  'logs:delete': { roles: people },
  'models:read': { roles: reading },
  'models:write': { roles: working },
  'sessions:read': { roles: working },
  'sessions:write': { roles: working },
  'settings:read': { roles: reading },
  'settings:write': { roles: people },
  /** The key of the proxy and the keys of the encryption at rest. */
  'settings:keys': { roles: people },
  'sso:read': { roles: people },
  'sso:write': { roles: ['owner'] },
  'tenants:read': { roles: all, perTenant: true },
  /** Name, on and off, keys and own settings. */
  'tenants:manage': { roles: [...working, 'tenant-admin'], perTenant: true },
  /** Makes and deletes tenants; their limits, budgets and configs. */
  'tenants:write': { roles: working },
  /** API tokens of oneself; those of others need users:write. */
  'tokens:read': { roles: all, perTenant: true },
  'tokens:write': { roles: all, perTenant: true },
  'usage:read': { roles: all, perTenant: true },
  'users:read': { roles: people },
  /** Only an owner may make, change or remove an owner. */
  'users:write': { roles: people },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as Permission[];

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissions, text);
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** What a role may do; nothing for a role that does not exist. */
export function permissionsOf(role: string): ReadonlySet<Permission> {
  return new Set(
    permissionNames.filter((name) => (permissions[name].roles as readonly string[]).includes(role)),
  );
}

/** Whether somebody who sees only some tenants may have the permission at all. */
export function isPerTenant(permission: Permission): boolean {
  const rule: Rule = permissions[permission];
  return rule.perTenant === true;
}
