import { lineEnd } from './boundaries.js';
import type { Span } from '../types.js';

const separators = [',', ';', '\t', '|'];
const field = /^\s*["']?[A-Za-z_][\w .-]{0,40}["']?\s*$/;
const maxLine = 1_000;
const maxRows = 2_000;

/**
 * The values below a word that heads a column of a table in text (CSV and the like): every field of its
 * line is a name, and the lines that follow have as many fields. Empty when it is no such word.
 */
export function columnBelow(text: string, at: number): Span[] {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = lineEnd(text, at);
  if (end === text.length || end - start > maxLine) return [];
  const header = text.slice(start, end);
  const separator = separators.find((each) => header.split(each).length > 2);
  if (separator === undefined) return [];
  const names = header.split(separator);
  if (!names.every((name) => field.test(name))) return [];
  const column = header.slice(0, at - start).split(separator).length - 1;
  const values: Span[] = [];
  for (let row = end + 1, rows = 0; row < text.length && rows < maxRows; rows += 1) {
    const rowEnd = lineEnd(text, row);
    const value = fieldOf(text.slice(row, rowEnd), separator, names.length, column);
    if (value === undefined) break;
    values.push({ start: row + value.start, end: row + value.end });
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
  const raw = row.slice(from, bounds[column + 1] ?? row.length);
  const value = raw.trim().replace(/^(["'])(.*)\1$/, '$2');
  const start = from + raw.indexOf(value);
  return { start, end: start + value.length };
}
