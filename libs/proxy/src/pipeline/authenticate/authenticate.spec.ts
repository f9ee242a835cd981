import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import type { Snapshot } from '../../directory/snapshot.js';
import { identify } from './authenticate.js';

const digest = (key: string) => createHash('sha256').update(key).digest();
const aTenant = (enabled = true) => ({ id: 't', name: 'Team', enabled }) as never;
const aSnapshot = (overrides: Partial<Snapshot>) =>
  ({
    tenantsByKeyHash: new Map(),
    keysByHash: new Map(),
    proxyKeyDigests: [],
    isOpenToLoopback: false,
    ...overrides,
  }) as unknown as Snapshot;
const aRequest = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  ({ headers, socket: { remoteAddress } }) as never;

describe('identify', () => {
  const snapshot = aSnapshot({
    tenantsByKeyHash: new Map([[digest('cgk_team').toString('hex'), aTenant()]]),
    proxyKeyDigests: [digest('global-key')],
  });
  const who = (headers: Record<string, string>) =>
    identify(aRequest(headers), snapshot, 0).tenant?.name ?? 'global';

  it.each([
    [{ 'x-api-key': 'cgk_team' }, 'Team'],
    [{ authorization: 'Bearer cgk_team' }, 'Team'],
    [{ authorization: 'bearer cgk_team' }, 'Team'],
    [{ authorization: 'BEARER  cgk_team ' }, 'Team'],
    [{ authorization: ' \tBearer\tcgk_team' }, 'Team'],
    [{ 'x-api-key': 'global-key' }, 'global'],
    [{ 'x-api-key': 'other', authorization: 'Bearer cgk_team' }, 'Team'],
  ])('accepts %j', (headers, name) => {
    expect(who(headers)).toBe(name);
  });

  it.each([
    [{}],
    [{ 'x-api-key': 'wrong' }],
    [{ authorization: 'Basic cgk_team' }],
    [{ authorization: 'cgk_team' }],
  ])('refuses %j, from this machine too', (headers) => {
    expect(() => who(headers as Record<string, string>)).toThrow(/Invalid or missing/);
  });

  it('M9: an Authorization header with thousands of blanks costs no time', () => {
    const authorization = `Bearer a${' '.repeat(15_500)}b`;
    const before = process.cpuUsage();
    for (let i = 0; i < 100; i += 1) {
      expect(() => who({ authorization })).toThrow(/Invalid or missing/);
    }
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
  });

  it('refuses the key of a disabled tenant', () => {
    const closed = aSnapshot({
      tenantsByKeyHash: new Map([[digest('cgk_team').toString('hex'), aTenant(false)]]),
      isOpenToLoopback: false,
    });

    expect(() => identify(aRequest({ 'x-api-key': 'cgk_team' }), closed, 0)).toThrow();
  });

  it('serves only callers on this machine while no key is configured', () => {
    const open = aSnapshot({ isOpenToLoopback: true });

    expect(identify(aRequest({ 'x-api-key': 'any' }), open, 0).tenant).toBeNull();
    expect(() => identify(aRequest({}, '10.0.0.5'), open, 0)).toThrow(/No proxy key/);
  });
});
