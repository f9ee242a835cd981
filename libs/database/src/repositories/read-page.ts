import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

import { GatewayError } from '@codegate/kernel';

import type { ListRequest } from '../lists.js';
import { rawRows, type RawRow } from '../mapping/raw-row.js';

type Order = readonly [column: string, direction: 'ASC' | 'DESC'];

/** What a list can be searched in and sorted by. Columns are named as in the query: alias and property. */
export type ListOptions = {
  readonly searchIn: readonly string[];
  /** Columns by the fields of the API. */
  readonly sortBy: Readonly<Record<string, string>>;
  /** Without `sort`. */
  readonly order: readonly Order[];
  /** A column that no two rows share, so that the order is always the same. */
  readonly key: string;
};

/**
 * Reads one part of a list, and counts all of it.
 *
 * @param query selects every row that the caller may see
 * @throws GatewayError `invalid_request` for a field that the list cannot be sorted by
 */
export async function readPage<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  { limit, offset, search, sort }: ListRequest,
  options: ListOptions,
): Promise<{ rows: RawRow[]; total: number }> {
  const order = sort === undefined ? options.order : [orderOf(sort, options.sortBy)];
  if (search) {
    const matches = options.searchIn.map((column) => `LOWER(${column}) LIKE :pattern ESCAPE '!'`);
    query.andWhere(`(${matches.join(' OR ')})`, { pattern: containing(search) });
  }
  const total = await query.getCount();
  for (const [column, direction] of order) {
    // SQLite's own order; PostgreSQL has the opposite.
    query.addOrderBy(column, direction, direction === 'ASC' ? 'NULLS FIRST' : 'NULLS LAST');
  }
  if (!order.some(([column]) => column === options.key)) query.addOrderBy(options.key);
  query.limit(limit).offset(offset);
  return { rows: await rawRows(query), total };
}

function orderOf(sort: string, sortBy: ListOptions['sortBy']): Order {
  const isDescending = sort.startsWith('-');
  const field = isDescending ? sort.slice(1) : sort;
  const column = Object.hasOwn(sortBy, field) ? sortBy[field] : undefined;
  if (column !== undefined) return [column, isDescending ? 'DESC' : 'ASC'];
  const fields = Object.keys(sortBy).join(', ');
  throw new GatewayError('invalid_request', `sort must be one of ${fields}`, { field: 'sort' });
}

/** SQLite compares letters outside of ASCII by their case. */
function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
}
