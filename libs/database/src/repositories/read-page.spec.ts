import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Database } from '../database.js';
import {
  aConfig,
  anAccount,
  aTenant,
  databaseKinds,
  openTestDatabase,
} from '../testing/test-databases.js';
import {
  AccountsRepository,
  BudgetsRepository,
  ConfigsRepository,
  TenantKeysRepository,
  TenantsRepository,
} from './index.js';

const at = (second: number) => `2026-11-20 10:00:0${second}.000`;
const first = { limit: 100, offset: 0 };

describe.each(databaseKinds)('lists on %s', (kind) => {
  let database: Database;
  let close: () => Promise<void>;
  let accounts: AccountsRepository;
  beforeAll(async () => {
    ({ database, close } = await openTestDatabase(kind));
    accounts = new AccountsRepository(database);
    const rows = [
      { id: 'a1', name: 'Alpha', priority: 1, lastUsedAt: at(2), createdAt: at(1) },
      { id: 'a2', name: 'beta_100%', priority: 9, lastUsedAt: null, createdAt: at(3) },
      { id: 'a3', name: 'ALPHA two', priority: 1, lastUsedAt: at(1), createdAt: at(2) },
      { id: 'a4', name: 'beta x100', priority: 5, lastUsedAt: null, createdAt: at(4) },
    ];
    for (const row of rows) await accounts.insert(anAccount(row));
  });
  afterAll(() => close());

  const idsOf = async (request: object) =>
    (await accounts.page({ ...first, ...request })).items.map(({ id }) => id);

  it('are read page by page, each row once, with the number of all rows', async () => {
    const pages = [];
    for (const offset of [0, 2, 4]) pages.push(await accounts.page({ limit: 2, offset }));

    expect(pages.map(({ total }) => total)).toEqual([4, 4, 4]);
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 0]);
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids.slice(0, 2)).toEqual(['a2', 'a4']);
    expect(new Set(ids).size).toBe(4);
  });

  it('are sorted by a field in both directions, rows without a value at the lower end', async () => {
    expect(await idsOf({ sort: 'createdAt' })).toEqual(['a1', 'a3', 'a2', 'a4']);
    expect(await idsOf({ sort: '-createdAt' })).toEqual(['a4', 'a2', 'a3', 'a1']);
    expect(await idsOf({ sort: 'lastUsedAt' })).toEqual(['a2', 'a4', 'a3', 'a1']);
    expect(await idsOf({ sort: '-lastUsedAt' })).toEqual(['a1', 'a3', 'a2', 'a4']);
    expect(await idsOf({ sort: '-priority' })).toEqual(['a2', 'a4', 'a1', 'a3']);
  });

  it('find a part of the name in upper or lower case, and take no character for a pattern', async () => {
    expect((await idsOf({ search: 'aLPha' })).sort()).toEqual(['a1', 'a3']);
    expect(await idsOf({ search: '_100%' })).toEqual(['a2']);
    expect(await idsOf({ search: '%' })).toEqual(['a2']);
    expect(await idsOf({ search: '!' })).toEqual([]);
    expect(await accounts.page({ limit: 1, offset: 0, search: 'beta' })).toMatchObject({
      total: 2,
    });
  });

  it.each(['nothing', 'apiKeyEnc', '__proto__', 'constructor'])(
    'cannot be sorted by %s',
    async (sort) => {
      await expect(accounts.page({ ...first, sort })).rejects.toMatchObject({
        code: 'invalid_request',
        field: 'sort',
      });
    },
  );

  it('of configs have their tiers, the active config first', async () => {
    const configs = new ConfigsRepository(database);
    const tier = { id: 'x', tier: 'opus', accountId: 'a1', priority: 0, targetModel: null };
    await configs.insert(aConfig({ id: 'c1', name: 'A' }), [tier]);
    await configs.insert(aConfig({ id: 'c2', name: 'B', isActive: true }), []);

    const { items } = await configs.page(first);

    expect(items.map(({ id, tiers }) => [id, tiers.length])).toEqual([
      ['c2', 0],
      ['c1', 1],
    ]);
  });

  it('of budgets and tenants have only what the caller may see', async () => {
    const tenants = new TenantsRepository(database);
    const budgets = new BudgetsRepository(database);
    const keys = new TenantKeysRepository(database);
    for (const id of ['t1', 't2']) {
      await tenants.insert(aTenant({ id, name: `Team ${id}`, apiKeyHash: id }));
    }
    await keys.insert({
      ...aTenant(),
      id: 'k1',
      tenantId: 't1',
      name: 'CI',
      keyHash: 'k1',
      keyPrefix: 'cgk_',
      keyEnc: null,
      suspended: false,
      previousHash: null,
      previousUntil: null,
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
      endpoints: null,
      models: null,
      settings: {},
      createdBy: null,
    });
    const subjects = { tenant: 't1', key: 'k1', account: 'a1' } as const;
    for (const [scope, subjectId] of Object.entries(subjects)) {
      await budgets.insert({
        id: scope,
        scope: scope as keyof typeof subjects,
        subjectId,
        period: 'daily',
        limitMicroUsd: 1,
        enforcement: 'strict',
        counts: 'cash',
        thresholds: [],
        timeZone: null,
        startsAt: at(0),
        createdAt: at(0),
        updatedAt: at(0),
      });
    }
    const seen = async (tenantIds: string[] | null, more = {}) =>
      (await budgets.page({ ...first, tenantIds, ...more })).items.map(({ id }) => id).sort();

    expect(await seen(null)).toEqual(['account', 'key', 'tenant']);
    expect(await seen(['t1'])).toEqual(['key', 'tenant']);
    expect(await seen(['t2'])).toEqual([]);
    expect(await seen([])).toEqual([]);
    expect(await seen(null, { search: 'team t1' })).toEqual(['tenant']);
    expect(await seen(null, { scope: 'key', subjectId: 'k1' })).toEqual(['key']);
    expect((await tenants.page(first, ['t2'])).items.map(({ id }) => id)).toEqual(['t2']);
    expect((await tenants.page(first, [])).total).toBe(0);
  });
});

describe('lists', () => {
  it('of 10,000 tenants read only the rows of the page', async () => {
    const { database, close } = await openTestDatabase('SQLite');
    database.sqlite?.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
       INSERT INTO tenants (id, name, api_key_hash, api_key_prefix)
       SELECT 't' || i, 'Tenant ' || i, 'hash ' || i, 'cgk_' FROM n`,
    );
    const tenants = new TenantsRepository(database);
    const pageOf = async (request: object) => {
      const { items, total } = await tenants.page({ ...first, limit: 20, ...request }, null);
      return [items.length, total];
    };

    expect(await pageOf({})).toEqual([20, 10_000]);
    expect(await pageOf({ offset: 9_990 })).toEqual([10, 10_000]);
    expect(await pageOf({ sort: '-createdAt' })).toEqual([20, 10_000]);
    expect(await pageOf({ search: 'nant 99' })).toEqual([20, 111]);
    await close();
  });
});
