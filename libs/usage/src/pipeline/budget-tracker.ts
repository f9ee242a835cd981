import type { Admission, BudgetAmounts, BudgetPeriod } from '@codegate/shared-state';

import {
  type BudgetDefinition,
  type BudgetState,
  type Billing,
  type Crossing,
  type LimitedBudget,
} from './budget-state.js';
import type { TimeSpan } from './period.js';

/** Name of a tenant, a key or an account that has budgets. */
export function budgetSubject(scope: BudgetDefinition['scope'], id: string): string {
  return `${scope}:${id}`;
}

/** Id of the budget in which everything an account costs in a month is counted, with or without a limit. */
export function accountBudgetId(accountId: string): string {
  return `account-monthly-${accountId}`;
}

const noBudgets: readonly BudgetState[] = [];

/**
 * Which budgets there are and what they count. It names what a request needs of them and what it has used; the
 * amounts themselves are in Admission, the one place where budgets are reserved and spent.
 */
export class BudgetTracker {
  private bySubject = new Map<string, BudgetState[]>();
  private byId = new Map<string, BudgetState>();
  /** Subjects with a budget that may refuse a request. */
  private limited = new Set<string>();

  constructor(private readonly admission: Pick<Admission, 'budgetOf'>) {}

  /** Whether a budget may refuse a request of these subjects, so that its cost has to be estimated. */
  isLimited(subjects: readonly string[]): boolean {
    if (this.limited.size === 0) return false;
    return subjects.some((subject) => this.limited.has(subject));
  }

  /** What a request that may cost so much needs of the budgets of its subjects. */
  demandsOf(
    subjects: readonly string[],
    microUsd: number,
    billing: Billing,
    nowMs: number,
  ): LimitedBudget[] {
    const demands: LimitedBudget[] = [];
    for (const subject of subjects) {
      for (const state of this.statesOf(subject)) {
        if (state.limits(billing)) demands.push(state.demand(microUsd, nowMs));
      }
    }
    return demands;
  }

  /** The periods in which the cost of a request counts. */
  periodsOf(subjects: readonly string[], billing: Billing, nowMs: number): BudgetPeriod[] {
    const periods: BudgetPeriod[] = [];
    for (const subject of subjects) {
      for (const state of this.statesOf(subject)) {
        if (state.counts(billing)) periods.push(state.periodAt(nowMs));
      }
    }
    return periods;
  }

  /** What an account has cost in the calendar month (UTC), in micro-dollars. */
  spentThisMonth(accountId: string, nowMs: number): number {
    const state = this.byId.get(accountBudgetId(accountId));
    return state ? this.admission.budgetOf(state.periodAt(nowMs).key).spent : 0;
  }

  /** The running period of a budget and its amounts in micro-dollars. */
  amountsOf(state: BudgetState, nowMs: number): BudgetAmounts & { readonly span: TimeSpan } {
    const { spent, reserved } = this.admission.budgetOf(state.periodAt(nowMs).key);
    return { span: state.spanAt(nowMs), spent, reserved };
  }

  find(id: string): BudgetState | undefined {
    return this.byId.get(id);
  }

  all(): readonly BudgetState[] {
    return [...this.byId.values()];
  }

  replace(states: readonly BudgetState[]): void {
    this.byId = new Map(states.map((state) => [state.definition.id, state]));
    const bySubject = new Map<string, BudgetState[]>();
    const limited = new Set<string>();
    for (const state of states) {
      const { scope, subjectId, enforcement } = state.definition;
      const subject = budgetSubject(scope, subjectId);
      const known = bySubject.get(subject);
      if (known) known.push(state);
      else bySubject.set(subject, [state]);
      if (enforcement !== 'alert') limited.add(subject);
    }
    this.bySubject = bySubject;
    this.limited = limited;
  }

  /** The thresholds that have been crossed and not been reported yet. */
  takeCrossings(nowMs: number): Crossing[] {
    return this.all().flatMap((state) =>
      state.isKnown ? state.crossings(this.amountsOf(state, nowMs).spent) : [],
    );
  }

  private statesOf(subject: string): readonly BudgetState[] {
    return this.bySubject.get(subject) ?? noBudgets;
  }
}
