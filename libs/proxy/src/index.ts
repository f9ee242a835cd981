export { Directory } from './directory/directory.js';
export type { ProxyAccount, ProxyTenant, Snapshot } from './directory/snapshot.js';
export { ProxyModule } from './proxy.module.js';
export { ProxyServer } from './proxy.server.js';
