import { join } from 'node:path';

import { Global, Module } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { UsageRepository } from '@codegate/database';
import { CLOCK, LOGGER, type Clock, type Logger } from '@codegate/kernel';

import { Ledger, SpendBook } from './pipeline/index.js';

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
      provide: SpendBook,
      // After the ledger has recovered what an earlier process left behind.
      inject: [UsageRepository, CLOCK, Ledger],
      useFactory: async (usage: UsageRepository, clock: Clock) => {
        const book = new SpendBook();
        const nowMs = clock.now();
        book.load(await usage.spentThisMonthByAccount(nowMs), nowMs);
        return book;
      },
    },
  ],
  exports: [Ledger, SpendBook],
})
export class LedgerModule {}
