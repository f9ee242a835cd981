import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Database } from '../database.js';
import type { NewTenantKey } from '../queries.js';
import type { AlertRow, BudgetRow } from '../rows.js';
import { aTenant, aUsage, databaseKinds, openTestDatabase } from '../testing/test-databases.js';
import {
  AlertsRepository,
  BudgetsRepository,
  ModelPricesRepository,
  TenantKeysRepository,
  TenantsRepository,
  UsageRepository,
} from './index.js';

const at = '2026-11-20 10:00:00.000';
const aKey = (row: Partial<NewTenantKey> = {}): NewTenantKey => ({
  id: 'k1',
  tenantId: 't1',
  name: 'CI',
  keyHash: 'hash-k1',
  keyPrefix: 'cgk_abcd',
  keyEnc: 'enc',
  previousHash: null,
  previousUntil: null,
  enabled: true,
  suspended: false,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  endpoints: ['messages'],
  models: null,
  settings: { privacy_enabled: 'true' },
  rateLimit: 1,
  tokensPerMinute: 2,
  maxConcurrent: 3,
  createdBy: 'somebody',
  createdAt: at,
  updatedAt: at,
  ...row,
});
const aBudget = (row: Partial<BudgetRow> = {}): BudgetRow => ({
  id: 'b1',
  scope: 'tenant',
  subjectId: 't1',
  period: 'daily',
  limitMicroUsd: 9_000_000_000_000,
  enforcement: 'strict',
  counts: 'cash',
  thresholds: [50, 80],
  timeZone: null,
  startsAt: at,
  createdAt: at,
  updatedAt: at,
  ...row,
});

describe.each(databaseKinds)('governance repositories on %s', (kind) => {
  let database: Database;
  let close: () => Promise<void>;
  let keys: TenantKeysRepository;
  let tenants: TenantsRepository;
  let budgets: BudgetsRepository;

  beforeAll(async () => {
    ({ database, close } = await openTestDatabase(kind));
    keys = new TenantKeysRepository(database);
    tenants = new TenantsRepository(database);
    budgets = new BudgetsRepository(database);
    await tenants.insert(aTenant());
  });
  afterAll(() => close());

  it('keeps keys, changes them and notes their use', async () => {
    await keys.insert(aKey());
    await expect(keys.insert(aKey({ id: 'k2' }))).rejects.toMatchObject({ code: 'conflict' });
    await keys.update('t1', 'k1', { models: ['claude-*'], endpoints: null, updatedAt: at });
    await keys.recordUses(
      new Map([
        ['k1', at],
        ['deleted', at],
      ]),
    );

    expect(await keys.list()).toEqual([
      { ...aKey({ models: ['claude-*'], endpoints: null, lastUsedAt: at }), problems: [] },
    ]);
    expect(await keys.find('another tenant', 'k1')).toBeNull();
    expect(await keys.update('another tenant', 'k1', { updatedAt: at })).toBe(false);
  });

  it('keeps budgets, and sums what they are about', async () => {
    await budgets.insert(aBudget());
    await budgets.insert(aBudget({ id: 'b2', scope: 'key', subjectId: 'k1', thresholds: [] }));
    await budgets.update('b1', { limitMicroUsd: 5, thresholds: [1], updatedAt: at });
    expect(await budgets.find('b1')).toEqual(aBudget({ limitMicroUsd: 5, thresholds: [1] }));

    await budgets.insert(aBudget({ id: 'b3', subjectId: 'deleted' }));
    const withSubjects = await budgets.listWithSubjects();
    expect(withSubjects.map((row) => [row.id, row.subjectName, row.subjectTimeZone])).toEqual([
      ['b1', 'Tenant', null],
      ['b2', aKey().name, null],
    ]);
    await tenants.update('t1', { timeZone: 'Asia/Tokyo', updatedAt: at });
    expect((await budgets.listWithSubjects()).map((row) => row.subjectTimeZone)).toEqual([
      'Asia/Tokyo',
      'Asia/Tokyo',
    ]);
    await budgets.delete('b3');

    const usage = new UsageRepository(database);
    await usage.append({
      usage: [
        aUsage({ id: '1', tenantId: 't1', keyId: 'k1', costMicroUsd: 10 }),
        aUsage({ id: '2', tenantId: 't1', costMicroUsd: 100, billing: 'value' }),
        aUsage({ id: '3', tenantId: 't1', costMicroUsd: null, webSearches: 2 }),
        aUsage({ id: '4', tenantId: 't1', costMicroUsd: 1_000, createdAt: '2026-11-21 00:00:00' }),
      ],
      logs: [],
    });
    const period = { from: '2026-11-20 00:00:00.000', to: '2026-11-21 00:00:00.000' };
    const query = (scope: BudgetRow['scope'], subjectId: string, counts: BudgetRow['counts']) => ({
      key: `${scope} ${subjectId} ${counts}`,
      scope,
      subjectId,
      counts,
      ...period,
    });
    const queries = [
      query('tenant', 't1', 'cash'),
      query('tenant', 't1', 'all'),
      query('tenant', 'other', 'all'),
      query('key', 'k1', 'all'),
      query('account', 'a1', 'cash'),
    ];
    expect(Object.fromEntries(await usage.spentMicroUsd(queries))).toEqual({
      'tenant t1 cash': 10,
      'tenant t1 all': 110,
      'key k1 all': 10,
      'account a1 cash': 10,
    });
    expect(await usage.spentMicroUsd([])).toEqual(new Map());
    const { totals } = await usage.sums({ groupBy: 'key', limit: 10, offset: 0 });
    expect(totals).toMatchObject({ costMicroUsd: 1_110, valueMicroUsd: 100, webSearches: 2 });
  });

  it('tells an alert once', async () => {
    const alerts = new AlertsRepository(database);
    const anAlert = (row: Partial<AlertRow>): AlertRow => ({
      id: 'al1',
      once: 'b1 50',
      kind: 'budget_threshold',
      budgetId: 'b1',
      scope: 'tenant',
      subjectId: 't1',
      subjectName: 'Team',
      threshold: 50,
      spentMicroUsd: 1,
      limitMicroUsd: 2,
      message: 'half',
      deliveries: {},
      acknowledgedAt: null,
      createdAt: at,
      ...row,
    });
    expect(await alerts.insertOnce(anAlert({}))).toBe(true);
    expect(await alerts.insertOnce(anAlert({ id: 'al2' }))).toBe(false);
    await alerts.setDeliveries('al1', { webhook: 'delivered' });
    expect(await alerts.page({ isAcknowledged: false, limit: 5, offset: 0 })).toEqual({
      items: [anAlert({ deliveries: { webhook: 'delivered' } })],
      total: 1,
    });
    expect(await alerts.acknowledge('al1', at)).toBe(true);
    expect((await alerts.page({ isAcknowledged: false, limit: 5, offset: 0 })).total).toBe(0);
  });

  it('keeps prices', async () => {
    const prices = new ModelPricesRepository(database);
    const row = {
      model: 'own',
      input: 0.1,
      output: 2,
      cacheRead: null,
      cacheWrite: null,
      cacheWrite1h: null,
      webSearch: 10,
      updatedAt: at,
    };
    await prices.upsert({ ...row, input: 5 });
    await prices.upsert(row);
    expect(await prices.list()).toEqual([row]);
    expect(await prices.delete('own')).toBe(true);
    expect(await prices.delete('own')).toBe(false);
  });

  it('deletes the keys and budgets of a tenant with it', async () => {
    await tenants.delete('t1');

    expect(await keys.list()).toEqual([]);
    expect(await budgets.list()).toEqual([]);
  });
});
