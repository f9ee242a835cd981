import { Global, Module, type BeforeApplicationShutdown } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import {
  AccountsRepository,
  BudgetsRepository,
  UsageRepository,
  type ChangeTopic,
} from '@codegate/database';
import { CLOCK, LOGGER, runEvery, type Clock, type Logger, type Repeated } from '@codegate/kernel';
import { ADMISSION, ChangeFeed, type Admission } from '@codegate/shared-state';

import { BudgetLoader } from './budget-loader.js';
import { BudgetTracker, Ledger } from './pipeline/index.js';

const reconcileEveryMs = 60_000;
/** Changes that concern budgets; names and time zones of their subjects are part of them. */
const topics = new Set<ChangeTopic>(['budgets', 'tenants', 'tenant_keys', 'accounts']);

/** Budgets, loaded while the application is created, so before anything listens. */
@Global()
@Module({
  providers: [
    {
      provide: BudgetTracker,
      inject: [ADMISSION],
      useFactory: (admission: Admission) => new BudgetTracker(admission),
    },
    {
      provide: BudgetLoader,
      // After the ledger has recovered what an earlier process had not stored.
      inject: [
        BudgetTracker,
        ADMISSION,
        BudgetsRepository,
        AccountsRepository,
        UsageRepository,
        Ledger,
        ChangeFeed,
        CLOCK,
        LOGGER,
      ],
      useFactory: loadBudgets,
    },
  ],
  exports: [BudgetTracker],
})
export class BudgetsModule implements BeforeApplicationShutdown {
  private readonly reconciling: Repeated | null;

  constructor(loader: BudgetLoader, { sharesDatabase }: GatewayConfig) {
    // One process knows everything that is spent; of several, each learns what the others have spent.
    this.reconciling = sharesDatabase
      ? runEvery(
          reconcileEveryMs,
          () => loader.reconcile(),
          () => undefined, // The loader has logged it.
        )
      : null;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.reconciling?.stop();
  }
}

async function loadBudgets(
  tracker: BudgetTracker,
  admission: Admission,
  budgets: BudgetsRepository,
  accounts: AccountsRepository,
  usage: UsageRepository,
  ledger: Ledger,
  changes: ChangeFeed,
  clock: Clock,
  logger: Logger,
): Promise<BudgetLoader> {
  const sources = { budgets, accounts, usage };
  const loader = new BudgetLoader(tracker, admission, sources, ledger, clock, logger);
  await changes.subscribe(async (changed) => {
    if (changed.some(({ topic }) => topics.has(topic))) await loader.load();
  });
  await loader.load();
  return loader;
}
