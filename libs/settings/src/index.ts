export { toPriceOverrides } from './price-overrides.js';
export { proxyKeySetting, readProxyKey, toProxyKey, writeProxyKey } from './proxy-key.js';
export {
  effectiveSetting,
  effectiveSettings,
  settingsCatalogue,
  tenantSettingNames,
  type SettingOrigin,
  type Settings,
  type SettingValue,
} from './settings-catalogue.js';
export { SettingsModule } from './settings.module.js';
export { settingsSchema, toStoredSettings } from './stored-settings.js';
export { permittedOverrides } from './tenant-overrides.js';
