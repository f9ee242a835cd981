import { Account } from './account.entity.js';
import { Config } from './config.entity.js';
import { ConfigTier } from './config-tier.entity.js';
import { ModelLimit } from './model-limit.entity.js';
import { PrivacyMapping } from './privacy-mapping.entity.js';
import { RequestLog } from './request-log.entity.js';
import { Session } from './session.entity.js';
import { Setting } from './setting.entity.js';
import { Tenant } from './tenant.entity.js';
import { TenantSetting } from './tenant-setting.entity.js';
import { Usage } from './usage.entity.js';

export {
  Account,
  Config,
  ConfigTier,
  ModelLimit,
  PrivacyMapping,
  RequestLog,
  Session,
  Setting,
  Tenant,
  TenantSetting,
  Usage,
};

export const entities = [
  Account,
  Config,
  ConfigTier,
  ModelLimit,
  PrivacyMapping,
  RequestLog,
  Session,
  Setting,
  Tenant,
  TenantSetting,
  Usage,
];
