import { Global, Module, type BeforeApplicationShutdown } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { AccountHealthRepository, AdmissionRepository } from '@codegate/database';
import { CLOCK, LOGGER, type Clock, type Logger } from '@codegate/kernel';

import { SharedLimits } from './shared-limits.js';

/** Under this token `Admission` is injected. */
export const ADMISSION = Symbol('ADMISSION');
/** Under this token `AccountHealth` is injected. */
export const ACCOUNT_HEALTH = Symbol('ACCOUNT_HEALTH');

/** Limits and account health for both adapters. */
@Global()
@Module({
  providers: [
    {
      provide: SharedLimits,
      inject: [GatewayConfig, AdmissionRepository, AccountHealthRepository, CLOCK, LOGGER],
      useFactory: (
        { storage }: GatewayConfig,
        admission: AdmissionRepository,
        health: AccountHealthRepository,
        clock: Clock,
        logger: Logger,
      ) => SharedLimits.open(storage.sharedState, { admission, health }, clock, logger),
    },
    {
      provide: ADMISSION,
      inject: [SharedLimits],
      useFactory: ({ admission }: SharedLimits) => admission,
    },
    {
      provide: ACCOUNT_HEALTH,
      inject: [SharedLimits],
      useFactory: ({ health }: SharedLimits) => health,
    },
  ],
  exports: [ADMISSION, ACCOUNT_HEALTH],
})
export class SharedLimitsModule implements BeforeApplicationShutdown {
  constructor(private readonly limits: SharedLimits) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.limits.close();
  }
}
