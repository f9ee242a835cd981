import { Global, Module } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { UsageRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';
import { Instance } from '@codegate/shared-state';

import { claimOldJournals } from './old-journals.js';
import { Journal, Ledger, recoverJournals } from './pipeline/index.js';

/** The ledger, opened while the application is created, so before anything listens. */
@Global()
@Module({
  providers: [
    {
      provide: Ledger,
      inject: [GatewayConfig, Instance, UsageRepository, LOGGER],
      useFactory: openLedger,
    },
  ],
  exports: [Ledger],
})
export class LedgerModule {}

/** Usage rows of ended processes are in the database before anything reads them. */
async function openLedger(
  { storage }: GatewayConfig,
  instance: Instance,
  usage: UsageRepository,
  logger: Logger,
): Promise<Ledger> {
  claimOldJournals(storage.dataDir, instance);
  await recoverJournals(instance.claimedFiles(), usage, logger);
  return new Ledger(new Journal(instance.folder), usage, logger);
}
