import { Account } from './account.entity.js';
import { AccountHealthEntity } from './account-health.entity.js';
import { AdmissionBudget, AdmissionGrant, AdmissionWindow } from './admission.entity.js';
import { Alert } from './alert.entity.js';
import { Budget } from './budget.entity.js';
import { Change } from './change.entity.js';
import { Config } from './config.entity.js';
import { ConfigTier } from './config-tier.entity.js';
import { GuardrailCount } from './guardrail-count.entity.js';
import { InstanceRecord } from './instance.entity.js';
import { LeaseRecord } from './lease.entity.js';
import { ModelLimit } from './model-limit.entity.js';
import { ModelPrice } from './model-price.entity.js';
import { PrivacyMapping } from './privacy-mapping.entity.js';
import { RequestLog } from './request-log.entity.js';
import { Revision } from './revision.entity.js';
import { Session } from './session.entity.js';
import { Setting } from './setting.entity.js';
import { Tenant } from './tenant.entity.js';
import { TenantKey } from './tenant-key.entity.js';
import { TenantSetting } from './tenant-setting.entity.js';
import { Usage } from './usage.entity.js';
import { ApiToken } from './api-token.entity.js';
import { AuditEvent } from './audit-event.entity.js';
import { SsoProvider } from './sso-provider.entity.js';
import { User } from './user.entity.js';
import { UserSession } from './user-session.entity.js';

export {
  UserSession,
  User,
  SsoProvider,
  AuditEvent,
  ApiToken,
  Account,
  AccountHealthEntity,
  AdmissionBudget,
  AdmissionGrant,
  AdmissionWindow,
  Alert,
  Budget,
  Change,
  Config,
  ConfigTier,
  GuardrailCount,
  InstanceRecord,
  LeaseRecord,
  ModelLimit,
  ModelPrice,
  PrivacyMapping,
  RequestLog,
  Revision,
  Session,
  Setting,
  Tenant,
  TenantKey,
  TenantSetting,
  Usage,
};

export const entities = [
  UserSession,
  User,
  SsoProvider,
  AuditEvent,
  ApiToken,
  Account,
  AccountHealthEntity,
  AdmissionBudget,
  AdmissionGrant,
  AdmissionWindow,
  Alert,
  Budget,
  Change,
  Config,
  ConfigTier,
  GuardrailCount,
  InstanceRecord,
  LeaseRecord,
  ModelLimit,
  ModelPrice,
  PrivacyMapping,
  RequestLog,
  Revision,
  Session,
  Setting,
  Tenant,
  TenantKey,
  TenantSetting,
  Usage,
];
