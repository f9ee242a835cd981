import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';

import { Database } from '../database.js';
import { Usage } from '../entities/index.js';
import { RawRowReader, toColumnNames } from '../mapping/raw-row.js';
import { readAll } from '../mapping/read-rows.js';
import { readUsage } from '../mapping/read-usage.js';
import { toTimeBound } from '../mapping/time-bound.js';
import type { SpendQuery, UsageGroup, UsageQuery, UsageSums, UsageTotals } from '../queries.js';
import type { UsageRow } from '../rows.js';
import { deleteInSteps } from './delete-in-steps.js';
import { limitToTenants } from './limit-to-tenants.js';
import { rowsOfJson } from './rows-of-json.js';
import { LedgerWriter, type LedgerRows } from './ledger-writer.js';

/** Rows written by the original while it has the file open too carry its cost column only. */
const cost = 'COALESCE(u.cost_micro_usd, ROUND(u.cost_usd * 1000000))';

const groupExpressions: Readonly<Record<UsageGroup, string>> = {
  model: 'u.routed_model',
  account: 'u.account_id',
  tenant: 'u.tenant_id',
  key: 'u.key_id',
  tier: 'u.tier',
  session: 'u.session_id',
  hour: 'SUBSTR(u.created_at, 1, 13)',
  day: 'SUBSTR(u.created_at, 1, 10)',
};

const sums: Readonly<Record<string, string>> = {
  requests: 'COUNT(*)',
  unpriced: `SUM(CASE WHEN ${cost} IS NULL THEN 1 ELSE 0 END)`,
  estimated: 'SUM(u.is_estimated)',
  input: 'SUM(u.input_tokens)',
  output: 'SUM(u.output_tokens)',
  cache_read: 'SUM(u.cache_read_tokens)',
  cache_write: 'SUM(u.cache_write_tokens)',
  cache_write_1h: 'SUM(u.cache_write_1h_tokens)',
  reasoning: 'SUM(u.reasoning_tokens)',
  web_searches: 'SUM(u.web_searches)',
  cost: `SUM(${cost})`,
  value: `SUM(CASE WHEN u.billing = 'value' THEN ${cost} ELSE 0 END)`,
};

const rowsPerBatch = 1_000;
const subjectColumns = { tenant: 'u.tenant_id', key: 'u.key_id', account: 'u.account_id' } as const;

@Injectable()
export class UsageRepository {
  private readonly ledger: LedgerWriter;

  constructor(private readonly database: Database) {
    this.ledger = new LedgerWriter(database);
  }

  /** In one transaction. Rows that are stored already are ignored: a batch can be repeated after a crash. */
  async append(rows: LedgerRows): Promise<void> {
    await this.ledger.append(rows);
  }

  /**
   * What tenants, keys and accounts have spent in periods, in micro-dollars by the key of each query; one statement
   * for all of them. A query without any spending has no sum.
   */
  async spentMicroUsd(queries: readonly SpendQuery[]): Promise<Map<string, number>> {
    const scopes = Object.entries(subjectColumns)
      .map(([scope, column]) => ({
        column,
        items: queries
          .filter((query) => query.scope === scope)
          .map(({ from, to, ...query }) => ({
            ...query,
            from: toTimeBound(from),
            to: toTimeBound(to),
          })),
      }))
      .filter(({ items }) => items.length > 0);
    if (scopes.length === 0) return new Map();
    const statement = scopes
      .map(({ column }, index) => spendStatement(this.database, column, index + 1))
      .join(' UNION ALL ');
    const rows = await this.database.reportSql(
      statement,
      scopes.map(({ items }) => JSON.stringify(items)),
    );
    return new Map(
      rows.map((raw) => {
        const row = new RawRowReader(raw);
        return [row.textOr('key', ''), row.countOr0('cost')];
      }),
    );
  }

  /** Sums by group, the most expensive first (hours and days: in time order), and over everything. */
  async sums(query: UsageQuery): Promise<UsageSums> {
    const group = groupExpressions[query.groupBy];
    const isTime = query.groupBy === 'hour' || query.groupBy === 'day';
    const items = await this.database.report((manager) => {
      const grouped = withSums(selection(manager, query).select(group, 'key'))
        .groupBy(group)
        .limit(query.limit)
        .offset(query.offset);
      if (isTime) return grouped.orderBy(group);
      return grouped
        .orderBy(`COALESCE(SUM(${cost}), 0)`, 'DESC')
        .addOrderBy('COUNT(*)', 'DESC')
        .addOrderBy(group);
    });
    const [overall] = await this.database.report((manager) =>
      withSums(
        // COUNT(DISTINCT) leaves NULL out, which is a group of its own.
        selection(manager, query)
          .select(`COUNT(DISTINCT ${group})`, 'distinct_groups')
          .addSelect(`MAX(CASE WHEN ${group} IS NULL THEN 1 ELSE 0 END)`, 'null_group'),
      ),
    );
    const totals = new RawRowReader(overall ?? {});
    return {
      items: items.map((raw) => {
        const row = new RawRowReader(raw);
        return { key: row.text('key'), ...readTotals(row) };
      }),
      total: totals.countOr0('distinct_groups') + totals.countOr0('null_group'),
      totals: readTotals(totals),
    };
  }

  /**
   * Rows one by one, the newest first, a batch at a time: each batch begins where the one before has ended, so that the
   * last costs no more than the first.
   */
  async *rows(query: Pick<UsageQuery, 'from' | 'to' | 'filters'>): AsyncGenerator<UsageRow[]> {
    let after: { createdAt: string; id: string } | undefined;
    for (;;) {
      const raw = await this.database.report((manager) => {
        const rows = selection(manager, query)
          .orderBy('u.created_at', 'DESC')
          .addOrderBy('u.id', 'DESC')
          .limit(rowsPerBatch);
        return after ? rows.andWhere('(u.created_at, u.id) < (:createdAt, :id)', after) : rows;
      });
      const batch = toColumnNames(raw, 'u');
      const last = batch.at(-1);
      if (!last) return;
      yield readAll('usage', batch, readUsage, this.database.logger);
      if (batch.length < rowsPerBatch) return;
      after = { createdAt: String(last['created_at']), id: String(last['id']) };
    }
  }

  /** Deletes rows older than `before`. */
  async prune(before: string): Promise<number> {
    return await deleteInSteps(this.database, Usage, {
      column: 'createdAt',
      before: toTimeBound(before),
    });
  }
}

function spendStatement(database: Database, subjectColumn: string, position: number): string {
  const columns = {
    key: 'text',
    subjectId: 'text',
    counts: 'text',
    from: 'text',
    to: 'text',
  } as const;
  // The order of a CROSS JOIN is kept by SQLite: the index of the subject is used for each item.
  const join = database.sqlite ? 'CROSS JOIN' : 'JOIN';
  // Rows from before the column `billing` existed were paid for.
  return `SELECT item."key" AS "key", SUM(${cost}) AS "cost"
    FROM ${rowsOfJson(database, columns, position)}
    ${join} "usage" u ON ${subjectColumn} = item."subjectId"
      AND u.created_at >= item."from" AND u.created_at < item."to"
    WHERE item."counts" = 'all' OR COALESCE(u.billing, 'cash') <> 'value'
    GROUP BY item."key"`;
}

function withSums(builder: SelectQueryBuilder<Usage>): SelectQueryBuilder<Usage> {
  for (const [name, expression] of Object.entries(sums)) builder.addSelect(expression, name);
  return builder;
}

function selection(
  manager: EntityManager,
  { from, to, filters = {} }: Pick<UsageQuery, 'from' | 'to' | 'filters'>,
): SelectQueryBuilder<Usage> {
  const builder = manager.createQueryBuilder(Usage, 'u');
  if (from !== undefined) builder.andWhere('u.created_at >= :from', { from: toTimeBound(from) });
  if (to !== undefined) builder.andWhere('u.created_at < :to', { to: toTimeBound(to) });
  const columns = {
    account_id: filters.accountId,
    tenant_id: filters.tenantId,
    key_id: filters.keyId,
    config_id: filters.configId,
    routed_model: filters.model,
    tier: filters.tier,
    session_id: filters.sessionId,
  };
  limitToTenants(builder, filters.tenantIds);
  for (const [column, value] of Object.entries(columns)) {
    if (value !== undefined) builder.andWhere(`u.${column} = :${column}`, { [column]: value });
  }
  return builder;
}

function readTotals(row: RawRowReader): UsageTotals {
  return {
    requests: row.countOr0('requests'),
    unpricedRequests: row.countOr0('unpriced'),
    estimatedRequests: row.countOr0('estimated'),
    inputTokens: row.countOr0('input'),
    outputTokens: row.countOr0('output'),
    cacheReadTokens: row.countOr0('cache_read'),
    cacheWriteTokens: row.countOr0('cache_write'),
    cacheWrite1hTokens: row.countOr0('cache_write_1h'),
    reasoningTokens: row.countOr0('reasoning'),
    webSearches: row.countOr0('web_searches'),
    costMicroUsd: row.countOr0('cost'),
    valueMicroUsd: row.countOr0('value'),
  };
}
