import type { RequestLogRow, UsageRow } from '@codegate/database';
import type { Logger } from '@codegate/kernel';

import { Journal, readAbandonedJournals } from './journal.js';

/** What one request leaves behind. */
export type LedgerEntry = {
  usage: UsageRow | null;
  log: RequestLogRow | null;
};

/** Where entries end up; the database's repository in the program. */
export type LedgerStore = {
  append(rows: { usage: UsageRow[]; logs: RequestLogRow[] }): Promise<void>;
};

const flushEveryMs = 100;
const flushAtEntries = 500;
const retryAfterFailureMs = 1_000;

/**
 * Write-behind store of usage and request logs. `record` makes the entry survive a kill of the process before
 * it returns; the database gets it in batches, idempotently, so that replaying after a crash is harmless.
 */
export class Ledger {
  private pending: LedgerEntry[] = [];
  private journal: Journal | null = null;
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly directory: string,
    private readonly store: LedgerStore,
    private readonly logger: Logger,
  ) {}

  /** Commits what an earlier process left behind, then accepts entries. Returns how many were recovered. */
  async open(): Promise<number> {
    const { entries, discard } = readAbandonedJournals(this.directory);
    const recovered = entries as unknown as LedgerEntry[];
    if (recovered.length > 0) {
      await this.store.append(toRows(recovered));
      this.logger.info({ entries: recovered.length }, 'ledger entries recovered after a crash');
    }
    discard();
    this.journal = new Journal(this.directory);
    return recovered.length;
  }

  /** Takes an entry; durable against a kill of this process when it returns. */
  record(entry: LedgerEntry): void {
    this.journal?.append(JSON.stringify(entry));
    this.pending.push(entry);
    if (this.pending.length >= flushAtEntries) this.schedule(0);
    else this.schedule(flushEveryMs);
  }

  /** Commits everything recorded so far. */
  async flush(): Promise<void> {
    while (this.flushing) await this.flushing;
    if (this.pending.length === 0 || !this.journal) return;
    this.flushing = this.commit(this.journal);
    try {
      await this.flushing;
    } finally {
      this.flushing = null;
    }
  }

  async close(): Promise<void> {
    await this.flush();
    if (this.timer) clearTimeout(this.timer);
    if (this.pending.length === 0) this.journal?.close();
    this.journal = null;
  }

  private async commit(journal: Journal): Promise<void> {
    const entries = this.pending;
    this.pending = [];
    const forget = journal.rotate();
    try {
      await this.store.append(toRows(entries));
      forget();
    } catch (error) {
      // The lines stay in the journal, and the entries are tried again with the next ones.
      this.pending = entries.concat(this.pending);
      this.logger.error({ err: error, entries: entries.length }, 'ledger flush failed, will retry');
      this.schedule(retryAfterFailureMs);
    }
  }

  private schedule(delayMs: number): void {
    if (this.timer && delayMs > 0) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, delayMs);
  }
}

function toRows(entries: readonly LedgerEntry[]): { usage: UsageRow[]; logs: RequestLogRow[] } {
  const usage: UsageRow[] = [];
  const logs: RequestLogRow[] = [];
  for (const entry of entries) {
    if (entry.usage) usage.push(entry.usage);
    if (entry.log) logs.push(entry.log);
  }
  return { usage, logs };
}
