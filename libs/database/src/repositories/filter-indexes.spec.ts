import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '../database.js';
import type { AuditFilter } from '../identity-rows.js';
import type { RequestLogFilter, UsageFilters } from '../queries.js';
import {
  aLog,
  anAccount,
  aUsage,
  databaseKinds,
  openTestDatabase,
} from '../testing/test-databases.js';
import {
  AccountsRepository,
  AuditRepository,
  RequestLogsRepository,
  UsageRepository,
} from './index.js';

const at = '2026-11-20 10:00:00.000';
const cursor = Buffer.from(JSON.stringify({ timestamp: at, id: 'l5', total: 9 })).toString(
  'base64url',
);

const logFilters: Record<string, RequestLogFilter> = {
  nothing: {},
  'a time from': { from: '2026-11-20 09:00:00.000' },
  'a time to': { to: '2026-11-21 09:00:00.000' },
  'success only': { status: 'success' },
  'errors only': { status: 'error' },
  'a status': { status: 429 },
  'the usual status': { status: 200 },
  'a rare status of success': { status: 201 },
  'a model': { model: 'gpt-4o' },
  'the beginning of models': { model: 'claude-*' },
  'an account': { account: '0f8b1a52-1111-4222-8333-444455556666' },
  'a part of the names of accounts': { account: 'team' },
  'a tenant': { tenant: 't1' },
  'the tenants one may see': { tenantIds: ['t1', 't2', 't3'] },
  'a key': { key: 'k1' },
  'a session': { session: 's1' },
};

const usageFilters: Record<string, UsageFilters> = {
  'an account': { accountId: 'a1' },
  'a tenant': { tenantId: 't1' },
  'a key': { keyId: 'k1' },
  'a session': { sessionId: 's1' },
  'a model': { model: 'm1' },
};

const auditFilters: Record<string, AuditFilter> = {
  nothing: {},
  'an actor': { actor: 'Ann' },
  'an action': { action: 'accounts' },
  'a target': { target: 'a1' },
  failures: { outcome: 'failure' },
};

/** Notes every query, with how the database would go about it. */
class Watched extends Database {
  readonly plans: string[] = [];

  constructor(private readonly inner: Database) {
    super(inner.dataSource, inner.logger, inner.sqlite);
  }

  override async reportSql(statement: string, parameters: readonly unknown[]) {
    const { manager } = this.dataSource;
    this.plans.push(
      this.sqlite
        ? (
            await manager.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${statement}`, [
              ...parameters,
            ])
          )
            .map(({ detail }) => detail)
            .join('\n')
        : await this.postgresPlan(statement, [...parameters]),
    );
    return await this.inner.reportSql(statement, parameters);
  }

  /** An empty table is read from end to end unless that is made dear: an index is then used if one can be. */
  private async postgresPlan(statement: string, parameters: unknown[]): Promise<string> {
    return await this.dataSource.transaction(async (manager) => {
      for (const name of ['seqscan', 'sort']) {
        await manager.query(`SET LOCAL enable_${name} = off`);
      }
      const rows = await manager.query<Record<string, string>[]>(
        `EXPLAIN ${statement}`,
        parameters,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  }
}

const readsAll = /^SCAN \w+$|Seq Scan/m;
const sorts = /TEMP B-TREE|Sort/;

describe.each(databaseKinds)('filters on %s', (kind) => {
  let close: () => Promise<void>;
  let watched: Watched;

  beforeAll(async () => {
    const opened = await openTestDatabase(kind);
    ({ close } = opened);
    watched = new Watched(opened.database);
    const accounts = new AccountsRepository(opened.database);
    for (const id of ['a1', 'a2']) await accounts.insert(anAccount({ id, name: `Team ${id}` }));
    await new UsageRepository(opened.database).append({
      usage: [aUsage()],
      logs: ['claude-x', 'claude-y', 'gpt-4o'].map((originalModel, index) =>
        aLog({ id: `l${index}`, originalModel }),
      ),
    });
  });
  afterAll(() => close());

  const plansOf = async (work: () => Promise<unknown>) => {
    watched.plans.length = 0;
    await work();
    return [...watched.plans];
  };

  describe.each(Object.entries(logFilters))('logs by %s', (_, filter) => {
    const logs = () => new RequestLogsRepository(watched);

    it.each([
      ['the first page', undefined],
      ['a later page', cursor],
    ])('%s comes out of an index in its order', async (_name, after) => {
      // The count is of the first page only.
      const plans = await plansOf(() => logs().page({ ...filter, limit: 50, cursor: after }));

      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) {
        expect(plan).not.toMatch(readsAll);
        expect(plan).not.toMatch(sorts);
      }
    });
  });

  it.each(Object.entries(usageFilters))('usage by %s is found by an index', async (_, filters) => {
    const usage = new UsageRepository(watched);
    const query = { groupBy: 'day', filters, limit: 10, offset: 0 } as const;

    const plans = await plansOf(() => usage.sums(query));

    expect(plans).toHaveLength(2);
    for (const plan of plans) expect(plan).not.toMatch(readsAll);
  });

  it.each(Object.entries(auditFilters))('audit by %s is found by an index', async (_, filter) => {
    const plans = await plansOf(() => new AuditRepository(watched).count(filter));

    expect(plans).toHaveLength(1);
    for (const plan of plans) expect(plan).not.toMatch(readsAll);
  });

  it('sums of budgets use the index of their subject', async () => {
    const period = { from: at, to: '2026-11-21 10:00:00.000' };
    const scopes = ['tenant', 'key', 'account'] as const;
    const [plan] = await plansOf(() =>
      new UsageRepository(watched).spentMicroUsd(
        scopes.map((scope) => ({ key: scope, scope, subjectId: 'x', counts: 'all', ...period })),
      ),
    );

    for (const scope of scopes) expect(plan).toContain(`ix_usage_${scope}_created`);
  });
});
