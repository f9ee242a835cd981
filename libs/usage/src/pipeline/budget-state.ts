import type { BudgetRow } from '@codegate/database';

import { periodAround, type TimeSpan } from './period.js';

/** A budget as the hot path needs it. */
export type BudgetDefinition = Omit<
  BudgetRow,
  'timeZone' | 'startsAt' | 'createdAt' | 'updatedAt'
> & {
  /** Resolved: never null. */
  readonly timeZone: string;
  readonly startsAtMs: number;
  /** Whose it is, for people. */
  readonly subjectName: string;
};

export type Billing = 'cash' | 'value';

/** A part of a budget that has been used up and somebody wants to hear about. */
export type Crossing = {
  readonly budget: BudgetDefinition;
  readonly span: TimeSpan;
  readonly threshold: number;
  readonly spentMicroUsd: number;
};

/**
 * What is spent and reserved of one budget in the running period. What was spent up to a moment comes from the
 * ledger, what came after it is added here; both together are exact, because rows and additions carry the same time.
 */
export class BudgetState {
  private spentMicroUsd = 0;
  private reservedMicroUsd = 0;
  /** Spent since countsFromMs, while the ledger is asked for what was before. */
  private sinceMicroUsd = 0;
  private countsFromMs: number;
  private told = new Set<number>();
  private span: TimeSpan;
  /** Whether the ledger has been asked; a budget made a moment ago refuses nothing yet. */
  isKnown = false;

  constructor(
    public definition: BudgetDefinition,
    nowMs: number,
  ) {
    this.span = this.spanAround(nowMs);
    this.countsFromMs = nowMs;
  }

  /** Whether another definition is about the same spending, so that only its rules change. */
  isAbout(other: BudgetDefinition): boolean {
    const { scope, subjectId, period, counts, timeZone, startsAtMs } = this.definition;
    return (
      scope === other.scope &&
      subjectId === other.subjectId &&
      period === other.period &&
      counts === other.counts &&
      timeZone === other.timeZone &&
      startsAtMs === other.startsAtMs
    );
  }

  redefine(definition: BudgetDefinition): void {
    if (definition.limitMicroUsd !== this.definition.limitMicroUsd) this.told.clear();
    this.definition = definition;
  }

  at(nowMs: number): { span: TimeSpan; spentMicroUsd: number; reservedMicroUsd: number } {
    this.rollPeriod(nowMs);
    const { span, spentMicroUsd, reservedMicroUsd } = this;
    return { span, spentMicroUsd, reservedMicroUsd };
  }

  counts(billing: Billing): boolean {
    return billing === 'cash' || this.definition.counts === 'all';
  }

  reserve(microUsd: number): void {
    this.reservedMicroUsd += microUsd;
  }

  release(microUsd: number): void {
    this.reservedMicroUsd = Math.max(0, this.reservedMicroUsd - microUsd);
  }

  spend(microUsd: number, nowMs: number): void {
    this.rollPeriod(nowMs);
    this.spentMicroUsd += microUsd;
    if (nowMs >= this.countsFromMs) this.sinceMicroUsd += microUsd;
  }

  /**
   * Begins to count anew. The ledger has then to be asked for everything before the moment that is returned, which
   * must have passed: rows of the same millisecond could otherwise still be on their way.
   */
  countFrom(nowMs: number): { span: TimeSpan; untilMs: number } {
    this.rollPeriod(nowMs);
    this.countsFromMs = nowMs + 1;
    this.sinceMicroUsd = 0;
    return { span: this.span, untilMs: this.countsFromMs };
  }

  /** Takes over what the ledger said about a period, unless another one has begun. */
  learn(span: TimeSpan, beforeMicroUsd: number, nowMs: number): void {
    this.rollPeriod(nowMs);
    this.isKnown = true;
    if (span.fromMs === this.span.fromMs) this.spentMicroUsd = beforeMicroUsd + this.sinceMicroUsd;
  }

  /** The thresholds that have been passed and not been told about yet. */
  crossings(): Crossing[] {
    const { definition: budget, span, spentMicroUsd } = this;
    const passed = [...budget.thresholds, 100].filter(
      (threshold) =>
        !this.told.has(threshold) &&
        budget.limitMicroUsd > 0 &&
        spentMicroUsd * 100 >= budget.limitMicroUsd * threshold,
    );
    for (const threshold of passed) this.told.add(threshold);
    return [...new Set(passed)].map((threshold) => ({ budget, span, threshold, spentMicroUsd }));
  }

  /** Has it told again: nobody heard it. */
  tellAgain(threshold: number): void {
    this.told.delete(threshold);
  }

  private rollPeriod(nowMs: number): void {
    if (nowMs < this.span.toMs) return;
    this.span = this.spanAround(nowMs);
    this.spentMicroUsd = 0;
    this.sinceMicroUsd = 0;
    this.told.clear();
  }

  private spanAround(nowMs: number): TimeSpan {
    const { period, timeZone, startsAtMs } = this.definition;
    return periodAround(period, timeZone, startsAtMs, nowMs);
  }
}
