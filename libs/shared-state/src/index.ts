export { ChangeFeed, type ChangeListener } from './change-feed/change-feed.js';
export type { ChangeLog } from './change-feed/change-log.js';
export { MemoryChangeLog } from './change-feed/memory-change-log.js';
export { MemorySharedState } from './memory-shared-state.js';
export type {
  Admission,
  Cooldown,
  CooldownReason,
  Failure,
  SharedState,
  WindowView,
} from './shared-state.js';
export { SHARED_STATE, SharedStateModule } from './shared-state.module.js';
