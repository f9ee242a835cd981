import { describe, expect, it } from '@jest/globals';

import type { AccountOutcome } from '@codegate/database';

import { AccountStatusBuffer } from './account-status-buffer.js';

const nowMs = Date.UTC(2026, 10, 25, 12);

describe('AccountStatusBuffer', () => {
  it('keeps the last result and the last use of each account until a write succeeds', async () => {
    const written: Record<string, AccountOutcome>[] = [];
    let failures = 1;
    const buffer = new AccountStatusBuffer((outcomes) => {
      if (failures-- > 0) return Promise.reject(new Error('database is locked'));
      written.push(Object.fromEntries(outcomes));
      return Promise.resolve();
    });
    buffer.succeeded('a', nowMs);
    buffer.failed('b', 'rate_limited', 'x'.repeat(1_000), nowMs);
    await expect(buffer.flush()).rejects.toThrow('database is locked');
    buffer.failed('a', 'error', 'HTTP 500', nowMs + 1_000);

    await buffer.flush();

    expect(written).toEqual([
      {
        a: {
          status: 'error',
          error: 'HTTP 500',
          at: '2026-11-25 12:00:01.000',
          usedAt: '2026-11-25 12:00:00.000',
        },
        b: {
          status: 'rate_limited',
          error: 'x'.repeat(500),
          at: '2026-11-25 12:00:00.000',
          usedAt: null,
        },
      },
    ]);
  });
});
