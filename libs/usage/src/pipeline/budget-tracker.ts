import { BudgetState, type Billing, type BudgetDefinition, type Crossing } from './budget-state.js';

/** Name under which the budgets of a tenant, a key or an account are kept. */
export function budgetSubject(scope: BudgetDefinition['scope'], id: string): string {
  return `${scope}:${id}`;
}

export type BudgetRefusal = {
  readonly budget: BudgetDefinition;
  /** `exhausted`: until the next period. `too_small`: for this request. `reserved`: until some of it comes back. */
  readonly reason: 'exhausted' | 'too_small' | 'reserved';
  readonly leftMicroUsd: number;
  /** When the period ends; infinite for a total. */
  readonly resetAtMs: number;
};

export type Reservation =
  | { readonly refusal: BudgetRefusal; readonly release: null }
  | {
      readonly refusal: null;
      /** Gives it back; a second call does nothing. */
      readonly release: () => void;
    };

const nothingReserved: Reservation = { refusal: null, release: () => undefined };

/**
 * All budgets, in memory. What a request may cost is reserved before it leaves; all of its budgets have to have room,
 * or none is touched. To look and to reserve is one step, so that of any number of requests at once no more pass than
 * there is room for.
 */
export class BudgetTracker {
  private bySubject = new Map<string, BudgetState[]>();
  private byId = new Map<string, BudgetState>();

  /** Whether there is a budget to ask at all. */
  concerns(subjects: readonly string[]): boolean {
    return this.bySubject.size > 0 && subjects.some((subject) => this.bySubject.has(subject));
  }

  reserve(
    subjects: readonly string[],
    microUsd: number,
    billing: Billing,
    nowMs: number,
  ): Reservation {
    const states = this.statesOf(subjects).filter(
      (state) => state.isKnown && state.definition.enforcement !== 'alert' && state.counts(billing),
    );
    if (states.length === 0) return nothingReserved;
    for (const state of states) {
      const refusal = refusalOf(state, microUsd, nowMs);
      if (refusal) return { refusal, release: null };
    }
    for (const state of states) state.reserve(microUsd);
    let isHeld = true;
    const release = (): void => {
      if (isHeld) for (const state of states) state.release(microUsd);
      isHeld = false;
    };
    return { refusal: null, release };
  }

  /** Counts what a request has cost in the end. */
  spend(subjects: readonly string[], microUsd: number, billing: Billing, nowMs: number): void {
    for (const state of this.statesOf(subjects)) {
      if (state.counts(billing)) state.spend(microUsd, nowMs);
    }
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
    for (const state of states) {
      const { scope, subjectId } = state.definition;
      const subject = budgetSubject(scope, subjectId);
      bySubject.set(subject, [...(bySubject.get(subject) ?? []), state]);
    }
    this.bySubject = bySubject;
  }

  /** What people have to hear about and have not heard of yet. */
  takeCrossings(): Crossing[] {
    return this.all().flatMap((state) => (state.isKnown ? state.crossings() : []));
  }

  private statesOf(subjects: readonly string[]): BudgetState[] {
    if (this.bySubject.size === 0) return [];
    return subjects.flatMap((subject) => this.bySubject.get(subject) ?? []);
  }
}

function refusalOf(state: BudgetState, microUsd: number, nowMs: number): BudgetRefusal | null {
  const { definition: budget } = state;
  const { span, spentMicroUsd, reservedMicroUsd } = state.at(nowMs);
  const unspent = budget.limitMicroUsd - spentMicroUsd;
  const refuse = (reason: BudgetRefusal['reason']): BudgetRefusal => ({
    budget,
    reason,
    leftMicroUsd: Math.max(0, unspent),
    resetAtMs: span.toMs,
  });
  if (unspent <= 0) return refuse('exhausted');
  if (microUsd + reservedMicroUsd <= unspent) return null;
  if (budget.enforcement === 'lenient') return reservedMicroUsd === 0 ? null : refuse('reserved');
  return refuse(microUsd <= unspent ? 'reserved' : 'too_small');
}
