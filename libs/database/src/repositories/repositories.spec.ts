import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Database } from '../database.js';
import {
  aConfig,
  aLog,
  aTenant,
  aUsage,
  anAccount,
  databaseKinds,
  openTestDatabase,
} from '../testing/test-databases.js';
import {
  AccountsRepository,
  ConfigsRepository,
  ModelLimitsRepository,
  RequestLogsRepository,
  SettingsRepository,
  TenantsRepository,
  UsageRepository,
} from './index.js';

const later = '2026-11-21 11:00:00.000';

describe.each(databaseKinds)('repositories on %s', (kind) => {
  let database: Database;
  let close: () => Promise<void>;
  let accounts: AccountsRepository;
  let configs: ConfigsRepository;
  let tenants: TenantsRepository;
  let usage: UsageRepository;
  let logs: RequestLogsRepository;

  beforeEach(async () => {
    ({ database, close } = await openTestDatabase(kind));
    accounts = new AccountsRepository(database);
    configs = new ConfigsRepository(database);
    tenants = new TenantsRepository(database);
    usage = new UsageRepository(database);
    logs = new RequestLogsRepository(database);
  });

  afterEach(() => close());

  describe('AccountsRepository', () => {
    it('gives back what was stored', async () => {
      const row = anAccount({
        tokenExpiresAtMs: 4_102_444_800_000,
        dialects: ['chat', 'messages'],
        refreshTokenEnc: 'enc',
        enabled: false,
        monthlyBudgetMicroUsd: 10_000,
      });

      await accounts.insert(row);

      expect(await accounts.find('a1')).toEqual(row);
      expect(await accounts.list()).toEqual([row]);
      expect(await accounts.find('nobody')).toBeNull();
    });

    it('changes only what the patch names, and clears with null', async () => {
      await accounts.insert(anAccount({ baseUrl: 'http://x', dialects: ['chat'] }));

      const found = await accounts.update('a1', {
        baseUrl: null,
        dialects: null,
        monthlyBudgetMicroUsd: null,
        enabled: false,
        updatedAt: later,
      });

      expect(found).toBe(true);
      expect(await accounts.find('a1')).toEqual(
        anAccount({
          baseUrl: null,
          dialects: null,
          monthlyBudgetMicroUsd: null,
          enabled: false,
          updatedAt: later,
        }),
      );
      expect(await accounts.update('nobody', { updatedAt: later })).toBe(false);
    });

    it('counts failures and forgets them after a success', async () => {
      await accounts.insert(anAccount());
      const failure = { status: 'error', error: '500', at: later, usedAt: later };

      await accounts.setOutcome('a1', failure);
      await accounts.recordOutcomes(
        new Map([
          ['a1', failure],
          ['deleted', failure],
        ]),
      );
      expect(await accounts.find('a1')).toMatchObject({
        status: 'error',
        lastError: '500',
        lastErrorAt: later,
        lastUsedAt: later,
        errorCount: 2,
      });

      await accounts.setOutcome('a1', { status: 'active', error: null, at: later });
      expect(await accounts.find('a1')).toMatchObject({
        status: 'active',
        lastError: null,
        lastErrorAt: null,
        errorCount: 0,
      });
    });

    it('re-encrypts accounts and tenants together, and keeps what cannot be read', async () => {
      await accounts.insert(anAccount({ refreshTokenEnc: 'bad' }));
      await accounts.insert(anAccount({ id: 'a2', apiKeyEnc: null }));
      await tenants.insert(aTenant());

      const result = await accounts.reencryptSecrets((stored) =>
        stored === 'bad' ? null : `new ${stored}`,
      );

      expect(result).toEqual({ reEncrypted: 2, failed: 1 });
      expect(await accounts.find('a1')).toMatchObject({
        apiKeyEnc: 'new enc-a1',
        refreshTokenEnc: 'bad',
      });
      expect((await tenants.find('t1'))?.apiKeyEnc).toBe('new enc-t1');
    });

    it('re-encrypts all or nothing', async () => {
      await accounts.insert(anAccount());
      await accounts.insert(anAccount({ id: 'a2', apiKeyEnc: 'second' }));
      let calls = 0;

      const failing = accounts.reencryptSecrets((stored) => {
        calls += 1;
        if (calls === 2) throw new Error('crash');
        return `new ${stored}`;
      });

      await expect(failing).rejects.toThrow('crash');
      expect((await accounts.find('a1'))?.apiKeyEnc).toBe('enc-a1');
      expect((await accounts.find('a2'))?.apiKeyEnc).toBe('second');
    });

    it('deletes an account out of its configs and keeps its usage', async () => {
      await accounts.insert(anAccount());
      await configs.insert(aConfig(), [
        { id: 'x1', tier: 'opus', accountId: 'a1', priority: 1, targetModel: null },
      ]);
      await usage.append({ usage: [aUsage()], logs: [] });

      expect(await accounts.delete('a1')).toBe(true);

      expect((await configs.find('c1'))?.tiers).toEqual([]);
      const sums = await usage.sums({ groupBy: 'account', limit: 10, offset: 0 });
      expect(sums.items).toMatchObject([{ key: null, requests: 1 }]);
      expect(await accounts.delete('a1')).toBe(false);
    });
  });

  describe('ConfigsRepository', () => {
    const tier = (id: string, accountId: string, priority = 0) => ({
      id,
      tier: 'sonnet',
      accountId,
      priority,
      targetModel: 'gpt-4o',
    });

    beforeEach(async () => {
      await accounts.insert(anAccount());
      await accounts.insert(anAccount({ id: 'a2' }));
    });

    it('keeps the tiers in the order given, whatever their ids', async () => {
      await configs.insert(aConfig(), [tier('z', 'a1'), tier('y', 'a2'), tier('x', 'a1')]);

      expect((await configs.find('c1'))?.tiers).toEqual(
        [tier('z', 'a1'), tier('y', 'a2'), tier('x', 'a1')].map((row) => ({
          ...row,
          configId: 'c1',
        })),
      );
    });

    it('stores nothing when one of the tiers names an unknown account', async () => {
      const insert = configs.insert(aConfig(), [tier('x', 'a1'), tier('y', 'nobody')]);

      await expect(insert).rejects.toMatchObject({ code: 'invalid_request' });
      expect(await configs.list()).toEqual([]);
    });

    it('keeps the tiers when their replacement fails', async () => {
      await configs.insert(aConfig(), [tier('x', 'a1')]);

      await expect(configs.replaceTiers('c1', [tier('y', 'nobody')])).rejects.toMatchObject({
        code: 'invalid_request',
      });

      expect((await configs.find('c1'))?.tiers.map((row) => row.id)).toEqual(['x']);
    });

    it('refuses a name that is taken', async () => {
      await configs.insert(aConfig(), []);
      await configs.insert(aConfig({ id: 'c2', name: 'Other' }), []);

      await expect(configs.insert(aConfig({ id: 'c3' }), [])).rejects.toMatchObject({
        code: 'conflict',
        message: 'There is a config with this name already',
      });
      await expect(configs.update('c2', { name: 'Config' })).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    it('changes fields and tiers together', async () => {
      await configs.insert(aConfig(), [tier('x', 'a1')]);

      const patch = { name: 'New', routingStrategy: 'round-robin' };
      expect(await configs.update('c1', patch, [tier('y', 'a2')])).toBe(true);

      expect(await configs.find('c1')).toMatchObject({ ...patch, tiers: [{ id: 'y' }] });
      expect(await configs.update('nobody', patch)).toBe(false);
    });

    it('has exactly one active config, however many are activated at once', async () => {
      const ids = Array.from({ length: 8 }, (_, index) => `c${index}`);
      for (const id of ids) await configs.insert(aConfig({ id, name: id }), []);

      for (let round = 0; round < 5; round += 1) {
        await Promise.all([
          ...ids.map((id) => configs.activate(id)),
          ...ids.map((id) => configs.replaceTiers(id, [tier(`${id}-x`, 'a1')])),
        ]);

        const active = (await configs.list()).filter((config) => config.isActive);
        expect(active).toHaveLength(1);
      }
      expect(await configs.activate('nobody')).toBe(false);
      expect((await configs.list()).filter((config) => config.isActive)).toHaveLength(1);
    });

    it('activates while others are changed, without a deadlock', async () => {
      const ids = Array.from({ length: 5 }, (_, index) => `c${index}`);
      for (const id of ids) await configs.insert(aConfig({ id, name: id }), []);

      // On PostgreSQL a change moves its row, so that the next statement finds the rows in another order.
      const changeAgainAndAgain = async (id: string) => {
        for (let round = 0; round < 20; round += 1) {
          await configs.activate(id);
          await configs.update(id, { name: `${id} ${'x'.repeat(round)}` });
        }
      };
      await Promise.all(ids.map(changeAgainAndAgain));

      expect((await configs.list()).filter((config) => config.isActive)).toHaveLength(1);
    });

    it('never shows a reader half of a change', async () => {
      await configs.insert(aConfig(), [tier('x', 'a1'), tier('y', 'a2')]);
      const writes = Array.from({ length: 20 }, (_, index) =>
        configs.replaceTiers('c1', [tier(`x${index}`, 'a1'), tier(`y${index}`, 'a2')]),
      );
      const reads = Array.from({ length: 20 }, () => configs.find('c1'));

      const seen = await Promise.all(reads);
      await Promise.all(writes);

      expect(seen.map((config) => config?.tiers.length)).toEqual(seen.map(() => 2));
    });

    it('switches the others off when a new config is active', async () => {
      await configs.insert(aConfig({ isActive: true }), []);
      await configs.insert(aConfig({ id: 'c2', name: 'Two', isActive: true }), []);

      const list = await configs.list();

      expect(list.map((config) => [config.id, config.isActive])).toEqual([
        ['c1', false],
        ['c2', true],
      ]);
    });

    it('deletes a config that tenants use', async () => {
      await configs.insert(aConfig(), [tier('x', 'a1')]);
      await tenants.insert(aTenant({ configId: 'c1' }));

      expect(await configs.delete('c1')).toBe(true);

      expect((await tenants.find('t1'))?.configId).toBeNull();
    });
  });

  describe('TenantsRepository', () => {
    it('finds a tenant by the hash of its key, and by the new one after a rotation', async () => {
      await tenants.insert(aTenant());

      expect(await tenants.findByKeyHash('hash-1')).toEqual(aTenant());
      await tenants.rotateKey('t1', {
        hash: 'hash-2',
        prefix: 'cgk_9',
        enc: null,
        updatedAt: later,
      });

      expect(await tenants.findByKeyHash('hash-1')).toBeNull();
      expect(await tenants.findByKeyHash('hash-2')).toMatchObject({
        apiKeyPrefix: 'cgk_9',
        apiKeyEnc: null,
      });
    });

    it('refuses a name that is taken and a config that does not exist', async () => {
      await tenants.insert(aTenant());

      await expect(tenants.insert(aTenant({ id: 't2', apiKeyHash: 'h' }))).rejects.toMatchObject({
        code: 'conflict',
      });
      await expect(
        tenants.update('t1', { configId: 'nobody', updatedAt: later }),
      ).rejects.toMatchObject({ code: 'invalid_request' });
    });

    it('keeps settings of their own, and loses them with the tenant', async () => {
      await tenants.insert(aTenant());
      await tenants.insert(aTenant({ id: 't2', name: 'Two', apiKeyHash: 'h2' }));
      await tenants.setSettings('t1', { a: '1', b: '2', ['__proto__']: '3' });
      await tenants.setSettings('t2', { a: 'x' });
      await tenants.setSettings('t1', { a: 'changed', b: null });

      expect({ ...(await tenants.listSettings('t1')) }).toEqual({
        a: 'changed',
        ['__proto__']: '3',
      });
      expect({ ...(await tenants.listSettings('t2')) }).toEqual({ a: 'x' });

      await tenants.delete('t1');
      expect(await tenants.listSettings('t1')).toEqual({});
      expect({ ...(await tenants.listSettings('t2')) }).toEqual({ a: 'x' });
    });
  });

  describe('SettingsRepository and ModelLimitsRepository', () => {
    it('store, replace and remove', async () => {
      const settings = new SettingsRepository(database);
      await settings.set({ a: '1', b: '2' });
      await settings.set({ a: 'one', b: null, c: '3' });

      expect(Object.fromEntries(await settings.all())).toEqual({ a: 'one', c: '3' });

      const limits = new ModelLimitsRepository(database);
      const limit = {
        modelId: 'm',
        maxOutputTokens: 5,
        supportsToolCalling: null,
        supportsReasoning: false,
      };
      await limits.upsert({ ...limit, supportsReasoning: true });
      await limits.upsert(limit);
      expect(await limits.list()).toEqual([limit]);
      expect(await limits.delete('m')).toBe(true);
      expect(await limits.delete('m')).toBe(false);
    });
  });

  describe('UsageRepository', () => {
    it('stores a batch once, however often it is repeated', async () => {
      const batch = { usage: [aUsage(), aUsage({ id: 'u2' })], logs: [aLog()] };

      await usage.append(batch);
      await usage.append({ ...batch, usage: [aUsage(), aUsage({ id: 'u3' })] });
      await usage.append({ usage: [], logs: [] });

      expect((await usage.sums({ groupBy: 'model', limit: 10, offset: 0 })).totals).toEqual({
        requests: 3,
        unpricedRequests: 0,
        estimatedRequests: 0,
        webSearches: 0,
        valueMicroUsd: 0,
        inputTokens: 30,
        outputTokens: 60,
        cacheReadTokens: 9,
        cacheWriteTokens: 12,
        cacheWrite1hTokens: 3,
        reasoningTokens: 15,
        costMicroUsd: 4_500,
      });
      expect((await logs.page({ limit: 10 })).total).toBe(1);
    });

    it('is not stopped by what a provider or a journal may have put into a row', async () => {
      const older: Partial<ReturnType<typeof aUsage>> = aUsage({ id: 'older' });
      Reflect.deleteProperty(older, 'cacheWrite1hTokens');

      await usage.append({
        usage: [
          aUsage({ inputTokens: 1e15, outputTokens: 1.5, reasoningTokens: Number.NaN }),
          older as ReturnType<typeof aUsage>,
        ],
        logs: [aLog({ requestBody: 'zero \0 byte and \ud800', latencyMs: 1.7 })],
      });

      const { totals } = await usage.sums({ groupBy: 'model', limit: 10, offset: 0 });
      expect(totals).toMatchObject({ requests: 2, outputTokens: 21, reasoningTokens: 5 });
      expect(await logs.find('l1')).toMatchObject({
        requestBody: expect.stringContaining('byte and'),
        latencyMs: 1,
      });
    });

    it('adds up the month by account, unpriced requests left out', async () => {
      await usage.append({
        usage: [
          aUsage({ id: '1', createdAt: '2026-11-01 00:00:00.000', costMicroUsd: 5 }),
          aUsage({ id: '2', createdAt: '2026-11-30 23:59:59.999', costMicroUsd: 7 }),
          aUsage({ id: '3', createdAt: '2026-10-31 23:59:59.999', costMicroUsd: 100 }),
          aUsage({ id: '4', accountId: 'a2', createdAt: later, costMicroUsd: 11 }),
          aUsage({ id: '5', accountId: 'a2', createdAt: later, costMicroUsd: null }),
        ],
        logs: [],
      });

      const month = { from: '2026-11-01 00:00:00.000', to: '2026-12-01 00:00:00.000' };
      const spent = await usage.spentMicroUsd(
        ['a1', 'a2'].map((subjectId) => ({
          key: subjectId,
          scope: 'account',
          subjectId,
          counts: 'all',
          ...month,
        })),
      );

      expect(spent).toEqual(
        new Map([
          ['a1', 12],
          ['a2', 11],
        ]),
      );
    });

    it('groups, filters, pages and counts unpriced requests apart', async () => {
      await usage.append({
        usage: [
          aUsage({
            id: '1',
            routedModel: 'cheap',
            costMicroUsd: 1,
            createdAt: '2026-11-20 10:59:59.999',
          }),
          aUsage({ id: '2', routedModel: 'dear', costMicroUsd: 9, tier: null }),
          aUsage({ id: '3', routedModel: 'free', costMicroUsd: null, createdAt: later }),
          aUsage({
            id: '4',
            routedModel: 'dear',
            costMicroUsd: 9,
            createdAt: later,
            tenantId: 't1',
          }),
        ],
        logs: [],
      });

      const byModel = await usage.sums({ groupBy: 'model', limit: 2, offset: 0 });
      expect(byModel.items.map((item) => [item.key, item.costMicroUsd])).toEqual([
        ['dear', 18],
        ['cheap', 1],
      ]);
      expect(byModel).toMatchObject({ total: 3, totals: { requests: 4, unpricedRequests: 1 } });
      const rest = await usage.sums({ groupBy: 'model', limit: 2, offset: 2 });
      expect(rest.items).toMatchObject([
        { key: 'free', requests: 1, unpricedRequests: 1, costMicroUsd: 0 },
      ]);

      const byHour = await usage.sums({ groupBy: 'hour', limit: 10, offset: 0 });
      expect(byHour.items.map((item) => [item.key, item.requests])).toEqual([
        ['2026-11-20 10', 2],
        ['2026-11-21 11', 2],
      ]);
      const byTier = await usage.sums({ groupBy: 'tier', limit: 10, offset: 0 });
      expect(byTier.total).toBe(2);
      const filtered = await usage.sums({
        groupBy: 'day',
        from: later,
        to: '2026-11-22 00:00:00.000',
        filters: { tenantId: 't1', model: 'dear' },
        limit: 10,
        offset: 0,
      });
      expect(filtered.items).toMatchObject([{ key: '2026-11-21', requests: 1, costMicroUsd: 9 }]);
      expect(
        (await usage.sums({ groupBy: 'day', to: later, limit: 10, offset: 0 })).totals.requests,
      ).toBe(2);
    });

    it('prunes what is older, in steps', async () => {
      const old = Array.from({ length: 2_500 }, (_, index) => aUsage({ id: `o${index}` }));
      await usage.append({ usage: [...old, aUsage({ id: 'new', createdAt: later })], logs: [] });

      expect(await usage.prune(later)).toBe(2_500);
      expect((await usage.sums({ groupBy: 'model', limit: 1, offset: 0 })).totals.requests).toBe(1);
    });
  });

  describe('RequestLogsRepository', () => {
    const moment = (index: number) => `2026-11-20 10:00:${String(index).padStart(2, '0')}.000`;

    it('pages newest first with a cursor that new entries do not disturb', async () => {
      const rows = Array.from({ length: 7 }, (_, index) =>
        // Two of them at the same time.
        aLog({ id: `l${index}`, timestamp: moment(index === 4 ? 3 : index) }),
      );
      await usage.append({ usage: [], logs: rows });

      const first = await logs.page({ limit: 3 });
      await usage.append({ usage: [], logs: [aLog({ id: 'new', timestamp: moment(50) })] });
      const second = await logs.page({ limit: 3, cursor: first.nextCursor! });
      const third = await logs.page({ limit: 3, cursor: second.nextCursor! });

      expect([first, second, third].map((page) => page.items.map((item) => item.id))).toEqual([
        ['l6', 'l5', 'l4'],
        ['l3', 'l2', 'l1'],
        ['l0'],
      ]);
      expect([first, second, third].map((page) => page.total)).toEqual([7, 7, 7]);
      expect(third.nextCursor).toBeNull();
      expect(first.items[0]).not.toHaveProperty('requestBody');
      expect((await logs.page({ limit: 3, offset: 7 })).items.map((item) => item.id)).toEqual([
        'l0',
      ]);
      await expect(logs.page({ limit: 3, cursor: 'nonsense' })).rejects.toMatchObject({
        code: 'invalid_request',
      });
    });

    it('filters by status, model, account, tenant, session and time', async () => {
      const accountId = '0f8b1a52-1111-4222-8333-444455556666';
      await accounts.insert(anAccount({ id: accountId, name: '100% Team' }));
      await usage.append({
        usage: [],
        logs: [
          aLog({ id: '1', timestamp: moment(1), statusCode: 503, errorMessage: 'overloaded' }),
          aLog({ id: '2', timestamp: moment(2), originalModel: 'GPT-4o_mini', tenantId: 't1' }),
          aLog({ id: '3', timestamp: moment(3), accountId, accountName: '100% Team' }),
          aLog({ id: '4', timestamp: moment(4), sessionId: 's1', routedModel: 'gpt-4o' }),
        ],
      });
      const idsOf = async (filter: object) =>
        (await logs.page({ limit: 10, ...filter })).items.map((item) => item.id);

      expect(await idsOf({ status: 'error' })).toEqual(['1']);
      expect(await idsOf({ status: 'success' })).toEqual(['4', '3', '2']);
      expect(await idsOf({ status: 503 })).toEqual(['1']);
      expect(await idsOf({ model: 'gpt-4o' })).toEqual(['4']);
      expect(await idsOf({ model: 'claude-x' })).toEqual(['4', '3', '1']);
      expect(await idsOf({ model: 'GPT-*' })).toEqual(['2']);
      expect(await idsOf({ model: 'claude*' })).toEqual(['4', '3', '2', '1']);
      expect(await idsOf({ model: 'claude*', offset: 1, limit: 2 })).toEqual(['3', '2']);
      expect(await idsOf({ model: '*' })).toEqual(['4', '3', '2', '1']);
      expect(await idsOf({ model: 'gpt*' })).toEqual(['4']);
      expect(await idsOf({ model: 'gpt' })).toEqual([]);
      expect(await idsOf({ model: 'none*' })).toEqual([]);
      expect(await idsOf({ account: '% team' })).toEqual(['3']);
      expect(await idsOf({ account: accountId })).toEqual(['3']);
      expect(await idsOf({ account: 'a1', status: 'success' })).toEqual(['4', '2']);
      expect(await idsOf({ tenant: 't1' })).toEqual(['2']);
      expect(await idsOf({ session: 's1' })).toEqual(['4']);
      expect(await idsOf({ from: moment(2), to: moment(4) })).toEqual(['3', '2']);
    });

    it('pages through the beginning of models, many of them, and counts each entry once', async () => {
      const rows = Array.from({ length: 130 }, (_, index) => {
        const [name, other] = [`m-${index % 60}`, `m-${index % 7}`];
        return aLog({
          id: `l${String(index).padStart(3, '0')}`,
          originalModel: index % 3 === 0 ? null : name,
          routedModel: index % 5 === 0 ? 'n' : other,
          statusCode: index % 10 === 0 ? 299 : 200,
        });
      });
      await usage.append({ usage: [], logs: rows });
      // As the original may have left them.
      await database.dataSource.query(
        'UPDATE request_logs SET status_code = NULL WHERE status_code = 299',
      );
      const expected = (prefix: string) =>
        rows
          .filter(({ originalModel, routedModel }) =>
            [originalModel, routedModel].some((name) => name?.startsWith(prefix)),
          )
          .map(({ id }) => id)
          .reverse();

      for (const prefix of ['m-', 'm-1', 'm-59', 'n', '']) {
        const found: string[] = [];
        let page = await logs.page({ model: `${prefix}*`, limit: 40 });
        for (;;) {
          found.push(...page.items.map((item) => item.id));
          expect(page.total).toBe(expected(prefix).length);
          if (page.nextCursor === null) break;
          page = await logs.page({ model: `${prefix}*`, limit: 40, cursor: page.nextCursor });
        }
        expect(found).toEqual(expected(prefix));
      }
      expect((await logs.page({ status: 'success', limit: 1 })).total).toBe(117);
      expect((await logs.page({ status: 200, limit: 1 })).total).toBe(117);
      expect((await logs.page({ status: 'success', model: 'm-1', limit: 1 })).total).toBe(
        rows.filter(
          (row) => row.statusCode === 200 && [row.originalModel, row.routedModel].includes('m-1'),
        ).length,
      );
    });

    it('shows one entry with its bodies, and deletes old ones or all', async () => {
      const row = aLog({ id: '2', timestamp: moment(2), attempts: '[{"account":"x"}]' });
      await usage.append({ usage: [], logs: [aLog({ id: '1', timestamp: moment(1) }), row] });

      expect(await logs.find('2')).toEqual(row);
      expect(await logs.delete({ before: moment(2) })).toBe(1);
      expect(await logs.find('1')).toBeNull();
      expect(await logs.delete('all')).toBe(1);
      expect(await logs.page({ limit: 1 })).toEqual({ items: [], total: 0, nextCursor: null });
    });
  });
});
