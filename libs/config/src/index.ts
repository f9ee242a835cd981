export { AlertsConfig } from './alerts-config.js';
/** For scripts/docs-config.mjs. */
export { configurationPage } from './configuration-page.js';
export { GatewayConfig } from './gateway-config.js';
export { ConfigError, readConfig } from './read-config.js';
export { version } from './version.js';
