import type { AuditEventRow } from '@codegate/database';
import { toIsoTime } from '@codegate/kernel';

const columns = [
  'seq',
  'at',
  'actorKind',
  'actorId',
  'actorName',
  'action',
  'targetId',
  'outcome',
  'reason',
  'address',
  'requestId',
  'before',
  'after',
  'prevHash',
  'hash',
] as const satisfies readonly (keyof AuditEventRow)[];

/** One JSON object per line, with every field exactly as it was hashed. */
export async function* toJsonLines(events: AsyncIterable<AuditEventRow>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}

/** For spreadsheets: times in ISO 8601, and no text that a spreadsheet would run as a formula. */
export async function* toCsv(events: AsyncIterable<AuditEventRow>): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  for await (const event of events) {
    const cells = columns.map((name) => (name === 'at' ? toIsoTime(event.at) : event[name]));
    yield `${cells.map(toCell).join(',')}\r\n`;
  }
}

function toCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
