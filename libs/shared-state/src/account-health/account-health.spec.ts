import { describe, expect, it } from '@jest/globals';

import { AccountHealthRepository } from '@codegate/database';

import { databaseKinds, openTestDatabase } from '../../../database/src/testing/test-databases.js';
import { describeAccountHealthContract } from '../testing/describe-account-health-contract.js';
import { maxModels, MemoryAccountHealth } from './memory-account-health.js';
import { SqlAccountHealth } from './sql-account-health.js';

describeAccountHealthContract('memory', () => {
  const health = new MemoryAccountHealth();
  const nothing = () => Promise.resolve();
  return Promise.resolve({ instance: () => health, sync: nothing, close: nothing });
});

for (const kind of databaseKinds) {
  describeAccountHealthContract(kind, async () => {
    const { database, close } = await openTestDatabase(kind);
    const instances: SqlAccountHealth[] = [];
    return {
      instance: () => {
        const health = new SqlAccountHealth(new AccountHealthRepository(database));
        instances.push(health);
        return health;
      },
      // Once more for what an instance has written after another one had read.
      sync: async () => {
        for (const health of [...instances, ...instances]) await health.sync();
      },
      close,
    };
  });
}

describe('MemoryAccountHealth', () => {
  it('L5: names of models that do not exist neither fill the memory nor displace a real cooldown', () => {
    const health = new MemoryAccountHealth();
    const at = { nowMs: 1e12, startedAtMs: 1e12, retryAfterMs: 60_000 };
    health.noteFailure('a', 'opus', { ...at, reason: 'rate_limited' });
    for (let i = 0; i < 2_000; i += 1) {
      health.noteFailure('a', `no-model-${i}`, { ...at, reason: 'model_not_found' });
    }

    expect(health.cooldownsOf('a', 1e12)).toHaveLength(maxModels);
    expect(health.cooldownOf('a', 'opus', 1e12)).toMatchObject({ reason: 'rate_limited' });
  });
});

describe('SqlAccountHealth', () => {
  const failure = {
    reason: 'timeout',
    nowMs: 1e12,
    startedAtMs: 1e12,
    retryAfterMs: 60_000,
  } as const;

  it('writes nothing for successes while nothing is in cooldown', async () => {
    const saved: unknown[] = [];
    const health = new SqlAccountHealth({
      list: () => Promise.resolve([]),
      save: (rows) => Promise.resolve(void saved.push(...rows)),
      prune: () => Promise.resolve(),
    });
    for (let i = 0; i < 10; i += 1) health.noteSuccess('a', 'm', 1e12);
    await health.sync();
    expect(saved).toEqual([]);
    expect(health.successRateOf('a', 1e12).weight).toBe(10);
  });

  it('L5: stores no row for a model that does not exist', async () => {
    const { database, close } = await openTestDatabase('SQLite');
    const repository = new AccountHealthRepository(database);
    const health = new SqlAccountHealth(repository);
    health.noteFailure('a', 'no-model', { ...failure, reason: 'model_not_found' });
    await health.sync();

    expect(await repository.list()).toEqual([]);
    expect(health.cooldownOf('a', 'no-model', 1e12)).toMatchObject({ reason: 'model_not_found' });
    await close();
  });

  it('H3: does not believe a stored cooldown that is longer than any', async () => {
    const row = {
      accountId: 'a',
      model: null,
      reason: 'timeout',
      untilMs: Number.MAX_SAFE_INTEGER,
      failures: 1,
      failedAtMs: 1e12,
      requestedByProvider: true,
      updatedAtMs: 1e12,
    };
    const health = new SqlAccountHealth({
      list: () => Promise.resolve([row]),
      save: () => Promise.resolve(),
      prune: () => Promise.resolve(),
    });
    await health.sync();
    expect(health.cooldownOf('a', 'm', 1e12)).toBeNull();

    expect(health.noteFailure('a', null, { ...failure, retryAfterMs: 1e300 }).untilMs).toBe(
      1e12 + 300_000,
    );
    expect(health.cooldownOf('a', 'm', 1e12 + 1)).not.toBeNull();
  });

  it('never shortens the cooldown another process has stored, and prunes old rows', async () => {
    const { database, close } = await openTestDatabase('SQLite');
    const repository = new AccountHealthRepository(database);
    const [one, two] = [new SqlAccountHealth(repository), new SqlAccountHealth(repository)];
    one.noteFailure('a', null, failure);
    two.noteFailure('a', null, { ...failure, nowMs: 1e12 + 1, retryAfterMs: 1_000 });
    await one.sync();
    await two.sync();
    expect(two.cooldownOf('a', 'm', 1e12 + 2)?.untilMs).toBe(1e12 + 60_000);

    await two.prune(1e12 + 1e9);
    expect(await repository.list()).toEqual([]);
    await close();
  });
});
