import type { BudgetRow } from '@codegate/database';
import type { BudgetDemand, BudgetPeriod } from '@codegate/shared-state';

import { periodAround, type TimeSpan } from './period.js';

/** A budget as the hot path needs it. */
export type BudgetDefinition = Omit<
  BudgetRow,
  'timeZone' | 'startsAt' | 'createdAt' | 'updatedAt'
> & {
  /** Resolved: never null. */
  readonly timeZone: string;
  readonly startsAtMs: number;
  /** Name of the tenant, key or account. */
  readonly subjectName: string;
};

/** How an account is paid: by use, or covered by a subscription. */
export type Billing = 'cash' | 'value';

/** A demand that knows its budget, for the message of a refusal. */
export type LimitedBudget = BudgetDemand & { readonly budget: BudgetDefinition };

/** A threshold that was crossed and has not been reported yet. */
export type Crossing = {
  readonly budget: BudgetDefinition;
  readonly span: TimeSpan;
  readonly threshold: number;
  readonly spentMicroUsd: number;
};

/** One budget: its rules, its running period, and which thresholds have been reported. Amounts are in Admission. */
export class BudgetState {
  private reported = new Set<number>();
  private span: TimeSpan;
  private period: BudgetPeriod;
  /** Whether the ledger has been read; a budget made a moment ago refuses nothing yet. */
  isKnown = false;

  constructor(
    public definition: BudgetDefinition,
    nowMs: number,
  ) {
    this.span = this.spanAround(nowMs);
    this.period = this.periodOf(this.span);
  }

  /** Whether another definition counts the same spending, so that only its rules change. */
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
    if (definition.limitMicroUsd !== this.definition.limitMicroUsd) this.reported.clear();
    this.definition = definition;
  }

  /** Whether it may refuse a request of an account that is paid this way. */
  limits(billing: Billing): boolean {
    return this.isKnown && this.definition.enforcement !== 'alert' && this.counts(billing);
  }

  counts(billing: Billing): boolean {
    return billing === 'cash' || this.definition.counts === 'all';
  }

  /** The name under which the running period is counted. */
  periodAt(nowMs: number): BudgetPeriod {
    this.rollPeriod(nowMs);
    return this.period;
  }

  spanAt(nowMs: number): TimeSpan {
    this.rollPeriod(nowMs);
    return this.span;
  }

  demand(microUsd: number, nowMs: number): LimitedBudget {
    const { definition: budget } = this;
    const { key, endsAtMs } = this.periodAt(nowMs);
    return {
      kind: 'budget',
      key,
      endsAtMs,
      limit: budget.limitMicroUsd,
      amount: microUsd,
      isLenient: budget.enforcement === 'lenient',
      budget,
    };
  }

  /** The thresholds that have been crossed in the running period and not been reported yet. */
  crossings(spentMicroUsd: number): Crossing[] {
    const { definition: budget, span } = this;
    const crossed = [...budget.thresholds, 100].filter(
      (threshold) =>
        !this.reported.has(threshold) &&
        budget.limitMicroUsd > 0 &&
        spentMicroUsd * 100 >= budget.limitMicroUsd * threshold,
    );
    for (const threshold of crossed) this.reported.add(threshold);
    return [...new Set(crossed)].map((threshold) => ({ budget, span, threshold, spentMicroUsd }));
  }

  /** Lets a threshold be reported again, because its report failed. */
  reportAgain(threshold: number): void {
    this.reported.delete(threshold);
  }

  private rollPeriod(nowMs: number): void {
    if (nowMs < this.span.toMs) return;
    this.span = this.spanAround(nowMs);
    this.period = this.periodOf(this.span);
    this.reported.clear();
  }

  private spanAround(nowMs: number): TimeSpan {
    const { period, timeZone, startsAtMs } = this.definition;
    return periodAround(period, timeZone, startsAtMs, nowMs);
  }

  private periodOf({ fromMs, toMs }: TimeSpan): BudgetPeriod {
    return { key: `${this.definition.id}@${fromMs}`, endsAtMs: toMs };
  }
}
