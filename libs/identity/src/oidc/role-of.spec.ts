import { describe, expect, it } from '@jest/globals';

import { groupsIn, standingOf } from './role-of.js';

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

describe('standingOf', () => {
  const map = [
    { group: 'a', role: 'admin' },
    { group: 'b', role: 'tenant-admin', tenantIds: ['t1'] },
  ] as const;

  it('takes the first entry of the map, not of the groups', () => {
    expect(standingOf(['b', 'a'], map, null)).toEqual({ role: 'admin', tenantIds: [] });
    expect(standingOf(['b'], map, null)).toEqual({ role: 'tenant-admin', tenantIds: ['t1'] });
  });

  it('refuses who is in none of them, unless there is a role for everybody', () => {
    expect(standingOf(['c'], map, null)).toBeNull();
    expect(standingOf([], map, 'viewer')).toEqual({ role: 'viewer', tenantIds: [] });
  });
});
