export { AccountsModule } from './accounts.module.js';
export { AccountCredential } from './credentials/account-credential.js';
export { CredentialStore } from './credentials/credential-store.js';
export { AccountStatusBuffer } from './pipeline/account-status-buffer.js';
export { ModelLists } from './upstream/model-lists.js';
export type { LiveModel } from './upstream/read-model-list.js';
