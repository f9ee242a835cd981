import { Injectable } from '@nestjs/common';

import { GatewayError, isJsonObject, tryParseJson } from '@codegate/kernel';

import { Database } from '../database.js';
import { Account, RequestLog } from '../entities/index.js';
import { RawRowReader, rawRows, toColumnNames, type RawRow } from '../mapping/raw-row.js';
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
import {
  partsOf,
  prefixRange,
  selectLogs,
  type Part,
  type ResolvedFilter,
} from './request-log-selection.js';

/** Where a page ended. The total travels along: counting again would make every page cost the whole table. */
type Cursor = { readonly timestamp: string; readonly id: string; readonly total: number };

const rowsPerBatch = 1_000;
/** With more than so many names of models, a query for each is no longer the shorter way. */
const maxModels = 50;
/** A cursor before all rows. Its total is not used, so nothing is counted. */
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
    const filter = await this.resolve(query);
    const total = cursor?.total ?? (await this.count(filter));
    // One more than asked for tells whether there is a next page.
    const raw = await this.newest(filter, cursor, query.offset ?? 0, query.limit + 1);
    const page = raw.slice(0, query.limit);
    const last = raw.length > query.limit ? page.at(-1) : undefined;
    const { logger } = this.database;
    return {
      items: readAll<RequestLogSummary>('request_logs', page, readRequestLogSummary, logger),
      total,
      nextCursor: last ? toCursor({ ...placeOf(last), total }) : null,
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

  /** Names become the values that are indexed. */
  private async resolve({ model, account, ...same }: RequestLogFilter): Promise<ResolvedFilter> {
    const accountIds = account === undefined ? undefined : await this.accountIds(account);
    if (!model?.endsWith('*')) return { ...same, accountIds, models: model ? [model] : undefined };
    const modelPrefix = model.slice(0, -1);
    const [asked, routed] = await Promise.all([
      this.namesWith(modelPrefix, 'original_model'),
      this.namesWith(modelPrefix, 'routed_model'),
    ]);
    const models = [...new Set([...asked, ...routed])];
    return models.length > maxModels
      ? { ...same, accountIds, modelPrefix }
      : { ...same, accountIds, models };
  }

  private async accountIds(account: string): Promise<string[]> {
    const accounts = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Account, 'a').select(['a.id', 'a.name'])),
    );
    const part = account.toLowerCase();
    const named = accounts.filter(({ name }) => String(name).toLowerCase().includes(part));
    // As an id, too: entries outlive their account.
    return [...new Set([account, ...named.map(({ id }) => String(id))])];
  }

  /** From one name to the next by the index, so that it does not matter how many entries there are. */
  private async namesWith(
    prefix: string,
    column: 'original_model' | 'routed_model',
  ): Promise<string[]> {
    const { first, behind } = prefixRange(prefix);
    // The condition of the index.
    const isOtherName = 'l.routed_model IS DISTINCT FROM l.original_model';
    const names: string[] = [];
    while (names.length <= maxModels) {
      const [row] = await this.database.report((manager) => {
        const next = manager.createQueryBuilder(RequestLog, 'l').select(`MIN(l.${column})`, 'name');
        const after = names.at(-1);
        if (after === undefined) next.where(`l.${column} >= :first`, { first });
        else next.where(`l.${column} > :after`, { after });
        if (column === 'routed_model') next.andWhere(isOtherName);
        return next.andWhere(`l.${column} < :behind`, { behind });
      });
      const name = row?.['name'];
      if (typeof name !== 'string') break;
      names.push(name);
    }
    return names;
  }

  private async newest(
    filter: ResolvedFilter,
    cursor: Cursor | null,
    offset: number,
    limit: number,
  ): Promise<RawRow[]> {
    const rowsOf = async (part?: Part) => {
      const raw = await this.database.report((manager) => {
        const rows = selectLogs(manager, filter, part)
          .select(summaryColumns(this.database))
          .orderBy('l.timestamp', 'DESC')
          .addOrderBy('l.id', 'DESC')
          .limit(limit);
        return cursor
          ? rows.andWhere('(l.timestamp, l.id) < (:timestamp, :id)', cursor)
          : rows.offset(offset);
      });
      return toColumnNames(raw, 'l');
    };
    const parts = partsOf(filter);
    // How many of the skipped entries belong to which part is not known before.
    if (parts.length === 0 || (offset > 0 && !cursor)) return await rowsOf();
    const found = await Promise.all(parts.map(rowsOf));
    return found.flat().sort(newestFirst).slice(0, limit);
  }

  private async count(filter: ResolvedFilter): Promise<number> {
    if (filter.status !== 'success' && filter.status !== 200) return await this.countParts(filter);
    const others = filter.status === 200 ? (['other'] as const) : (['error', 'none'] as const);
    // Nearly all are successes: whoever counts the others instead need not look at any of them.
    const counts = await Promise.all(
      [undefined, ...others].map((status) => this.countParts({ ...filter, status })),
    );
    return counts.reduce((rest, count) => rest - count);
  }

  private async countParts(filter: ResolvedFilter): Promise<number> {
    const parts = partsOf(filter);
    const counts = parts.length === 0 ? [undefined] : parts;
    const found = await Promise.all(
      counts.map(async (part) => {
        const [row] = await this.database.report((manager) =>
          selectLogs(manager, filter, part).select('COUNT(*)', 'total'),
        );
        return new RawRowReader(row ?? {}).countOr0('total');
      }),
    );
    return found.reduce((sum, count) => sum + count, 0);
  }
}

function placeOf(row: RawRow): { timestamp: string; id: string } {
  return { timestamp: String(row['timestamp']), id: String(row['id']) };
}

function newestFirst(one: RawRow, other: RawRow): number {
  const [a, b] = [placeOf(one), placeOf(other)];
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

function summaryColumns(database: Database): string[] {
  return database.dataSource
    .getMetadata(RequestLog)
    .columns.map((column) => column.propertyName)
    .filter((property) => property !== 'requestBody' && property !== 'responseBody')
    .map((property) => `l.${property}`);
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
