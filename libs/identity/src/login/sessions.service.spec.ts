import { describe, expect, it } from '@jest/globals';

import type { UserSessionRow, UserSessionsRepository } from '@codegate/database';

import { idleMs, maxMs, SessionsService } from './sessions.service.js';

const minuteMs = 60_000;

/** The methods of the repository that the service needs, in memory. */
function aService() {
  const rows = new Map<string, UserSessionRow>();
  const repository = {
    insert: (row: UserSessionRow) => Promise.resolve(void rows.set(row.id, row)),
    findBySecretHash: (hash: string) =>
      Promise.resolve([...rows.values()].find(({ secretHash }) => secretHash === hash) ?? null),
    touch: (id: string, lastSeenAt: string) =>
      Promise.resolve(void rows.set(id, { ...rows.get(id)!, lastSeenAt })),
  };
  const clock = { nowMs: 1_700_000_000_000, now: () => clock.nowMs };
  const service = new SessionsService(repository as unknown as UserSessionsRepository, clock);
  return { service, clock, rows };
}

const client = { address: '127.0.0.1', userAgent: 'x'.repeat(1_000) };

describe('SessionsService', () => {
  it('stores only the hash of a secret', async () => {
    const { service, rows } = aService();

    const secret = await service.open('u1', client);

    expect(secret).toMatch(/^cgs_[0-9a-f]{64}$/);
    expect(JSON.stringify([...rows.values()])).not.toContain(secret);
    expect([...rows.values()][0]?.userAgent).toHaveLength(200);
    expect(await service.use(`${secret}x`)).toBeNull();
  });

  it('expires an unused session, and keeps a used one', async () => {
    const { service, clock } = aService();
    const secret = await service.open('u1', client);
    for (let i = 0; i < 3; i += 1) {
      clock.nowMs += idleMs - minuteMs;
      expect(await service.use(secret)).toMatchObject({ wasRenewed: true });
    }

    clock.nowMs += idleMs;

    expect(await service.use(secret)).toBeNull();
  });

  it('expires every session after the maximum time', async () => {
    const { service, clock } = aService();
    const secret = await service.open('u1', client);
    const endMs = clock.nowMs + maxMs;
    while (clock.nowMs + idleMs / 2 < endMs) {
      clock.nowMs += idleMs / 2;
      expect(await service.use(secret)).not.toBeNull();
    }

    clock.nowMs = endMs;

    expect(await service.use(secret)).toBeNull();
  });

  it('stores the last use once a minute', async () => {
    const { service, clock } = aService();
    const secret = await service.open('u1', client);
    clock.nowMs += minuteMs - 1;
    expect((await service.use(secret))?.wasRenewed).toBe(false);
    clock.nowMs += 1;

    expect((await service.use(secret))?.wasRenewed).toBe(true);
    expect((await service.use(secret))?.wasRenewed).toBe(false);
  });
});
