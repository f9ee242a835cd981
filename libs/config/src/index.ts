export { AlertsConfig } from './alerts-config.js';
/** For scripts/docs-config.mjs. */
export { configurationPage } from './configuration-page.js';
export { ConfigError, readConfig } from './read-config.js';
export type { ConfigField } from './fields.js';
export {
  AdminConfig,
  GatewayConfig,
  KeysConfig,
  ProxyConfig,
  SessionsConfig,
  StorageConfig,
} from './gateway-config.js';
export { OidcConfig } from './oidc-config.js';
export { version } from './version.js';
