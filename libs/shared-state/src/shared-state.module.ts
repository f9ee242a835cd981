import {
  Global,
  Module,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';

import { ChangesRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';

import { ChangeFeed } from './change-feed/change-feed.js';
import { MemorySharedState } from './memory-shared-state.js';

/** Under this token the shared state is injected. */
export const SHARED_STATE = Symbol('SHARED_STATE');

/** Changes that another process makes are in force after this time at most. */
const pollMs = 1_000;

/** One change feed and one shared state for both adapters. */
@Global()
@Module({
  providers: [
    {
      provide: ChangeFeed,
      inject: [ChangesRepository, LOGGER],
      useFactory: (log: ChangesRepository, logger: Logger) => new ChangeFeed(log, logger),
    },
    { provide: SHARED_STATE, useClass: MemorySharedState },
  ],
  exports: [ChangeFeed, SHARED_STATE],
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
