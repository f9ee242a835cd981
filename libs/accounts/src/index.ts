export { AccountsModule } from './accounts.module.js';
export { AccountStatusBuffer } from './pipeline/account-status-buffer.js';
export { ModelLists } from './upstream/model-lists.js';
export type { LiveModel } from './upstream/read-model-list.js';
