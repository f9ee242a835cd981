export { AccountsModule } from './accounts.module.js';
export * from './pipeline/index.js';
export { ModelLists } from './upstream/model-lists.js';
export { isPrivateAddress, isPrivateHost } from './upstream/private-host.js';
export { ProviderHttp, ProviderUnreachable } from './upstream/provider-http.js';
export type { LiveModel } from './upstream/read-model-list.js';
export { lookUpPublicAddress } from './upstream/public-lookup.js';
