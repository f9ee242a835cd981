export { ChangeFeed, type ChangeTopic } from './change-feed.js';
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
