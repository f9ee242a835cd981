import { describe, expect, it } from '@jest/globals';

import type { TenantKeyRow, TenantRow } from '@codegate/database';

import type { StoredState } from './build-snapshot.js';
import { toKeyEntries } from './tenant-entries.js';

const aKey = (row: Partial<TenantKeyRow> = {}) =>
  ({
    id: 'k',
    tenantId: 't',
    name: 'CI',
    keyHash: 'hash',
    previousHash: null,
    previousUntil: null,
    enabled: true,
    expiresAt: null,
    revokedAt: null,
    endpoints: null,
    models: null,
    settings: {},
    problems: [],
    ...row,
  }) as unknown as TenantKeyRow;
const entriesOf = (key: Partial<TenantKeyRow>, own: Record<string, string> = {}) =>
  toKeyEntries({
    tenants: [{ id: 't', name: 'Team', enabled: true } as unknown as TenantRow],
    tenantKeys: [aKey(key)],
    tenantSettings: new Map([['t', own]]),
    settings: new Map(),
  } as unknown as StoredState);

describe('toKeyEntries', () => {
  it('opens without an end when the key has none', () => {
    expect(entriesOf({}).get('hash')).toMatchObject({
      tenant: { id: 't' },
      key: { id: 'k', endpoints: null, models: null },
      untilMs: Number.POSITIVE_INFINITY,
    });
  });

  it.each([
    ['disabled', { enabled: false }],
    ['revoked', { revokedAt: '2026-11-20 10:00:00.000' }],
    ['of a tenant that is gone', { tenantId: 'other' }],
    ['whose expiry cannot be read', { problems: [{ column: 'expires_at', reason: '?' }] }],
  ])('leaves a key out that is %s', (_, row) => {
    expect(entriesOf(row).size).toBe(0);
  });

  it('lets the key before a rotation work until its time, and not beyond the end of the key', () => {
    const previousUntil = '2026-11-20 10:00:00.000';
    const previous = { previousHash: 'before', previousUntil };
    expect(entriesOf(previous).get('before')?.untilMs).toBe(Date.UTC(2026, 10, 20, 10));
    const expiresAt = '2026-11-20 09:00:00.000';

    expect(entriesOf({ ...previous, expiresAt }).get('before')?.untilMs).toBe(
      Date.UTC(2026, 10, 20, 9),
    );
  });

  it("gives the tenant the key's own settings", () => {
    const tenantOwn = { privacy_enabled: 'true', request_logging: 'true' };
    const { tenant } = entriesOf({ settings: { privacy_enabled: 'false' } }, tenantOwn).get(
      'hash',
    )!;

    expect(tenant.settings).toMatchObject({ privacyEnabled: false, requestLogging: true });
  });

  it('lets who may ask count beforehand, and nobody ask for what nobody knows', () => {
    expect([...(entriesOf({ endpoints: ['messages'] }).get('hash')?.key.endpoints ?? [])]).toEqual([
      'messages',
      'count_tokens',
    ]);
    expect(entriesOf({ endpoints: ['unknown'] }).get('hash')?.key.endpoints?.size).toBe(0);
  });
});
