import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';

import { GatewayError, isJsonObject, tryParseJson } from '@codegate/kernel';

import { Database } from '../database.js';
import { RequestLog } from '../entities/index.js';
import { RawRowReader, rawRows, toColumnNames } from '../mapping/raw-row.js';
import { readRequestLog, readRequestLogSummary } from '../mapping/read-request-log.js';
import { readAll } from '../mapping/read-rows.js';
import { toTimeBound } from '../mapping/time-bound.js';
import type {
  RequestLogFilter,
  RequestLogPage,
  RequestLogQuery,
  RequestLogSummary,
} from '../queries.js';
import type { RequestLogRow } from '../rows.js';
import { deleteInSteps } from './delete-in-steps.js';
import { limitToTenants } from './limit-to-tenants.js';

/** Where a page ended. The total travels along: counting again would make every page cost the whole table. */
type Cursor = { readonly timestamp: string; readonly id: string; readonly total: number };

const idForm = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const rowsPerBatch = 1_000;
/** Before everything there is; nobody asked how much that is, so it is not counted. */
const firstBatch = toCursor({ timestamp: '9999', id: '', total: 0 });

@Injectable()
export class RequestLogsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Newest first, without bodies.
   *
   * @throws GatewayError `invalid_request` for a cursor that is none
   */
  async page(query: RequestLogQuery): Promise<RequestLogPage> {
    const cursor = query.cursor === undefined ? null : parseCursor(query.cursor);
    const total = cursor?.total ?? (await this.count(query));
    const raw = await this.database.report((manager) => {
      const rows = selection(manager, query)
        .select(summaryColumns(this.database))
        .orderBy('l.timestamp', 'DESC')
        .addOrderBy('l.id', 'DESC')
        // One more than asked for tells whether there is a next page.
        .limit(query.limit + 1);
      return cursor
        ? rows.andWhere('(l.timestamp, l.id) < (:timestamp, :id)', cursor)
        : rows.offset(query.offset ?? 0);
    });
    const page = toColumnNames(raw.slice(0, query.limit), 'l');
    const last = raw.length > query.limit ? page.at(-1) : undefined;
    const { logger } = this.database;
    return {
      items: readAll<RequestLogSummary>('request_logs', page, readRequestLogSummary, logger),
      total,
      nextCursor: last
        ? toCursor({ timestamp: String(last['timestamp']), id: String(last['id']), total })
        : null,
    };
  }

  /** One by one, the newest first, without bodies; a batch at a time, each as quick as the first. */
  async *rows(filter: RequestLogFilter): AsyncGenerator<RequestLogSummary[]> {
    let cursor: string | undefined = firstBatch;
    while (cursor !== undefined) {
      const page: RequestLogPage = await this.page({ ...filter, limit: rowsPerBatch, cursor });
      yield [...page.items];
      cursor = page.nextCursor ?? undefined;
    }
  }

  /** With bodies. */
  async find(id: string): Promise<RequestLogRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(RequestLog, 'l').where('l.id = :id', { id })),
    );
    return row ? readRequestLog(row) : null;
  }

  /** @returns how many entries were deleted */
  async delete(which: { readonly before: string } | 'all'): Promise<number> {
    if (which === 'all') return await deleteInSteps(this.database, RequestLog);
    const before = toTimeBound(which.before);
    return await deleteInSteps(this.database, RequestLog, { column: 'timestamp', before });
  }

  private async count(filter: RequestLogFilter): Promise<number> {
    const [row] = await this.database.report((manager) =>
      selection(manager, filter).select('COUNT(*)', 'total'),
    );
    return new RawRowReader(row ?? {}).countOr0('total');
  }
}

function summaryColumns(database: Database): string[] {
  return database.dataSource
    .getMetadata(RequestLog)
    .columns.map((column) => column.propertyName)
    .filter((property) => property !== 'requestBody' && property !== 'responseBody')
    .map((property) => `l.${property}`);
}

function selection(
  manager: EntityManager,
  filter: RequestLogFilter,
): SelectQueryBuilder<RequestLog> {
  const builder = manager.createQueryBuilder(RequestLog, 'l');
  const { from, to, status, model, account, tenant, key, session } = filter;
  if (from !== undefined) builder.andWhere('l.timestamp >= :from', { from: toTimeBound(from) });
  if (to !== undefined) builder.andWhere('l.timestamp < :to', { to: toTimeBound(to) });
  // As a literal: with a parameter the index of the errors would not be known to fit.
  if (status === 'success') builder.andWhere('l.statusCode < 400');
  else if (status !== undefined && (status === 'error' || status >= 400)) {
    builder.andWhere('l.statusCode >= 400');
  }
  if (typeof status === 'number') builder.andWhere('l.statusCode = :status', { status });
  if (model !== undefined) {
    builder.andWhere(`(${contains('l.originalModel')} OR ${contains('l.routedModel')})`, {
      part: toPattern(model),
    });
  }
  if (account !== undefined && idForm.test(account)) {
    builder.andWhere('l.accountId = :account', { account });
  } else if (account !== undefined) {
    builder.andWhere(`(l.accountId = :account OR ${contains('l.accountName', 'name')})`, {
      account,
      name: toPattern(account),
    });
  }
  if (tenant !== undefined) builder.andWhere('l.tenantId = :tenant', { tenant });
  limitToTenants(builder, filter.tenantIds);
  if (key !== undefined) builder.andWhere('l.keyId = :key', { key });
  if (session !== undefined) builder.andWhere('l.sessionId = :session', { session });
  return builder;
}

/** LIKE ignores case on SQLite only. */
function contains(column: string, parameter = 'part'): string {
  return `LOWER(${column}) LIKE :${parameter} ESCAPE '!'`;
}

function toPattern(part: string): string {
  return `%${part.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
}

function toCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function parseCursor(text: string): Cursor {
  const value = tryParseJson(Buffer.from(text, 'base64url').toString());
  if (isJsonObject(value)) {
    const { timestamp, id, total } = value;
    if (typeof timestamp === 'string' && typeof id === 'string' && typeof total === 'number') {
      return { timestamp, id, total };
    }
  }
  throw new GatewayError('invalid_request', 'The cursor is not one of ours', { field: 'cursor' });
}
