export { AccountsModule } from './accounts.module.js';
export * from './pipeline/index.js';
export { ModelLists } from './upstream/model-lists.js';
export type { LiveModel } from './upstream/read-model-list.js';
