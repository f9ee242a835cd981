import { toCount } from '@codegate/kernel';

/** What is spent and reserved of one budget period, in micro-dollars. */
export class BudgetMeter {
  spent = 0;
  reserved = 0;
  /** Spent from `countedFromMs` on, while the ledger is read for what was before. */
  private spentSince = 0;
  private countedFromMs = Number.POSITIVE_INFINITY;
  private latestMs = 0;
  private spentInLatestMs = 0;

  constructor(readonly endsAtMs: number) {}

  spend(microUsd: number, nowMs: number): void {
    this.spent += microUsd;
    if (nowMs >= this.countedFromMs) this.spentSince += microUsd;
    if (nowMs > this.latestMs) {
      this.latestMs = nowMs;
      this.spentInLatestMs = 0;
    }
    if (nowMs === this.latestMs) this.spentInLatestMs += microUsd;
  }

  /**
   * Starts to count apart what is spent from `nowMs` on, the part of this millisecond that is spent already included.
   * `learn` then adds it to what the ledger knows of the time before: both together are exact, because ledger rows
   * and what is counted here carry the same times.
   */
  countFrom(nowMs: number): void {
    this.countedFromMs = nowMs;
    this.spentSince = nowMs === this.latestMs ? this.spentInLatestMs : 0;
  }

  /** Takes over the sum of the ledger up to the moment given to `countFrom`. */
  learn(ledgerMicroUsd: number): void {
    this.spent = toCount(ledgerMicroUsd, Number.MAX_SAFE_INTEGER) + this.spentSince;
    this.countedFromMs = Number.POSITIVE_INFINITY;
  }
}
