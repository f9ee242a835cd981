import type { RequestLogRow, UsageRow } from '@codegate/database';

/** The rows of one request. */
export type LedgerEntry = {
  usage: UsageRow | null;
  log: RequestLogRow | null;
};

/** Stores rows in one transaction and ignores those whose id it has; in the program, a repository of the database. */
export type LedgerStore = {
  append(rows: { usage: UsageRow[]; logs: RequestLogRow[] }): Promise<void>;
};

/** The entries' rows by table. */
export function toRows(entries: readonly LedgerEntry[]): {
  usage: UsageRow[];
  logs: RequestLogRow[];
} {
  const usage: UsageRow[] = [];
  const logs: RequestLogRow[] = [];
  for (const entry of entries) {
    if (entry.usage) usage.push(entry.usage);
    if (entry.log) logs.push(entry.log);
  }
  return { usage, logs };
}
