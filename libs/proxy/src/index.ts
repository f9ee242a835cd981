export { ProxyModule } from './proxy.module.js';
export { ProxyServer } from './proxy.server.js';
