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
import { standingOf, type Standing } from './role-of.js';
import { callbackPath, SsoSettings, type Sso } from './sso-settings.js';

const cookieName = 'codegate-sso';
const maxNameLength = 200;

type UrlRequest = IdentifiedRequest & { readonly url: string };

/** Logs people in whom the provider vouches for. */
@Injectable()
export class OidcService {
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

  /** @returns where to send the browser, and the cookie that binds what comes back to it */
  async begin(request: UrlRequest, returnTo: string): Promise<{ url: string; cookie: string }> {
    const { url, authRequest: departure } = await this.client.begin(
      await this.find(),
      this.redirectUri(request),
    );
    const journey = { ...departure, returnTo };
    return {
      url,
      cookie: this.toCookie(request, sealLoginState(journey, this.vault, this.clock.now())),
    };
  }

  async finish(
    request: UrlRequest,
  ): Promise<LoggedIn & { readonly returnTo: string; readonly cookie: string }> {
    const sso = await this.find();
    const journey = this.readJourney(request);
    const query = new URL(request.url, 'http://localhost').search;
    const visitor = await this.confirm(sso, request, query, journey);
    const standing = standingOf(visitor.groups, sso.roleMap, sso.defaultRole);
    if (!standing) {
      throw await this.refuse(request, visitor.name, 'no_role', 'No group of yours may come in');
    }
    const user = await this.admit(visitor, standing);
    if (!user.enabled) {
      throw await this.refuse(request, visitor.name, 'disabled', 'This user may not come in');
    }
    const entered = await this.logins.enter(user, request, 'sso');
    return { ...entered, returnTo: journey.returnTo, cookie: this.toCookie(request, '') };
  }

  private async confirm(
    sso: Sso,
    request: IdentifiedRequest,
    query: string,
    journey: OidcLoginState,
  ): Promise<OidcProfile> {
    try {
      return await this.client.finish(sso, new URL(this.redirectUri(request) + query), journey);
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
   * The user of the provider's subject, and of nothing else: whoever could choose an address or a name there would
   * otherwise become somebody else here. The groups decide anew at each login.
   */
  private async admit(visitor: OidcProfile, standing: Standing): Promise<UserRow> {
    const { issuer, subject } = visitor;
    const { role } = standing;
    const tenantIds = await this.existing(standing);
    const nowMs = this.clock.now();
    const known = await this.users.findBySso(issuer, subject);
    if (known) {
      const patch = { role, tenantIds, updatedAt: toUtcText(nowMs) };
      await this.users.update(known.id, patch, known.role === 'owner' && role !== 'owner');
      return { ...known, ...patch };
    }
    const isFree = async (login: string) => (await this.users.findByLogin(login)) === null;
    const name = visitor.name.replaceAll(/\p{Cc}/gu, ' ').slice(0, maxNameLength);
    const email = visitor.email !== null && (await isFree(visitor.email)) ? visitor.email : null;
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

  private async existing({ role, tenantIds }: Standing): Promise<string[]> {
    if (role !== 'tenant-admin') return [];
    const found = await Promise.all(tenantIds.map((id) => this.tenants.find(id)));
    return found.flatMap((tenant) => (tenant ? [tenant.id] : []));
  }

  private readJourney(request: IdentifiedRequest): OidcLoginState {
    const { cookie } = request.headers;
    const text = typeof cookie === 'string' ? readCookie(cookie, cookieName) : null;
    const journey = text === null ? null : openLoginState(text, this.vault, this.clock.now());
    if (journey) return journey;
    throw new GatewayError('unauthenticated', 'This browser has not begun a login, or long ago');
  }

  /** Lax: the provider sends the browser back from another website. */
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
    if (!sso) throw new GatewayError('not_found', 'Single sign-on is not set up');
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
