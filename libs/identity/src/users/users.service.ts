import { Inject, Injectable } from '@nestjs/common';

import { type Actor, mayGrant } from '@codegate/access';
import {
  TenantsRepository,
  UsersRepository,
  type UserPatch,
  type UserRow,
} from '@codegate/database';
import type { ListQuery } from '@codegate/dto';
import { CLOCK, GatewayError, toUtcText, type Clock } from '@codegate/kernel';

import {
  toUserDto,
  type CreateUserDto,
  type UpdateUserDto,
  type UserDto,
  type UserListDto,
} from '../dto/user.dto.js';
import { hashPassword, refuseWeakPassword } from '../login/passwords.js';
import { SessionsService } from '../login/sessions.service.js';
import { newUser } from './new-user.js';

/** The users who may log in. */
@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly tenants: TenantsRepository,
    private readonly sessions: SessionsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(list: ListQuery): Promise<UserListDto> {
    const { items, total } = await this.users.page(list);
    return { items: items.map(toUserDto), total };
  }

  async get(id: string): Promise<UserDto> {
    return toUserDto(await this.find(id));
  }

  async create(actor: Actor, dto: CreateUserDto): Promise<UserDto> {
    const { name, email = null, role, password, enabled = true } = dto;
    requireGrant(actor, role);
    refuseWeakPassword(password, name);
    const tenantIds = await this.tenantsFor(role, dto.tenantIds ?? []);
    const passwordHash = await hashPassword(password);
    const user = newUser({ name, email, role, passwordHash, tenantIds, enabled }, this.clock.now());
    await this.users.insert(user);
    return await this.get(user.id);
  }

  async update(actor: Actor, id: string, dto: UpdateUserDto): Promise<UserDto> {
    const known = await this.find(id);
    requireGrant(actor, known.role);
    const { name, email, role = known.role, password, enabled } = dto;
    if (password !== undefined) refuseOwnCredential(actor, id, 'password');
    if (role !== known.role) requireGrant(actor, role);
    if (password !== undefined) refuseWeakPassword(password, name ?? known.name);
    const patch: UserPatch = {
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(enabled === undefined ? {} : { enabled }),
      ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
      role,
      tenantIds: await this.tenantsFor(role, dto.tenantIds ?? known.tenantIds),
      updatedAt: toUtcText(this.clock.now()),
    };
    if (!(await this.users.update(id, patch, known.role === 'owner'))) throw notFound(id);
    if (password !== undefined || enabled === false) await this.sessions.closeAll(id);
    return await this.get(id);
  }

  async delete(actor: Actor, id: string): Promise<void> {
    const { role } = await this.find(id);
    requireGrant(actor, role);
    if (!(await this.users.delete(id, role === 'owner'))) throw notFound(id);
  }

  /** For a user who has lost the authenticator and the recovery codes. */
  async removeSecondFactor(actor: Actor, id: string): Promise<UserDto> {
    requireGrant(actor, (await this.find(id)).role);
    refuseOwnCredential(actor, id, 'totp');
    await this.users.update(id, {
      totpSecretEnc: null,
      totpEnabled: false,
      totpLastStep: null,
      recoveryCodes: [],
      updatedAt: toUtcText(this.clock.now()),
    });
    return await this.get(id);
  }

  private async tenantsFor(role: string, ids: readonly string[]): Promise<string[]> {
    if (role !== 'tenant-admin') return [];
    for (const id of ids) {
      if (await this.tenants.find(id)) continue;
      throw new GatewayError('invalid_request', `There is no tenant ${id}`, { field: 'tenantIds' });
    }
    return [...new Set(ids)];
  }

  private async find(id: string): Promise<UserRow> {
    const row = await this.users.find(id);
    if (!row) throw notFound(id);
    return row;
  }
}

function requireGrant(actor: Actor, role: string): void {
  if (mayGrant(actor, role)) return;
  throw new GatewayError('forbidden', `This needs all permissions of the role ${role}`);
}

/**
 * Users change their own credentials where the current password is asked for: a token, or a browser left open, must not
 * become a login that lasts longer.
 */
function refuseOwnCredential(actor: Actor, id: string, which: 'password' | 'totp'): void {
  if (actor.userId !== id) return;
  const route = which === 'password' ? 'password' : 'totp/disable';
  throw new GatewayError(
    'forbidden',
    `Your own login is changed with POST /api/auth/${route}, which asks for the current password`,
    { field: which },
  );
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no user ${id}`);
}
