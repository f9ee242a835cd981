export {
  accessRuleKey,
  CurrentActor,
  Public,
  Requires,
  SignedIn,
  type AccessRule,
  type IdentifiedRequest,
} from './access-rules.js';
export { environmentActor, may, requireTenant, seesTenant, type Actor } from './actor.js';
export { AuditState, auditStateKey, type StateReader } from './audit-state.js';
export { hasAll, mayGrant } from './may-grant.js';
export { narrowTenants } from './narrow-tenants.js';
export {
  isPermission,
  isRole,
  permissionNames,
  permissionsOf,
  roles,
  type Permission,
  type Role,
} from './permissions.js';
export { TenantParam } from './tenant-param.js';
