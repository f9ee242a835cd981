import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

import { RequestLog } from '../entities/index.js';
import { toTimeBound } from '../mapping/time-bound.js';
import type { RequestLogFilter } from '../queries.js';
import { limitToTenants } from './limit-to-tenants.js';

/** A filter whose names have been looked up. */
export type ResolvedFilter = Omit<RequestLogFilter, 'model' | 'account' | 'status'> & {
  /** `none`: entries of the original may lack a status. `other`: anything but 200. */
  readonly status?: RequestLogFilter['status'] | 'none' | 'other';
  readonly models?: readonly string[] | undefined;
  /** More names than are worth a query each: those with this beginning. */
  readonly modelPrefix?: string | undefined;
  readonly accountIds?: readonly string[] | undefined;
};

/** A condition with its parameters. */
export type Part = readonly [string, ObjectLiteral];

/** Entries that fit, of one part only when one is given. */
export function selectLogs(
  manager: EntityManager,
  filter: ResolvedFilter,
  part?: Part,
): SelectQueryBuilder<RequestLog> {
  const builder = manager.createQueryBuilder(RequestLog, 'l');
  const { from, to, tenant, key, session } = filter;
  if (from !== undefined) builder.andWhere('l.timestamp >= :from', { from: toTimeBound(from) });
  if (to !== undefined) builder.andWhere('l.timestamp < :to', { to: toTimeBound(to) });
  limitToStatus(builder, filter.status);
  if (part) builder.andWhere(...part);
  else limitToNames(builder, filter);
  if (tenant !== undefined) builder.andWhere('l.tenantId = :tenant', { tenant });
  limitToTenants(builder, filter.tenantIds);
  if (key !== undefined) builder.andWhere('l.keyId = :key', { key });
  if (session !== undefined) builder.andWhere('l.sessionId = :session', { session });
  return builder;
}

/**
 * Disjoint parts that make up the whole, each of which an index gives in the order of time. A list of values would be
 * sorted by the database first, all of it for every page.
 */
export function partsOf({ models, accountIds, tenantIds, tenant }: ResolvedFilter): Part[] {
  if (models) return models.flatMap((model) => partsOfModel(model, models));
  if (accountIds) return accountIds.map((id) => ['l.account_id = :partId', { partId: id }]);
  if (tenantIds && tenant === undefined) {
    return tenantIds.map((id) => ['l.tenant_id = :partId', { partId: id }]);
  }
  return [];
}

/** What was asked for, and what answered under another name; what an earlier part has is left out. */
function partsOfModel(model: string, models: readonly string[]): Part[] {
  const isOtherName = 'l.routed_model IS DISTINCT FROM l.original_model';
  const isNew = '(l.original_model IS NULL OR l.original_model NOT IN (:...models))';
  return [
    ['l.original_model = :model', { model }],
    [`l.routed_model = :model AND ${isOtherName} AND ${isNew}`, { model, models }],
  ];
}

function limitToNames(builder: SelectQueryBuilder<RequestLog>, filter: ResolvedFilter): void {
  const { models, modelPrefix, accountIds } = filter;
  if (models?.length === 0 || accountIds?.length === 0) {
    builder.andWhere('1 = 0');
    return;
  }
  if (models) {
    const isOne = (column: string) => `l.${column} IN (:...models)`;
    builder.andWhere(`(${isOne('original_model')} OR ${isOne('routed_model')})`, { models });
  }
  if (modelPrefix !== undefined) {
    const begins = (column: string) => `l.${column} >= :first AND l.${column} < :behind`;
    builder.andWhere(
      `((${begins('original_model')}) OR (${begins('routed_model')}))`,
      prefixRange(modelPrefix),
    );
  }
  if (accountIds) builder.andWhere('l.accountId IN (:...accountIds)', { accountIds });
}

/** In byte order; no name has a character behind the last one. */
export function prefixRange(prefix: string): { first: string; behind: string } {
  return { first: prefix, behind: `${prefix}\u{10ffff}` };
}

/** Literals: with parameters it would not be known that the indexes of what is not usual fit. */
function limitToStatus(
  builder: SelectQueryBuilder<RequestLog>,
  status: ResolvedFilter['status'],
): void {
  if (status === undefined) return;
  if (status === 'success') builder.andWhere('l.statusCode < 400');
  else if (status === 'error') builder.andWhere('l.statusCode >= 400');
  else {
    if (status === 'none') builder.andWhere('l.statusCode IS NULL');
    else if (status !== 'other') builder.andWhere('l.statusCode = :status', { status });
    if (status !== 200) builder.andWhere('l.status_code IS DISTINCT FROM 200');
  }
}
