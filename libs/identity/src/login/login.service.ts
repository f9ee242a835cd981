import { Inject, Injectable } from '@nestjs/common';

import type { Actor, IdentifiedRequest } from '@codegate/access';
import { toNameKey, UsersRepository, type UserRow } from '@codegate/database';
import { InvalidBody } from '@codegate/dto';
import { CLOCK, GatewayError, toUtcText, type Clock } from '@codegate/kernel';

import { AuditTrail } from '../audit/audit-trail.js';
import type { ChangePasswordDto } from '../dto/password.dto.js';
import type { LoginDto } from '../dto/login.dto.js';
import { SecondFactor } from '../totp/second-factor.js';
import { KnownDevices } from './known-devices.js';
import { LoginThrottle } from './login-throttle.js';
import { checkPassword, hashPassword, refuseWeakPassword } from './passwords.js';
import { SessionsService } from './sessions.service.js';

export type LoggedIn = { readonly user: UserRow; readonly secret: string };

const wrong = 'The name or the password is wrong';

/** Logs users in with their password and second factor. */
@Injectable()
export class LoginService {
  private readonly throttle = new LoginThrottle();

  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsService,
    private readonly secondFactor: SecondFactor,
    private readonly devices: KnownDevices,
    private readonly trail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async login(dto: LoginDto, request: IdentifiedRequest): Promise<LoggedIn> {
    const login = dto.name ?? dto.email;
    if (login === undefined) throw new InvalidBody([{ field: 'name', message: 'name is missing' }]);
    const user = await this.users.findByLogin(login);
    const subject = {
      account: user?.id ?? toNameKey(login),
      address: request.ip,
      device: user && this.devices.idOf(request, user.id),
    };
    this.refuseGuessing(subject);
    const isRight = await checkPassword(dto.password, user?.passwordHash ?? null);
    if (!user || !isRight || !user.enabled) {
      throw await this.refuse(
        request,
        login,
        user,
        'wrong_password',
        new GatewayError('unauthenticated', wrong),
      );
    }
    if (user.totpEnabled) await this.checkCode(user, dto.code, request);
    this.throttle.succeeded(subject);
    return await this.openSession(user, request, 'password');
  }

  /** Opens a session for an authenticated user; an older session of the browser ends. */
  async openSession(user: UserRow, request: IdentifiedRequest, how: string): Promise<LoggedIn> {
    const userAgent = request.headers['user-agent'];
    const secret = await this.sessions.open(user.id, {
      address: request.ip,
      userAgent: typeof userAgent === 'string' ? userAgent : null,
    });
    await this.users.update(user.id, { lastLoginAt: toUtcText(this.clock.now()) });
    await this.trail.record(request, {
      actor: { kind: 'user', id: user.id, name: user.name },
      action: 'auth.login',
      targetId: user.id,
      after: { how },
    });
    return { user, secret };
  }

  /** Ends all of the user's sessions and opens a new one. */
  async changePassword(
    actor: Actor,
    dto: ChangePasswordDto,
    request: IdentifiedRequest,
  ): Promise<string> {
    const user = await this.confirm(actor, dto.currentPassword, request, 'currentPassword');
    refuseWeakPassword(dto.newPassword, user.name, 'newPassword');
    await this.users.update(user.id, {
      passwordHash: await hashPassword(dto.newPassword),
      updatedAt: toUtcText(this.clock.now()),
    });
    return await this.renew(user, request);
  }

  /** Replaces all sessions of the user by a new one. */
  async renew(user: UserRow, request: IdentifiedRequest): Promise<string> {
    await this.sessions.closeAll(user.id);
    const userAgent = request.headers['user-agent'];
    return await this.sessions.open(user.id, {
      address: request.ip,
      userAgent: typeof userAgent === 'string' ? userAgent : null,
    });
  }

  /** Checks the password again: an open browser alone is not enough. */
  async confirm(
    actor: Actor,
    password: string,
    request: IdentifiedRequest,
    field: string,
  ): Promise<UserRow> {
    const user = actor.kind === 'user' && actor.id ? await this.users.find(actor.id) : null;
    if (user?.passwordHash == null) {
      throw new GatewayError('conflict', 'This user has no password');
    }
    const subject = sessionSubject(actor, user.id, request);
    this.refuseGuessing(subject);
    if (!(await checkPassword(password, user.passwordHash))) {
      throw new GatewayError('forbidden', 'The password is wrong', { field });
    }
    this.throttle.succeeded(subject);
    return user;
  }

  /** Counts an attempt; used for every secret that could be guessed. */
  refuseGuessing(subject: Parameters<LoginThrottle['attempt']>[0]): void {
    const waitMs = this.throttle.attempt(subject, this.clock.now());
    if (waitMs === 0) return;
    throw new GatewayError('rate_limited', 'Too many attempts', { retryAfterMs: waitMs });
  }

  private async checkCode(
    user: UserRow,
    code: string | undefined,
    request: IdentifiedRequest,
  ): Promise<void> {
    if (code === undefined) {
      throw new GatewayError('unauthenticated', 'A second factor is required: code is missing', {
        field: 'code',
      });
    }
    if (await this.secondFactor.accepts(user, code)) return;
    const error = new GatewayError('unauthenticated', 'The code is wrong', { field: 'code' });
    throw await this.refuse(request, user.name, user, 'wrong_code', error);
  }

  private async refuse(
    request: IdentifiedRequest,
    name: string,
    user: UserRow | null,
    reason: string,
    error: GatewayError,
  ): Promise<GatewayError> {
    await this.trail.record(request, {
      actor: { kind: 'user', id: user?.id ?? null, name },
      action: 'auth.login',
      targetId: user?.id ?? null,
      reason,
    });
    return error;
  }
}

/** Attempts in a session have their own count: wrong logins of others must not lock it out. */
export function sessionSubject(
  actor: Actor,
  userId: string,
  request: IdentifiedRequest,
): Parameters<LoginThrottle['attempt']>[0] {
  return { account: userId, address: request.ip, device: `session ${actor.sessionId ?? ''}` };
}
