import { describe, expect, it } from '@jest/globals';

import type { TenantKeyRow } from '@codegate/database';

import { toKeySource } from './tenant-source.js';

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

describe('toKeySource', () => {
  it('works without an end when the key has none', () => {
    expect(toKeySource(aKey())).toMatchObject({
      tenantId: 't',
      key: { id: 'k', endpoints: null, models: null },
      hashes: [{ hash: 'hash', untilMs: Number.POSITIVE_INFINITY }],
    });
  });

  it.each([
    ['is disabled', { enabled: false }],
    ['is revoked', { revokedAt: '2026-11-20 10:00:00.000' }],
    ['has an expiry that cannot be read', { problems: [{ column: 'expires_at', reason: '?' }] }],
  ])('is null for a key that %s', (_, row) => {
    expect(toKeySource(aKey(row))).toBeNull();
  });

  it('keeps the key before a rotation until its time, and not beyond the end of the key', () => {
    const previous = { previousHash: 'before', previousUntil: '2026-11-20 10:00:00.000' };
    const previousUntilMs = (row: Partial<TenantKeyRow>) =>
      toKeySource(aKey({ ...previous, ...row }))?.hashes.find(({ hash }) => hash === 'before')
        ?.untilMs;

    expect(previousUntilMs({})).toBe(Date.UTC(2026, 10, 20, 10));
    expect(previousUntilMs({ expiresAt: '2026-11-20 09:00:00.000' })).toBe(
      Date.UTC(2026, 10, 20, 9),
    );
  });

  it('allows a key that may send messages to count their tokens, and nothing unknown', () => {
    const allowed = (endpoints: string[]) => toKeySource(aKey({ endpoints }))?.key.endpoints;

    expect([...(allowed(['messages']) ?? [])]).toEqual(['messages', 'count_tokens']);
    expect(allowed(['unknown'])?.size).toBe(0);
  });
});
