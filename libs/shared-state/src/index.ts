export { ChangeFeed, type ChangeListener } from './change-feed/change-feed.js';
export type { ChangeLog } from './change-feed/change-log.js';
export { MemoryChangeLog } from './change-feed/memory-change-log.js';
export type * from './admission/admission.js';
export { MemoryAdmission } from './admission/memory-admission.js';
export { SqlAdmission } from './admission/sql-admission.js';
export { MemorySharedState } from './memory-shared-state.js';
export type { Cooldown, CooldownReason, Failure, SharedState } from './shared-state.js';
export { SHARED_STATE, SharedStateModule } from './shared-state.module.js';
