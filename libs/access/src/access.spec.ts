import { describe, expect, it } from '@jest/globals';

import { environmentActor, may, requireTenant, type Actor } from './actor.js';
import { hasAll, mayGrant } from './may-grant.js';
import { narrowTenants } from './narrow-tenants.js';
import { permissionNames, permissionsOf, roles, type Role } from './permissions.js';

const anActor = (role: Role, more: Partial<Actor> = {}): Actor => ({
  ...environmentActor,
  role,
  permissions: permissionsOf(role),
  ...more,
});

describe('the permission table', () => {
  it('gives an owner everything', () => {
    expect([...permissionsOf('owner')]).toEqual(permissionNames);
  });

  it('gives a role that does not exist nothing', () => {
    expect(permissionsOf('constructor').size).toBe(0);
  });

  it('lets a viewer change only their own tokens', () => {
    const changes = [...permissionsOf('viewer')].filter((name) => !name.endsWith(':read'));

    expect(changes).toEqual(['tokens:write']);
  });
});

describe('an actor', () => {
  it('limited to some tenants has only the permissions that respect the limit', () => {
    const limited = anActor('owner', { tenantIds: ['t1'] });

    expect(may(limited, 'usage:read')).toBe(true);
    expect(may(limited, 'accounts:read')).toBe(false);
    expect(() => requireTenant(limited, 't1')).not.toThrow();
    expect(() => requireTenant(limited, 't2')).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });

  it.each(roles)('%s grants only permissions it has', (role) => {
    const actor = anActor(role);

    const granted = roles.filter((one) => mayGrant(actor, one));
    for (const one of granted) expect(hasAll(actor, permissionsOf(one))).toBe(true);
    expect(granted.includes('owner')).toBe(role === 'owner');
  });
});

describe('narrowTenants', () => {
  it('never makes a view wider', () => {
    expect(narrowTenants(null, null)).toBeNull();
    expect(narrowTenants(['a'], null)).toEqual(['a']);
    expect(narrowTenants(null, ['a'])).toEqual(['a']);
    expect(narrowTenants(['a', 'b'], ['b', 'c'])).toEqual(['b']);
    expect(narrowTenants(['a'], ['c'])).toEqual([]);
  });
});
