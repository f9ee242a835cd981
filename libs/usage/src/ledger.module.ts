import { join } from 'node:path';

import { Global, Module } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { UsageRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';

import { Ledger } from './pipeline/index.js';

/** The ledger, opened while the application is created, so before anything listens. */
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
  ],
  exports: [Ledger],
})
export class LedgerModule {}
