import { isWordOrHyphen, lineEnd } from './boundaries.js';
import type { Span } from '../types.js';

const separators = [',', ';', '\t', '|'];
const field = /^\s*["*]{0,2}[A-Za-zÀ-ɏ_][\wÀ-ɏ .-]{0,40}["*]{0,2}\s*$/;
const maxLine = 1_000;
/** Longest list of column names before a name, and longest row of SQL, in characters. */
const maxHead = 400;
const maxTuple = 4_000;
const maxRows = 2_000;

/**
 * The values below a word that is the name of a column in a table: CSV and the like, tables of psql and Markdown, rows
 * of SQL. Empty when it is not the name of a column.
 */
export function columnBelow(text: string, at: number): Span[] {
  const start = endsColumn(text, at) ? startOfHead(text, at) : undefined;
  if (start === undefined) return [];
  if (text.charAt(start - 1) === '(') return rowsOfSql(text, start, at);
  const end = lineEnd(text, at);
  if (end === text.length || end - start > maxLine) return [];
  const header = text.slice(start, end);
  const isRuled = isRule(text, end + 1, lineEnd(text, end + 1));
  const least = isRuled || !/\s/.test(header) ? 1 : 2;
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

/**
 * Whether a line is the rule below the names in tables of psql and Markdown: runs of two or more dashes, each with
 * an optional colon before and after it, divided by blanks, `|` or `+`. Reads each character once: as a regular
 * expression this was exponential in the number of dashes.
 */
export function isRule(text: string, from: number, to: number): boolean {
  let at = from;
  let runs = 0;
  while (at < to) {
    const character = text.charAt(at);
    if (character === '-' || character === ':') {
      if (character === ':') at += 1;
      const dashesFrom = at;
      while (at < to && text.charAt(at) === '-') at += 1;
      if (at - dashesFrom < 2) return false;
      if (at < to && text.charAt(at) === ':') at += 1;
      runs += 1;
    } else if (' \t|+'.includes(character) || (character === '\r' && at === to - 1)) {
      at += 1;
    } else {
      return false;
    }
  }
  return runs > 0;
}

/** Classes of characters in and between the names of columns, by code: this runs at each such word. */
const named = 1;
const filling = 2;
const separating = 4;
const inHead = 8;
const kinds = Uint8Array.from({ length: 0x250 }, (_, code) => {
  const character = String.fromCharCode(code);
  return (
    (isWordOrHyphen(code) || code >= 0xc0 ? named | inHead : 0) |
    (' "*'.includes(character) ? filling : 0) |
    (',;|\t\r\n)'.includes(character) ? separating : 0) |
    ('\t "*,-.;|`[]'.includes(character) ? inHead : 0)
  );
});

function isKind(kind: number, text: string, at: number): boolean {
  return ((kinds[text.charCodeAt(at)] ?? 0) & kind) !== 0;
}

/** Whether a column separator or the end of the line follows the name at an offset. */
function endsColumn(text: string, at: number): boolean {
  let end = at;
  while (end < at + 24 && isKind(named, text, end)) end += 1;
  while (end < at + 64 && isKind(filling, text, end)) end += 1;
  return isKind(separating, text, end);
}

/** Where the list of names begins: after a line feed or the bracket of SQL; undefined after any other character. */
function startOfHead(text: string, at: number): number | undefined {
  for (let start = at; start > at - maxHead; start -= 1) {
    const code = text.charCodeAt(start - 1);
    // A line feed, or `(`.
    if (start === 0 || code === 10 || code === 40) return start;
    if (!isKind(inHead, text, start - 1)) return undefined;
  }
  return undefined;
}

/** Whether the line before has the same number of fields: only the first line of a table has the names. */
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
    if (rows > 0 || !isRule(text, row, rowEnd)) {
      const value = fieldOf(line, separator, count, column);
      if (value === undefined) break;
      values.push({ start: row + value.start, end: row + value.end });
    }
    row = rowEnd + 1;
  }
  return values;
}

/** A field of a row without its quotes; undefined when the row has another number of fields than its header. */
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

/** `INSERT INTO t (a, b) VALUES (…), (…)` and `COPY t (a, b) FROM stdin`; `start`: after the bracket. */
function rowsOfSql(text: string, start: number, at: number): Span[] {
  const command = text.slice(Math.max(0, start - 101), start - 1);
  const isCopy = copy.test(command);
  if (!isCopy && !insert.test(command)) return [];
  const close = text.indexOf(')', at);
  toRows.lastIndex = close;
  if (close < 0 || close - at > maxLine || !toRows.test(text)) return [];
  const column = text.slice(start, at).split(',').length - 1;
  const count = column + text.slice(at, close).split(',').length;
  const rows = toRows.lastIndex;
  return isCopy
    ? columnOfLines(text, rows, { separator: '\t', count, column })
    : columnOfTuples(text, rows, count, column);
}

/** The values of a column in `(…), (…)`, in which quotes are doubled or escaped. */
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

/** Offsets of the brackets and of the commas between them; too few when the tuple has no end. */
function boundsOfTuple(text: string, open: number): number[] {
  const bounds = [open];
  let depth = 1;
  let isQuoted = false;
  const limit = Math.min(text.length, open + maxTuple);
  for (let at = open + 1; at < limit; at += 1) {
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
