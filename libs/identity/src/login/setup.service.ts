import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import type { IdentifiedRequest } from '@codegate/access';
import { GatewayConfig } from '@codegate/config';
import { SettingsRepository, UsersRepository, type UserRow } from '@codegate/database';
import { InvalidBody } from '@codegate/dto';
import {
  CLOCK,
  equalSecrets,
  GatewayError,
  randomHex,
  sha256Hex,
  toUtcText,
  type Clock,
} from '@codegate/kernel';

import { AuditLog } from '../audit/audit-log.js';
import type { SetupDto } from '../dto/setup.dto.js';
import { newUser } from '../users/new-user.js';
import { LoginService, type LoggedIn } from './login.service.js';
import { checkPassword, hashPassword, refuseWeakPassword } from './passwords.js';
import { SessionsService } from './sessions.service.js';

const hashKey = 'setup_token_hash';
const ownerOfEnvironment = 'admin';

/** Creates the first owner: with the setup link, or from ADMIN_PASSWORD. */
@Injectable()
export class SetupService implements OnApplicationBootstrap {
  /** The token of the setup link; null when there is an owner already. */
  token: string | null = null;

  constructor(
    private readonly config: GatewayConfig,
    private readonly settings: SettingsRepository,
    private readonly users: UsersRepository,
    private readonly logins: LoginService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.servesAdmin) return;
    const { adminPassword, adminToken } = this.config.admin;
    if (adminPassword !== undefined) await this.ensureOwner(adminPassword);
    const isOpen = adminToken === undefined && !(await this.users.hasOwner());
    this.token = isOpen ? randomHex(24) : null;
    // Every start makes earlier links invalid.
    await this.settings.set({ [hashKey]: this.token === null ? null : sha256Hex(this.token) });
  }

  async isRequired(): Promise<boolean> {
    return this.token !== null && !(await this.users.hasOwner());
  }

  /** @throws GatewayError `forbidden` for a wrong token, `conflict` when it was used */
  async setUp(dto: SetupDto, request: IdentifiedRequest): Promise<LoggedIn> {
    const name = dto.name ?? dto.email ?? undefined;
    if (name === undefined) throw new InvalidBody([{ field: 'name', message: 'name is missing' }]);
    const hash = (await this.settings.all()).get(hashKey);
    if (hash === undefined || !equalSecrets(sha256Hex(dto.token), hash)) {
      // Only wrong tokens are limited: nobody locks out the owner of the link.
      this.logins.refuseGuessing({ account: 'setup', address: request.ip, device: null });
      throw new GatewayError('forbidden', 'The setup link is no longer valid', {
        field: 'token',
      });
    }
    refuseWeakPassword(dto.password, name);
    const user = await this.newOwner(name, dto.password, dto.email ?? null);
    await this.users.insertFirstOwner(user);
    await this.settings.set({ [hashKey]: null });
    this.token = null;
    await this.audit.record({
      actor: { kind: 'user', id: user.id, name },
      action: 'auth.setup',
      targetId: user.id,
      address: request.ip,
      requestId: request.id,
      after: { name, role: user.role },
    });
    return await this.logins.openSession(user, request, 'setup');
  }

  /** A new password in the environment ends the sessions opened with the old one. */
  private async ensureOwner(password: string): Promise<void> {
    const known = await this.users.findByLogin(ownerOfEnvironment);
    if (!known) {
      const user = await this.newOwner(ownerOfEnvironment, password, null);
      await this.users.insert(user);
      await this.recordOwner('users.create', user);
      return;
    }
    const isCurrent = await checkPassword(password, known.passwordHash);
    if (isCurrent && known.role === 'owner' && known.enabled) return;
    await this.users.update(known.id, {
      ...(isCurrent ? {} : { passwordHash: await hashPassword(password) }),
      role: 'owner',
      tenantIds: [],
      enabled: true,
      updatedAt: toUtcText(this.clock.now()),
    });
    await this.sessions.closeAll(known.id);
    await this.recordOwner('users.update', known);
  }

  private async recordOwner(action: string, user: UserRow): Promise<void> {
    await this.audit.record({
      actor: { kind: 'environment', id: null, name: 'ADMIN_PASSWORD' },
      action,
      targetId: user.id,
      after: { name: user.name, role: 'owner', password: '***' },
    });
  }

  private async newOwner(name: string, password: string, email: string | null): Promise<UserRow> {
    const passwordHash = await hashPassword(password);
    return newUser({ name, email, role: 'owner', passwordHash }, this.clock.now());
  }
}
