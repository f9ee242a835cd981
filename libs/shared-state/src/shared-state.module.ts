import { Global, Module } from '@nestjs/common';

import { ChangeFeed } from './change-feed.js';
import { MemorySharedState } from './memory-shared-state.js';

/** Under this token the shared state is injected. */
export const SHARED_STATE = Symbol('SHARED_STATE');

/** One change feed and one shared state for both adapters. */
@Global()
@Module({
  providers: [ChangeFeed, { provide: SHARED_STATE, useClass: MemorySharedState }],
  exports: [ChangeFeed, SHARED_STATE],
})
export class SharedStateModule {}
