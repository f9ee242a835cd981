import { Readable } from 'node:stream';

export type ExportFormat = 'csv' | 'jsonl';

/** Content types of the formats. */
export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl; charset=utf-8',
};

type Row = Readonly<Record<string, unknown>>;

/** Batches of rows as a file that is written while it is read: no more than a batch is in memory. */
export function toFile(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly string[],
  format: ExportFormat,
): Readable {
  return Readable.from(format === 'csv' ? csvOf(batches, columns) : jsonlOf(batches), {
    objectMode: false,
  });
}

async function* jsonlOf(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  for await (const rows of batches) {
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}

/** RFC 4180, with a line of names even when there are no rows. */
async function* csvOf(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly string[],
): AsyncGenerator<string> {
  yield toLine(columns);
  for await (const rows of batches) {
    if (rows.length > 0) yield rows.map((row) => toLine(columns.map((name) => row[name]))).join('');
  }
}

function toLine(cells: readonly unknown[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

const needsQuotes = /[",\r\n]/;
/** Spreadsheets take such a text for a formula, and names of models and sessions come from callers. */
const formula = /^[=+\-@\t\r]/;

function toCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
