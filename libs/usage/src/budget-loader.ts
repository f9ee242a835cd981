import type {
  AccountsRepository,
  BudgetsRepository,
  BudgetWithSubject,
  UsageRepository,
} from '@codegate/database';
import { fromUtcText, toUtcText, type Clock, type Logger } from '@codegate/kernel';
import type { Admission } from '@codegate/shared-state';

import {
  accountBudgetId,
  BudgetState,
  BudgetTracker,
  Ledger,
  type BudgetDefinition,
} from './pipeline/index.js';

type Sources = {
  readonly budgets: Pick<BudgetsRepository, 'listWithSubjects'>;
  readonly accounts: Pick<AccountsRepository, 'list'>;
  readonly usage: Pick<UsageRepository, 'spentMicroUsd'>;
};

/** Loads the budgets of the database into the tracker, and into Admission what has been spent of them. */
export class BudgetLoader {
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly tracker: BudgetTracker,
    private readonly admission: Pick<Admission, 'reconcile'>,
    private readonly sources: Sources,
    private readonly ledger: Pick<Ledger, 'flush'>,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Takes over which budgets there are. Those that are new are in force when this resolves. */
  load(): Promise<void> {
    return this.serialize(async () => {
      const nowMs = this.clock.now();
      const added: BudgetState[] = [];
      const states = (await this.definitions()).map((definition) => {
        const known = this.tracker.find(definition.id);
        if (known?.isAbout(definition)) {
          known.redefine(definition);
          return known;
        }
        const state = new BudgetState(definition, nowMs);
        added.push(state);
        return state;
      });
      // From now on they count what is spent; what was spent before is read from the ledger afterwards.
      this.tracker.replace(states);
      await this.readSpent(added);
    });
  }

  /** Reads again what has been spent of all budgets, for what other processes have spent. */
  reconcile(): Promise<void> {
    return this.serialize(() => this.readSpent(this.tracker.all()));
  }

  private async readSpent(states: readonly BudgetState[]): Promise<void> {
    const nowMs = this.clock.now();
    const periods = states.map((state) => ({
      ...state.periodAt(nowMs),
      definition: state.definition,
      fromMs: state.spanAt(nowMs).fromMs,
    }));
    await this.admission.reconcile(periods, nowMs, async (cuts) => {
      await this.ledger.flush();
      return await this.sources.usage.spentMicroUsd(
        periods.flatMap(({ key, endsAtMs, fromMs, definition: { scope, subjectId, counts } }) => {
          const toMs = Math.min(endsAtMs, cuts.get(key) ?? fromMs);
          if (toMs <= fromMs) return [];
          return [{ key, scope, subjectId, counts, from: toUtcText(fromMs), to: toUtcText(toMs) }];
        }),
      );
    });
    for (const state of states) state.isKnown = true;
  }

  private async definitions(): Promise<BudgetDefinition[]> {
    const { budgets, accounts } = this.sources;
    const [rows, accountRows] = await Promise.all([budgets.listWithSubjects(), accounts.list()]);
    return [
      ...rows.map(toDefinition),
      ...accountRows.map(({ id, name, monthlyBudgetMicroUsd }) =>
        toAccountBudget(id, name, monthlyBudgetMicroUsd),
      ),
    ];
  }

  /** One after the other: each builds on what the one before has done. */
  private serialize(work: () => Promise<void>): Promise<void> {
    const result = this.running.then(work);
    this.running = result.catch((error: unknown) => {
      this.logger.error({ err: error }, 'budgets could not be read, the old ones stay in force');
    });
    return result;
  }
}

function toDefinition({
  timeZone,
  subjectTimeZone,
  startsAt,
  ...same
}: BudgetWithSubject): BudgetDefinition {
  return {
    ...same,
    timeZone: timeZone ?? subjectTimeZone ?? 'UTC',
    startsAtMs: fromUtcText(startsAt)?.getTime() ?? 0,
  };
}

/** The account's own monthly budget: by UTC, and everything counts. Without a limit it only counts. */
function toAccountBudget(id: string, name: string, limitMicroUsd: number | null): BudgetDefinition {
  return {
    id: accountBudgetId(id),
    scope: 'account',
    subjectId: id,
    subjectName: name,
    period: 'monthly',
    limitMicroUsd: limitMicroUsd ?? 0,
    enforcement: limitMicroUsd ? 'lenient' : 'alert',
    counts: 'all',
    thresholds: [],
    timeZone: 'UTC',
    startsAtMs: 0,
  };
}
