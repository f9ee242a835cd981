import { setTimeout } from 'node:timers/promises';

import {
  AccountsRepository,
  BudgetsRepository,
  TenantKeysRepository,
  TenantsRepository,
  UsageRepository,
  type BudgetRow,
} from '@codegate/database';
import { fromUtcText, toUtcText, type Clock, type Logger } from '@codegate/kernel';

import { BudgetTracker, BudgetState, Ledger, type BudgetDefinition } from './pipeline/index.js';

type Sources = {
  readonly budgets: BudgetsRepository;
  readonly accounts: AccountsRepository;
  readonly tenants: TenantsRepository;
  readonly keys: TenantKeysRepository;
  readonly usage: UsageRepository;
};

/** Id of the budget that an account's own field monthlyBudget stands for. */
export function accountBudgetId(accountId: string): string {
  return `account-monthly-${accountId}`;
}

/** Keeps the book of budgets as the database says: the budgets themselves, and what has been spent of them. */
export class BudgetLoader {
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly book: BudgetTracker,
    private readonly sources: Sources,
    private readonly ledger: Pick<Ledger, 'flush'>,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Takes over which budgets there are. Those that are new are in force when this resolves. */
  load(): Promise<void> {
    return this.serialize(async () => {
      const nowMs = this.clock.now();
      const fresh: BudgetState[] = [];
      const states = (await this.definitions()).map((definition) => {
        const known = this.book.find(definition.id);
        if (known?.isAbout(definition)) {
          known.redefine(definition);
          return known;
        }
        const state = new BudgetState(definition, nowMs);
        fresh.push(state);
        return state;
      });
      // First of all they count what is spent from now on; what was spent before is asked for afterwards.
      this.book.replace(states);
      await this.count(fresh);
    });
  }

  /** Counts all of them anew, for what other processes have spent. */
  reconcile(): Promise<void> {
    return this.serialize(() => this.count(this.book.all()));
  }

  private async count(states: readonly BudgetState[]): Promise<void> {
    if (states.length === 0) return;
    const nowMs = this.clock.now();
    const parts = states.map((state) => ({ state, ...state.countFrom(nowMs) }));
    while (this.clock.now() <= nowMs) await setTimeout(1);
    await this.ledger.flush();
    for (const { state, span, untilMs } of parts) {
      const { scope, subjectId, counts } = state.definition;
      const spent = await this.sources.usage.spentMicroUsd({
        scope,
        subjectId,
        counts,
        from: toUtcText(span.fromMs),
        to: span.toMs < untilMs ? toUtcText(span.toMs) : toUtcText(untilMs),
      });
      state.learn(span, spent, this.clock.now());
    }
  }

  private async definitions(): Promise<BudgetDefinition[]> {
    const { budgets, accounts, tenants, keys } = this.sources;
    const [rows, accountRows, tenantRows, keyRows] = await Promise.all([
      budgets.list(),
      accounts.list(),
      tenants.list(),
      keys.list(),
    ]);
    const zones = new Map(tenantRows.map(({ id, timeZone }) => [id, timeZone]));
    const subjects = {
      tenant: new Map(tenantRows.map(({ id, name, timeZone }) => [id, { name, timeZone }])),
      key: new Map(
        keyRows.map(({ id, name, tenantId }) => [id, { name, timeZone: zones.get(tenantId) }]),
      ),
      account: new Map(accountRows.map(({ id, name }) => [id, { name, timeZone: null }])),
    };
    const own = accountRows.flatMap(({ id, name, monthlyBudgetMicroUsd }) =>
      monthlyBudgetMicroUsd ? [toAccountBudget(id, name, monthlyBudgetMicroUsd)] : [],
    );
    // A budget whose subject is gone has nothing left to be about.
    const others = rows.flatMap((row) => {
      const subject = subjects[row.scope].get(row.subjectId);
      return subject ? [toDefinition(row, subject.name, subject.timeZone ?? null)] : [];
    });
    return [...others, ...own];
  }

  /** One after the other: each works with what the one before has left. */
  private serialize(work: () => Promise<void>): Promise<void> {
    const turn = this.running.then(work);
    this.running = turn.catch((error: unknown) => {
      this.logger.error({ err: error }, 'budgets could not be read, the old ones stay in force');
    });
    return turn;
  }
}

function toDefinition(row: BudgetRow, subjectName: string, zone: string | null): BudgetDefinition {
  const { timeZone, startsAt, ...same } = row;
  return {
    ...same,
    subjectName,
    timeZone: timeZone ?? zone ?? 'UTC',
    startsAtMs: fromUtcText(startsAt)?.getTime() ?? 0,
  };
}

/** The original's monthly budget of an account: by UTC, and everything counts. */
function toAccountBudget(id: string, name: string, limitMicroUsd: number): BudgetDefinition {
  return {
    id: accountBudgetId(id),
    scope: 'account',
    subjectId: id,
    subjectName: name,
    period: 'monthly',
    limitMicroUsd,
    enforcement: 'lenient',
    counts: 'all',
    thresholds: [],
    timeZone: 'UTC',
    startsAtMs: 0,
  };
}
