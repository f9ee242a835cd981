import { isWordOrHyphen, lineEnd } from './boundaries.js';
import type { Span } from '../types.js';

const separators = [',', ';', '\t', '|'];
const field = /^\s*["*]{0,2}[A-Za-zÀ-ɏ_][\wÀ-ɏ .-]{0,40}["*]{0,2}\s*$/;
/** The line below the names in tables of psql and Markdown. */
const rule = /^[ \t]*[|+]?(?:[ \t]*:?-{2,}:?[ \t]*[|+]?)+[ \t]*$/;
const maxLine = 1_000;
const maxRows = 2_000;

/**
 * The values below a word that heads a column of a table in text: CSV and the like, tables of psql and
 * Markdown, rows of SQL. Empty when it is no such word.
 */
export function columnBelow(text: string, at: number): Span[] {
  const line = text.slice(Math.max(0, at - maxLine), at);
  const start = at - line.length + line.lastIndexOf('\n') + 1;
  const ahead = text.slice(at, at + maxLine);
  const lineFeed = ahead.indexOf('\n');
  const rows = rowsOfSql(text, at);
  if (rows !== undefined || lineFeed < 0 || (start === at - maxLine && start > 0))
    return rows ?? [];
  const end = at + lineFeed;
  const header = text.slice(start, end);
  const least =
    rule.test(text.slice(end + 1, lineEnd(text, end + 1))) || !/\s/.test(header) ? 1 : 2;
  const separator = separators.find((each) => header.split(each).length > least);
  if (separator === undefined) return [];
  const names = header.split(separator);
  const isEdge = (index: number) =>
    separator === '|' && (index === 0 || index === names.length - 1);
  if (!names.every((name, index) => field.test(name) || (isEdge(index) && name.trim() === '')))
    return [];
  if (isRow(text, start, separator, names.length)) return [];
  return columnOfLines(text, end + 1, {
    separator,
    count: names.length,
    column: header.slice(0, at - start).split(separator).length - 1,
  });
}

/** Whether the name around an offset may head a column: what separates columns stands behind it. */
export function mayHeadColumn(text: string, end: number): boolean {
  let at = end;
  while (at < end + 24 && isWordOrHyphen(text.charCodeAt(at))) at += 1;
  while (at < end + 64 && isOneOf(text.charCodeAt(at), fillings)) at += 1;
  return isOneOf(text.charCodeAt(at), endings);
}

/** The blank, the quote and the star; what may follow them. */
const fillings = [32, 34, 42];
const endings = [44, 59, 124, 9, 13, 10, 41];

function isOneOf(code: number, codes: readonly number[]): boolean {
  return codes.includes(code);
}

/** Whether the line before has as many fields: only the first line of a table is its head. */
function isRow(text: string, start: number, separator: string, count: number): boolean {
  const before = text.slice(Math.max(0, start - 1 - maxLine), Math.max(0, start - 1));
  return before.slice(before.lastIndexOf('\n') + 1).split(separator).length === count;
}

type Layout = { readonly separator: string; readonly count: number; readonly column: number };

function columnOfLines(text: string, from: number, { separator, count, column }: Layout): Span[] {
  const values: Span[] = [];
  for (let row = from, rows = 0; row < text.length && rows < maxRows; rows += 1) {
    const rowEnd = lineEnd(text, row);
    const line = text.slice(row, rowEnd);
    if (rows > 0 || !rule.test(line)) {
      const value = fieldOf(line, separator, count, column);
      if (value === undefined) break;
      values.push({ start: row + value.start, end: row + value.end });
    }
    row = rowEnd + 1;
  }
  return values;
}

/** A field of a row without its quotes; undefined when the row has not as many fields as its header. */
function fieldOf(row: string, separator: string, count: number, column: number): Span | undefined {
  const bounds = [-1];
  let isQuoted = false;
  for (let at = 0; at < row.length; at += 1) {
    const character = row.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) bounds.push(at);
  }
  if (bounds.length !== count) return undefined;
  const from = (bounds[column] ?? -1) + 1;
  return unquoted(row, from, bounds[column + 1] ?? row.length);
}

function unquoted(text: string, from: number, to: number): Span {
  const raw = text.slice(from, to);
  const value = raw.trim().replace(/^N?(["'])(.*)\1$/, '$2');
  const start = from + raw.indexOf(value);
  return { start, end: start + value.length };
}

const insert = /(?:INSERT(?: IGNORE)?|REPLACE) INTO [\w."`[\]]{1,80}\s{0,8}$/i;
const copy = /COPY [\w."`[\]]{1,80}\s{0,8}$/i;
const toRows = /\)\s{0,8}(?:VALUES\s{0,8}(?=\()|FROM stdin;\n)/iy;

/** `INSERT INTO t (a, b) VALUES (…), (…)` and `COPY t (a, b) FROM stdin`; undefined when it is neither. */
function rowsOfSql(text: string, at: number): Span[] | undefined {
  const before = text.slice(Math.max(0, at - maxLine), at);
  const open = before.lastIndexOf('(');
  if (open < 0 || before.includes(')', open)) return undefined;
  const command = before.slice(Math.max(0, open - 100), open);
  const isCopy = copy.test(command);
  if (!isCopy && !insert.test(command)) return undefined;
  const close = text.indexOf(')', at);
  toRows.lastIndex = close;
  if (close < 0 || !toRows.test(text)) return undefined;
  const column = before.slice(open).split(',').length - 1;
  const count = column + text.slice(at, close).split(',').length;
  const rows = toRows.lastIndex;
  return isCopy
    ? columnOfLines(text, rows, { separator: '\t', count, column })
    : columnOfTuples(text, rows, count, column);
}

/** From `(…), (…)`, in which quotes are doubled or escaped. */
function columnOfTuples(text: string, from: number, count: number, column: number): Span[] {
  const values: Span[] = [];
  let at = from;
  for (let rows = 0; text.charAt(at) === '(' && rows < maxRows; rows += 1) {
    const bounds = boundsOfTuple(text, at);
    const end = bounds.at(-1) ?? at;
    if (bounds.length !== count + 1) break;
    values.push(unquoted(text, (bounds[column] ?? at) + 1, bounds[column + 1] ?? end));
    at = end + 1;
    while (/[\s,]/.test(text.charAt(at))) at += 1;
  }
  return values;
}

/** Offsets of the brackets and of the commas between; too few when the tuple is not closed. */
function boundsOfTuple(text: string, open: number): number[] {
  const bounds = [open];
  let depth = 1;
  let isQuoted = false;
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "'") isQuoted = !isQuoted;
    else if (isQuoted) at += character === '\\' ? 1 : 0;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) return [...bounds, at];
    if (character === ',' && depth === 1 && !isQuoted) bounds.push(at);
  }
  return [];
}
