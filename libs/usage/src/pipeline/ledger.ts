import type { Logger } from '@codegate/kernel';

import { Journal } from './journal.js';
import { toRows, type LedgerEntry, type LedgerStore } from './ledger-entry.js';

const flushEveryMs = 100;
const flushAtEntries = 500;
const retryAfterFailureMs = 1_000;
/** While the database is slow or fails, logs beyond this are dropped; usage is kept. */
const maxPendingBytes = 64 * 1024 * 1024;
const reportDropsEveryMs = 60_000;

/**
 * Write-behind store of usage and request logs. An entry survives a kill of the process from the next `sync` on; the
 * database gets entries in batches and ignores those it has, so that a journal can be committed again after a crash.
 */
export class Ledger {
  private pending: LedgerEntry[] = [];
  private pendingBytes = 0;
  private droppedLogs = 0;
  private dropsReportedAtMs = 0;
  /** Of entries that are not in the journal yet. */
  private lines = '';
  private nextSync: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;

  private isClosed = false;

  constructor(
    private readonly journal: Journal,
    private readonly store: LedgerStore,
    private readonly logger: Logger,
  ) {}

  /** Takes an entry. Send the end of the response only after `durable` has resolved or `sync` has returned. */
  record(entry: LedgerEntry): void {
    const line = JSON.stringify(entry);
    if (entry.log && this.pendingBytes + line.length > maxPendingBytes) {
      this.reportDrop();
      if (entry.usage) this.record({ usage: entry.usage, log: null });
      return;
    }
    this.lines += `${line}\n`;
    this.pending.push(entry);
    this.pendingBytes += line.length;
    if (this.pending.length >= flushAtEntries) this.schedule(0);
    else this.schedule(flushEveryMs);
  }

  /**
   * Resolves when everything recorded so far survives a kill of this process. All calls that end in one turn of the
   * event loop share one write, and their responses are sent together: under load that saves a quarter of a call's CPU.
   */
  durable(): Promise<void> {
    this.nextSync ??= new Promise((resolve) => {
      setImmediate(() => {
        this.nextSync = null;
        this.sync();
        resolve();
      });
    });
    return this.nextSync;
  }

  /** Makes everything recorded so far survive a kill of this process, at once. */
  sync(): void {
    if (this.lines === '') return;
    const lines = this.lines;
    this.lines = '';
    try {
      this.journal.append(lines);
    } catch (error) {
      // Not a reason to withhold a response that has been paid for; the database still gets the entries.
      this.logger.error(
        { err: error },
        'the journal cannot be written, a crash would lose entries',
      );
    }
  }

  /** Commits everything recorded so far. */
  async flush(): Promise<void> {
    while (this.flushing) await this.flushing;
    if (this.pending.length === 0 || this.isClosed) return;
    this.flushing = this.commit();
    try {
      await this.flushing;
    } finally {
      this.flushing = null;
    }
  }

  /** Commits what is pending. What the database refuses stays in the journal, for the next start. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    await this.flush();
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    if (this.pending.length === 0) this.journal.close();
  }

  private async commit(): Promise<void> {
    this.sync();
    const entries = this.pending;
    const bytes = this.pendingBytes;
    this.pending = [];
    const deleteCommitted = this.journal.rotate();
    try {
      await this.store.append(toRows(entries));
      deleteCommitted();
      this.pendingBytes -= bytes;
    } catch (error) {
      // The lines stay in the journal, and the entries are tried again with the next ones.
      this.pending = entries.concat(this.pending);
      this.logger.error({ err: error, entries: entries.length }, 'ledger flush failed, will retry');
      this.schedule(retryAfterFailureMs);
    }
  }

  private reportDrop(): void {
    this.droppedLogs += 1;
    const nowMs = Date.now();
    if (nowMs - this.dropsReportedAtMs < reportDropsEveryMs) return;
    this.dropsReportedAtMs = nowMs;
    this.logger.error(
      { dropped: this.droppedLogs },
      'logs of requests were dropped because the database does not keep up',
    );
    this.droppedLogs = 0;
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
