export * from './settings-catalogue.js';
export { toPriceOverrides } from './price-overrides.js';
export {
  proxyKeySetting,
  readProxyKey,
  toProxyKey,
  writeProxyKey,
  type ProxyKey,
} from './proxy-key.js';
export { SettingsModule } from './settings.module.js';
export { settingsSchema, toStoredSettings } from './stored-settings.js';
