export { may, requireTenant, seesTenant, type Actor } from './access/actor.js';
export { narrowTenants } from './access/narrow.js';
export {
  permissions,
  permissionsOf,
  roles,
  type Permission,
  type Role,
} from './access/permissions.js';
export { AuditService } from './audit/audit.service.js';
export { AuditState } from './audit/audited.js';
export { Authenticator } from './authenticator.js';
export { IdentityModule } from './identity.module.js';
export { SessionCookies } from './login/session-cookies.js';
export { SetupService } from './login/setup.service.js';
export { TenantParam } from './tenant-param.js';
export { CurrentActor, Public, Requires, SignedIn, type IdentifiedRequest } from './requires.js';
