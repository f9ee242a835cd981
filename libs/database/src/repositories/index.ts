export { AccountsRepository } from './accounts.repository.js';
export { ConfigsRepository } from './configs.repository.js';
export { TenantsRepository } from './tenants.repository.js';
export { SettingsRepository } from './settings.repository.js';
export { ModelLimitsRepository } from './model-limits.repository.js';
export { UsageRepository } from './usage.repository.js';
export { RequestLogsRepository } from './request-logs.repository.js';
