import { startOfMonthUtc } from '@codegate/kernel';

/** What each account has cost in the current calendar month (UTC), in micro-dollars, in memory. */
export class MonthlySpend {
  private monthStartMs = 0;
  private spent = new Map<string, number>();

  /** Takes over the sums of the month that contains `nowMs`. */
  load(spent: ReadonlyMap<string, number>, nowMs: number): void {
    this.monthStartMs = startOfMonthUtc(nowMs);
    this.spent = new Map(spent);
  }

  add(accountId: string, microUsd: number, nowMs: number): void {
    this.rollMonth(nowMs);
    this.spent.set(accountId, (this.spent.get(accountId) ?? 0) + microUsd);
  }

  spentMicroUsd(accountId: string, nowMs: number): number {
    this.rollMonth(nowMs);
    return this.spent.get(accountId) ?? 0;
  }

  private rollMonth(nowMs: number): void {
    // A month is at least 28 days: no date arithmetic on the hot path before that.
    if (nowMs - this.monthStartMs < 28 * 86_400_000) return;
    const monthStartMs = startOfMonthUtc(nowMs);
    if (monthStartMs === this.monthStartMs) return;
    this.monthStartMs = monthStartMs;
    this.spent.clear();
  }
}
