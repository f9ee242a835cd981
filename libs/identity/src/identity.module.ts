import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';

import { AuditController } from './audit/audit.controller.js';
import { AuditInterceptor } from './audit/audit.interceptor.js';
import { AuditRetentionTask } from './audit/audit-retention.task.js';
import { AuditLog } from './audit/audit-log.js';
import { AuditService } from './audit/audit.service.js';
import { AuditTrail } from './audit/audit-trail.js';
import { AuthController } from './auth.controller.js';
import { Authenticator } from './authenticator.js';
import { KnownDevices } from './login/known-devices.js';
import { LoginService } from './login/login.service.js';
import { SessionCleanupTask } from './login/session-cleanup.task.js';
import { SessionCookies } from './login/session-cookies.js';
import { SessionsController } from './login/sessions.controller.js';
import { SessionsService } from './login/sessions.service.js';
import { SetupService } from './login/setup.service.js';
import { OidcClient } from './oidc/oidc-client.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcService } from './oidc/oidc.service.js';
import { SsoSettings } from './oidc/sso-settings.js';
import { PermissionGuard } from './permission.guard.js';
import { RouteRulesCheck } from './route-rules.check.js';
import { AdminTokenBinding } from './tokens/admin-token-binding.js';
import { ApiTokenVerifier } from './tokens/api-token-verifier.js';
import { TokenUsesTask } from './tokens/token-uses.task.js';
import { TokensController } from './tokens/tokens.controller.js';
import { TokensService } from './tokens/tokens.service.js';
import { SecondFactor } from './totp/second-factor.js';
import { TotpController } from './totp/totp.controller.js';
import { TotpService } from './totp/totp.service.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';

/** Users, logins, API tokens and the audit log. The guard and the interceptor run before every controller. */
@Module({
  imports: [DiscoveryModule],
  controllers: [
    AuthController,
    SessionsController,
    OidcController,
    TotpController,
    UsersController,
    TokensController,
    AuditController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: PermissionGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    RouteRulesCheck,
    Authenticator,
    AuditLog,
    AuditRetentionTask,
    AuditService,
    AuditTrail,
    KnownDevices,
    LoginService,
    OidcClient,
    OidcService,
    SecondFactor,
    SessionCleanupTask,
    SessionCookies,
    SessionsService,
    SetupService,
    SsoSettings,
    AdminTokenBinding,
    ApiTokenVerifier,
    TokenUsesTask,
    TokensService,
    TotpService,
    UsersService,
  ],
  exports: [Authenticator, SessionCookies, SetupService],
})
export class IdentityModule {}
