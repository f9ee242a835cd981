import {
  Global,
  Module,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';

import { ChangesRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';

import { ChangeFeed } from './change-feed/change-feed.js';
import { SharedLimitsModule } from './shared-limits.module.js';

/** Changes that another process makes are in force after this time at most. */
const pollMs = 1_000;

/** What both adapters, and several processes, share while they run. */
@Global()
@Module({
  imports: [SharedLimitsModule],
  providers: [
    {
      provide: ChangeFeed,
      inject: [ChangesRepository, LOGGER],
      useFactory: (log: ChangesRepository, logger: Logger) => new ChangeFeed(log, logger),
    },
  ],
  exports: [ChangeFeed],
})
export class SharedStateModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly changes: ChangeFeed) {}

  onApplicationBootstrap(): void {
    this.changes.startPolling(pollMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.changes.stopPolling();
  }
}
