import { Inject, Injectable } from '@nestjs/common';

import type { IdentifiedRequest } from '@codegate/access';
import { GatewayConfig } from '@codegate/config';
import { TenantsRepository, UsersRepository, type UserRow } from '@codegate/database';
import { CLOCK, GatewayError, toUtcText, type Clock } from '@codegate/kernel';
import { AccountVault } from '@codegate/vault';

import { AuditTrail } from '../audit/audit-trail.js';
import { LoginService, type LoggedIn } from '../login/login.service.js';
import { readCookie } from '../login/session-cookie.js';
import { SessionCookies } from '../login/session-cookies.js';
import { newUser } from '../users/new-user.js';
import { maxLoginMs, openLoginState, sealLoginState, type OidcLoginState } from './login-state.js';
import { OidcClient, type OidcProfile } from './oidc-client.js';
import { assignRole, type RoleAssignment } from './role-of.js';
import { callbackPath, SsoSettings, type Sso } from './sso-settings.js';
import { UsedStates } from './used-states.js';

const cookieName = 'codegate-sso';
const maxNameLength = 200;

type UrlRequest = IdentifiedRequest & { readonly url: string };

/** Logs users in who are authenticated by the OIDC provider. */
@Injectable()
export class OidcService {
  private readonly usedStates = new UsedStates();

  constructor(
    private readonly settings: SsoSettings,
    private readonly client: OidcClient,
    private readonly users: UsersRepository,
    private readonly tenants: TenantsRepository,
    private readonly logins: LoginService,
    private readonly cookies: SessionCookies,
    private readonly vault: AccountVault,
    private readonly config: GatewayConfig,
    private readonly trail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the URL to redirect to, and the cookie that binds the callback to this browser */
  async begin(request: UrlRequest, returnTo: string): Promise<{ url: string; cookie: string }> {
    const { url, authRequest: authRequest } = await this.client.begin(
      await this.find(),
      this.redirectUri(request),
    );
    const loginState = { ...authRequest, returnTo };
    return {
      url,
      cookie: this.toCookie(request, sealLoginState(loginState, this.vault, this.clock.now())),
    };
  }

  async finish(
    request: UrlRequest,
  ): Promise<LoggedIn & { readonly returnTo: string; readonly cookie: string }> {
    const sso = await this.find();
    const loginState = this.readLoginState(request);
    const { search: query, searchParams } = new URL(request.url, 'http://localhost');
    // A forged state is refused below, and does not end the login of this browser.
    const isMatching = searchParams.get('state') === loginState.state;
    if (isMatching && !this.usedStates.take(loginState.state)) {
      throw new GatewayError('unauthenticated', 'The login has ended already; begin it again');
    }
    const profile = await this.confirm(sso, request, query, loginState);
    const assignment = assignRole(profile.groups, sso.roleMap, sso.defaultRole);
    if (!assignment) {
      throw await this.refuse(request, profile.name, 'no_role', 'None of your groups has access');
    }
    const user = await this.findOrCreateUser(profile, assignment);
    if (!user.enabled) {
      throw await this.refuse(request, profile.name, 'disabled', 'This user is disabled');
    }
    const opened = await this.logins.openSession(user, request, 'sso');
    return { ...opened, returnTo: loginState.returnTo, cookie: this.toCookie(request, '') };
  }

  private async confirm(
    sso: Sso,
    request: IdentifiedRequest,
    query: string,
    loginState: OidcLoginState,
  ): Promise<OidcProfile> {
    try {
      return await this.client.finish(sso, new URL(this.redirectUri(request) + query), loginState);
    } catch (error) {
      await this.trail.record(request, {
        action: 'auth.login',
        reason: 'sso_failed',
        after: { how: 'sso' },
      });
      throw error;
    }
  }

  /**
   * Finds the user by the provider's subject only: matching by a name or an e-mail address would let a user who can
   * choose them there take over another user here. The role follows from the groups at each login.
   */
  private async findOrCreateUser(
    profile: OidcProfile,
    assignment: RoleAssignment,
  ): Promise<UserRow> {
    const { issuer, subject } = profile;
    const { role } = assignment;
    const tenantIds = await this.existing(assignment);
    const nowMs = this.clock.now();
    const known = await this.users.findBySso(issuer, subject);
    if (known) {
      const patch = { role, tenantIds, updatedAt: toUtcText(nowMs) };
      await this.users.update(known.id, patch, known.role === 'owner' && role !== 'owner');
      return { ...known, ...patch };
    }
    const isFree = async (login: string) => (await this.users.findByLogin(login)) === null;
    const name = profile.name.replaceAll(/\p{Cc}/gu, ' ').slice(0, maxNameLength);
    const email = profile.email !== null && (await isFree(profile.email)) ? profile.email : null;
    const user = newUser(
      {
        name: (await isFree(name)) ? name : `${name} (${subject})`.slice(0, maxNameLength),
        email,
        role,
        tenantIds,
        passwordHash: null,
        ssoIssuer: issuer,
        ssoSubject: subject,
      },
      nowMs,
    );
    await this.users.insert(user);
    return user;
  }

  private async existing({ role, tenantIds }: RoleAssignment): Promise<string[]> {
    if (role !== 'tenant-admin') return [];
    const found = await Promise.all(tenantIds.map((id) => this.tenants.find(id)));
    return found.flatMap((tenant) => (tenant ? [tenant.id] : []));
  }

  private readLoginState(request: IdentifiedRequest): OidcLoginState {
    const { cookie } = request.headers;
    const text = typeof cookie === 'string' ? readCookie(cookie, cookieName) : null;
    const loginState = text === null ? null : openLoginState(text, this.vault, this.clock.now());
    if (loginState) return loginState;
    throw new GatewayError(
      'unauthenticated',
      'The login was not started in this browser, or has expired',
    );
  }

  /** Lax: the callback comes from another website. */
  private toCookie(request: IdentifiedRequest, value: string): string {
    const maxAge = value === '' ? 0 : maxLoginMs / 1000;
    const secure = this.cookies.isHttps(request) ? '; Secure' : '';
    return `${cookieName}=${value}; Path=/api/auth/oidc; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
  }

  private redirectUri(request: IdentifiedRequest): string {
    const { host } = request.headers;
    const own = `${request.protocol ?? 'http'}://${String(host)}`;
    return (this.config.admin.publicUrl ?? own).replace(/\/$/, '') + callbackPath;
  }

  private async find(): Promise<Sso> {
    const sso = await this.settings.find();
    if (!sso) throw new GatewayError('not_found', 'Single sign-on is not configured');
    return sso;
  }

  private async refuse(
    request: IdentifiedRequest,
    name: string,
    reason: string,
    message: string,
  ): Promise<GatewayError> {
    const actor = { kind: 'user', id: null, name } as const;
    await this.trail.record(request, {
      actor,
      action: 'auth.login',
      reason,
      after: { how: 'sso' },
    });
    return new GatewayError('forbidden', message);
  }
}
