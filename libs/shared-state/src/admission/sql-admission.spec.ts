import { describe, expect, it } from '@jest/globals';

import { AdmissionRepository } from '@codegate/database';
import { silentLogger } from '@codegate/kernel';

import { databaseKinds, openTestDatabase } from '../../../database/src/testing/test-databases.js';
import { describeAdmissionContract } from '../testing/describe-admission-contract.js';
import { SqlAdmission } from './sql-admission.js';

const start = 1_700_000_000_000;
const terms = { owner: 'me', ttlMs: 60_000, nowMs: start };

for (const kind of databaseKinds) {
  describeAdmissionContract(
    kind,
    async () => {
      const { database, close } = await openTestDatabase(kind);
      const instance = () => new SqlAdmission(new AdmissionRepository(database), silentLogger);
      const first = instance();
      let isFirst = true;
      return {
        instance: () => (isFirst ? ((isFirst = false), first) : instance()),
        refresh: (nowMs) => first.refresh(nowMs),
        close,
      };
    },
    25,
  );
}

/** A store that counts transactions and fails on demand. */
async function aStore() {
  const { database, close } = await openTestDatabase('SQLite');
  const repository = new AdmissionRepository(database);
  const state = { changes: 0, fails: false };
  const change: AdmissionRepository['change'] = async (...args) => {
    state.changes += 1;
    if (state.fails) throw new Error('the disk is full');
    await repository.change(...args);
  };
  const store = Object.assign(Object.create(repository) as AdmissionRepository, { change });
  return { admission: new SqlAdmission(store, silentLogger), repository, state, close };
}

describe('SqlAdmission', () => {
  it('needs no transaction, and no promise, for demands without a limit', async () => {
    const { admission, state, close } = await aStore();
    const grant = admission.acquire([{ kind: 'requests', key: 'a', limit: 0 }], terms);

    expect(grant).not.toBeInstanceOf(Promise);
    expect(admission.windowOf('requests', 'a', start).taken).toBe(1);
    expect(state.changes).toBe(0);
    await close();
  });

  it('does together what is asked while a transaction runs', async () => {
    const { admission, state, close } = await aStore();
    const demand = { kind: 'slot', key: 'a', limit: 30 } as const;
    const results = await Promise.all(
      Array.from({ length: 50 }, async () => await admission.acquire([demand], terms)),
    );

    expect(results.filter(({ granted }) => granted)).toHaveLength(30);
    expect(state.changes).toBeLessThanOrEqual(2);
    await close();
  });

  it('refuses to guess while the database fails, and writes later what has ended meanwhile', async () => {
    const { admission, state, repository, close } = await aStore();
    const budget = { kind: 'budget', key: 'b', limit: 100, amount: 60, isLenient: false } as const;
    const period = { key: 'b', endsAtMs: start + 1e9 };
    const grant = await admission.acquire([{ ...budget, ...period }], terms);
    state.fails = true;
    await expect(admission.acquire([{ ...budget, ...period }], terms)).rejects.toThrow('disk');
    if (grant.granted) {
      await grant.settle({ tokens: 0, microUsd: 30, budgets: [period], nowMs: start });
    }
    state.fails = false;
    expect(await admission.acquire([{ ...budget, ...period }], terms)).toMatchObject({
      granted: true,
    });

    const { spent, held } = await repository.totals({ slot: 0, nowMs: start });
    expect([spent.get('budget:b'), held.get('budget:b')]).toEqual([30, 60]);
    await close();
  });

  it('prunes what no limit counts any more', async () => {
    const { admission, repository, close } = await aStore();
    const demands = [
      { kind: 'requests', key: 'a', limit: 5 },
      { kind: 'slot', key: 'a', limit: 5 },
      { kind: 'budget', key: 'a', limit: 5, amount: 1, isLenient: false, endsAtMs: start + 1 },
    ] as const;
    const grant = await admission.acquire(demands, terms);
    if (grant.granted) {
      await grant.settle({ tokens: 0, microUsd: 1, budgets: [demands[2]], nowMs: start });
    }
    await admission.prune(start + 2 * 86_400_000);

    const { windows, held, spent } = await repository.totals({ slot: 0, nowMs: 0 });
    expect([windows.size, held.size, spent.size]).toEqual([0, 0, 0]);
    await close();
  });
});
