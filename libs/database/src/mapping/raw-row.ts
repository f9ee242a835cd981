import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

import { fromUtcText, toUtcText } from '@codegate/kernel';

import type { RowProblem } from '../rows.js';

/** A row as the driver gives it: values by column name, of whatever type is stored. */
export type RawRow = Record<string, unknown>;

/** Runs the query without TypeORM's conversions, which hide what is stored. */
export async function rawRows<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
): Promise<RawRow[]> {
  return toColumnNames(await builder.getRawMany<RawRow>(), builder.alias);
}

/** TypeORM puts the table's alias and an underscore before each column. */
export function toColumnNames(rows: readonly RawRow[], alias: string): RawRow[] {
  const prefixLength = alias.length + 1;
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name.slice(prefixLength), value]),
    ),
  );
}

const noTime = toUtcText(0);

/**
 * Reads a row column by column and never throws: SQLite keeps a text in a number's column, and the original
 * stores what it is given. What cannot be used becomes a safe value and a problem to show.
 */
export class RawRowReader {
  readonly problems: RowProblem[] = [];

  constructor(private readonly row: RawRow) {}

  /** Null for anything but a text with something in it: the row cannot be addressed then. */
  key(column: string): string | null {
    const value = this.row[column];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  /** Null and empty text are no value. */
  text(column: string): string | null {
    const value = this.row[column];
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    return this.refuse(column, 'is not a text', null);
  }

  textOr(column: string, fallback: string): string {
    return this.text(column) ?? fallback;
  }

  /** One of the known words. */
  word(column: string, known: readonly string[], fallback: string): string {
    const value = this.text(column);
    if (value !== null && known.includes(value)) return value;
    return this.refuse(column, 'is not a known value', fallback);
  }

  number(column: string): number | null {
    const value = this.row[column];
    if (value === null || value === undefined) return null;
    // PostgreSQL's driver gives bigint as text.
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    return this.refuse(column, 'is not a number', null);
  }

  /** Numbers beyond what is exact become the largest or smallest number that is. */
  integer(column: string): number | null {
    const value = this.number(column);
    if (value === null) return null;
    const { MAX_SAFE_INTEGER: largest, MIN_SAFE_INTEGER: smallest } = Number;
    return Math.max(smallest, Math.min(largest, Math.trunc(value)));
  }

  /** Of a column that ought to have a value. */
  integerOr(column: string, fallback: number): number {
    if (this.row[column] === null) return this.refuse(column, 'is empty', fallback);
    return this.integer(column) ?? fallback;
  }

  countOr0(column: string): number {
    return Math.max(0, this.integer(column) ?? 0);
  }

  optionalFlag(column: string): boolean | null {
    const value = this.row[column];
    if (value === null || value === undefined) return null;
    if (value === 1 || value === true || value === '1' || value === 'true') return true;
    if (value === 0 || value === false || value === '0' || value === 'false') return false;
    return this.refuse(column, 'is neither 0 nor 1', null);
  }

  /** False for anything that is not clearly on. */
  flag(column: string): boolean {
    if (this.row[column] === null) return this.refuse(column, 'is empty', false);
    return this.optionalFlag(column) ?? false;
  }

  /** UTC text, or null when there is none. */
  optionalTime(column: string): string | null {
    const value = this.row[column];
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'string' && fromUtcText(value)) return value;
    return this.refuse(column, 'is not a time', null);
  }

  time(column: string): string {
    return this.optionalTime(column) ?? noTime;
  }

  /** A JSON list of texts. */
  textList(column: string): string[] | null {
    const value = this.text(column);
    if (value === null) return null;
    try {
      const list: unknown = JSON.parse(value);
      if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
    } catch {
      // Not JSON at all: as unusable as JSON of another shape.
    }
    return this.refuse(column, 'is not a JSON list of texts', null);
  }

  private refuse<T>(column: string, reason: string, fallback: T): T {
    this.problems.push({ column, reason });
    return fallback;
  }
}
