import { describe, expect, it } from '@jest/globals';

import { groupsIn, assignRole } from './role-of.js';

describe('groupsIn', () => {
  it.each([
    [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
    [{ groups: 'a' }, 'groups', ['a']],
    [{ groups: ['a', 1, null] }, 'groups', ['a']],
    [{ realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    [{ 'https://x.example/groups': ['a'] }, 'https://x.example/groups', ['a']],
    [{}, 'groups', []],
    [{}, 'constructor.name', []],
    [null, 'groups', []],
  ])('reads %j at %s', (claims, path, groups) => {
    expect(groupsIn(claims, path)).toEqual(groups);
  });
});

describe('assignRole', () => {
  const map = [
    { group: 'a', role: 'admin' },
    { group: 'b', role: 'tenant-admin', tenantIds: ['t1'] },
  ] as const;

  it('uses the first matching entry of the map, in the order of the map', () => {
    expect(assignRole(['b', 'a'], map, null)).toEqual({ role: 'admin', tenantIds: [] });
    expect(assignRole(['b'], map, null)).toEqual({ role: 'tenant-admin', tenantIds: ['t1'] });
  });

  it('refuses users in none of the groups, unless there is a default role', () => {
    expect(assignRole(['c'], map, null)).toBeNull();
    expect(assignRole([], map, 'viewer')).toEqual({ role: 'viewer', tenantIds: [] });
  });
});
