import { join } from 'node:path';

import { Global, Module } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import {
  AccountsRepository,
  BudgetsRepository,
  TenantKeysRepository,
  TenantsRepository,
  UsageRepository,
  type ChangeTopic,
} from '@codegate/database';
import { CLOCK, LOGGER, type Clock, type Logger } from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';

import { BudgetLoader } from './budget-loader.js';
import { BudgetTracker, Ledger, MonthlySpend } from './pipeline/index.js';

/** The books the proxy writes in; opened while the application is put together, so before anything listens. */
@Global()
@Module({
  providers: [
    {
      provide: Ledger,
      inject: [GatewayConfig, UsageRepository, LOGGER],
      useFactory: async (config: GatewayConfig, usage: UsageRepository, logger: Logger) => {
        const ledger = new Ledger(join(config.storage.dataDir, 'ledger'), usage, logger);
        await ledger.open();
        return ledger;
      },
    },
    {
      provide: MonthlySpend,
      // After the ledger has recovered what an earlier process left behind.
      inject: [UsageRepository, CLOCK, Ledger],
      useFactory: async (usage: UsageRepository, clock: Clock) => {
        const book = new MonthlySpend();
        const nowMs = clock.now();
        book.load(await usage.spentThisMonthByAccount(nowMs), nowMs);
        return book;
      },
    },
    BudgetTracker,
    {
      provide: BudgetLoader,
      inject: [
        BudgetTracker,
        BudgetsRepository,
        AccountsRepository,
        TenantsRepository,
        TenantKeysRepository,
        UsageRepository,
        Ledger,
        ChangeFeed,
        GatewayConfig,
        CLOCK,
        LOGGER,
      ],
      useFactory: openBudgets,
    },
  ],
  exports: [Ledger, MonthlySpend, BudgetTracker, BudgetLoader],
})
export class LedgerModule {}

const reconcileMs = 60_000;
/** Topics of changes that concern budgets: their subjects' names and time zones are part of them. */
const topics = new Set<ChangeTopic>(['budgets', 'tenants', 'tenant_keys', 'accounts']);

async function openBudgets(
  book: BudgetTracker,
  budgets: BudgetsRepository,
  accounts: AccountsRepository,
  tenants: TenantsRepository,
  keys: TenantKeysRepository,
  usage: UsageRepository,
  ledger: Ledger,
  changes: ChangeFeed,
  { role, storage }: GatewayConfig,
  clock: Clock,
  logger: Logger,
): Promise<BudgetLoader> {
  const sources = { budgets, accounts, tenants, keys, usage };
  const keeper = new BudgetLoader(book, sources, ledger, clock, logger);
  await changes.subscribe(async (changed) => {
    if (changed.some(({ topic }) => topics.has(topic))) await keeper.load();
  });
  await keeper.load();
  const again = (work: () => Promise<void>, everyMs: number): void => {
    // The keeper has logged why it failed.
    setInterval(() => void work().catch(() => undefined), everyMs).unref();
  };
  // One process knows everything that is spent; of several, each learns what the others have spent.
  if (role !== 'all' || storage.databaseUrl !== undefined)
    again(() => keeper.reconcile(), reconcileMs);
  return keeper;
}
