import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { LeasesRepository, openDatabase } from '@codegate/database';
import { aDataDir, databaseKinds, openTestDatabase } from '@codegate/database/testing';
import { silentLogger } from '@codegate/kernel';

import type { Leases } from './leases.js';
import { MemoryLeases } from './memory-leases.js';

type Subject = {
  leases: Leases;
  /** A second object on the same leases, as another process has one. */
  other: Leases;
  /** Lets time pass until the lease has expired. */
  expire(name: string): Promise<void>;
  close(): Promise<void>;
};

const subjects: Record<string, () => Promise<Subject>> = {
  memory: () => {
    const clock = { ms: 1_000_000 };
    const leases = new MemoryLeases({ now: () => clock.ms });
    return Promise.resolve({
      leases,
      other: leases,
      expire: () => {
        clock.ms += 60_000;
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  },
  ...Object.fromEntries(
    databaseKinds.map((kind) => [
      kind,
      async () => {
        const { database, close } = await openTestDatabase(kind);
        return {
          leases: new LeasesRepository(database),
          other: new LeasesRepository(database),
          // The clock is the database's: moving the end of the lease into the past is the same.
          expire: (name: string) =>
            database.write(async (manager) => {
              await manager.query(
                `UPDATE leases SET expires_at_ms = expires_at_ms - 60000 WHERE name = '${name}'`,
              );
            }),
          close,
        };
      },
    ]),
  ),
};

const ttlMs = 30_000;

describe.each(Object.keys(subjects))('Leases on %s', (kind) => {
  let subject: Subject;
  beforeAll(async () => (subject = await subjects[kind]!()));
  afterAll(() => subject.close());

  it('are held by one owner until they are released', async () => {
    const { leases, other } = subject;
    const lease = await leases.acquire('a', 'p1', ttlMs);

    expect(lease).toEqual({ name: 'a', owner: 'p1', fencing: 1 });
    expect(await other.acquire('a', 'p2', ttlMs)).toBeNull();
    expect(await leases.acquire('a', 'p1', ttlMs)).toBeNull();
    expect(await other.acquire('b', 'p2', ttlMs)).toMatchObject({ fencing: 1 });
    const current = await other.current('a');
    expect(current).toMatchObject({ name: 'a', owner: 'p1', fencing: 1 });
    expect(current!.expiresInMs).toBeGreaterThan(0);
    expect(current!.expiresInMs).toBeLessThanOrEqual(ttlMs);

    await leases.release(lease!);
    expect(await other.current('a')).toBeNull();
    expect(await other.acquire('a', 'p2', ttlMs)).toMatchObject({ owner: 'p2', fencing: 2 });
  });

  it('can be renewed by their holder only', async () => {
    const { leases, other } = subject;
    const lease = await leases.acquire('renewed', 'p1', ttlMs);

    expect(await leases.renew(lease!, 2 * ttlMs)).toBe(true);
    expect((await other.current('renewed'))!.expiresInMs).toBeGreaterThan(ttlMs);
    expect(await other.renew({ ...lease!, owner: 'p2' }, ttlMs)).toBe(false);
    expect(await other.renew({ ...lease!, fencing: 2 }, ttlMs)).toBe(false);
    expect(await other.renew({ ...lease!, name: 'unknown' }, ttlMs)).toBe(false);
  });

  it('can be taken over once they have expired, and are lost to the former holder', async () => {
    const { leases, other } = subject;
    const old = await leases.acquire('expired', 'p1', ttlMs);
    await subject.expire('expired');

    expect(await leases.current('expired')).toBeNull();
    expect(await leases.renew(old!, ttlMs)).toBe(false);
    const taken = await other.acquire('expired', 'p2', ttlMs);
    expect(taken!.fencing).toBeGreaterThan(old!.fencing);
    expect(await leases.renew(old!, ttlMs)).toBe(false);
    await leases.release(old!);
    expect(await leases.current('expired')).toMatchObject({ owner: 'p2' });
  });

  it('are all released when their owner is known to have ended', async () => {
    const { leases, other } = subject;
    await leases.acquire('x', 'dead', ttlMs);
    await leases.acquire('y', 'dead', ttlMs);
    await leases.acquire('z', 'alive', ttlMs);

    await other.releaseAll('dead');

    expect(await other.acquire('x', 'p2', ttlMs)).toMatchObject({ fencing: 2 });
    expect(await other.acquire('y', 'p2', ttlMs)).toMatchObject({ fencing: 2 });
    expect(await other.acquire('z', 'p2', ttlMs)).toBeNull();
  });

  it('go to exactly one of many owners that ask at once', async () => {
    const { leases, other } = subject;
    const acquired = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? leases : other).acquire('contended', `p${index}`, ttlMs),
      ),
    );

    const winners = acquired.filter((lease) => lease !== null);
    expect(winners).toHaveLength(1);
    expect(await leases.current('contended')).toMatchObject(winners[0]!);
  });

  it('never have two holders, and fencing numbers that only grow, in any order of events', async () => {
    const step = fc.record({
      owner: fc.constantFrom('p1', 'p2', 'p3'),
      action: fc.constantFrom('acquire', 'renew', 'release', 'expire'),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const name = `property-${++run}`;
        const { leases, other } = subject;
        const held = new Map<string, { name: string; owner: string; fencing: number }>();
        let holder: string | null = null;
        let highest = 0;
        for (const { owner, action } of steps) {
          const side = owner === 'p1' ? leases : other;
          const mine = held.get(owner);
          if (action === 'expire') {
            await subject.expire(name);
            holder = null;
          } else if (action === 'acquire') {
            const lease = await side.acquire(name, owner, ttlMs);
            expect(lease !== null).toBe(holder === null);
            if (!lease) continue;
            expect(lease.fencing).toBeGreaterThan(highest);
            highest = lease.fencing;
            holder = owner;
            held.set(owner, lease);
          } else if (mine && action === 'renew') {
            const isHolder = holder === owner && mine.fencing === highest;
            expect(await side.renew(mine, ttlMs)).toBe(isHolder);
          } else if (mine) {
            await side.release(mine);
            if (holder === owner && mine.fencing === highest) holder = null;
          }
        }
        expect((await leases.current(name))?.owner ?? null).toBe(holder);
      }),
      { numRuns: kind === 'memory' ? 100 : 15 },
    );
  });
});

it('Leases of a database go on with their fencing numbers after a restart', async () => {
  const dataDir = aDataDir();
  const fencing: number[] = [];
  for (const owner of ['first start', 'second start']) {
    const database = await openDatabase({ dataDir }, silentLogger);
    const leases = new LeasesRepository(database);
    const lease = await leases.acquire('leader', owner, ttlMs);
    fencing.push(lease!.fencing);
    await leases.releaseAll(owner);
    await database.close();
  }

  expect(fencing).toEqual([1, 2]);
});
