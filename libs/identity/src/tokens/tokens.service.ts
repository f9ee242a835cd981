import { Inject, Injectable } from '@nestjs/common';

import {
  type Actor,
  hasAll,
  mayGrant,
  type Permission,
  permissionsOf,
  seesTenant,
} from '@codegate/access';
import {
  ApiTokensRepository,
  TenantsRepository,
  UsersRepository,
  type ApiTokenRow,
  type TokenScope,
} from '@codegate/database';
import { InvalidBody, type ListQuery } from '@codegate/dto';
import {
  CLOCK,
  fromIsoTime,
  fromUtcText,
  GatewayError,
  newId,
  randomHex,
  sha256Hex,
  toUtcText,
  type Clock,
} from '@codegate/kernel';

import {
  toTokenDto,
  type CreateTokenDto,
  type NewTokenDto,
  type TokenDto,
  type TokenListDto,
} from '../dto/token.dto.js';
import { AdminTokenBinding } from './admin-token-binding.js';
import { ApiTokenVerifier, tokenPrefix } from './api-token-verifier.js';

const usualLifeMs = 90 * 24 * 60 * 60_000;
const shownLength = 12;
/** How many tokens may be between a token and the login it comes from. */
const maxAncestors = 5;

/**
 * API tokens. Every user manages their own; those of other users need users:read and users:write, and no fewer
 * permissions than the other user has. A token manages itself and the tokens made with it.
 */
@Injectable()
export class TokensService {
  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly tenants: TenantsRepository,
    private readonly users: UsersRepository,
    private readonly binding: AdminTokenBinding,
    private readonly verifier: ApiTokenVerifier,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, list: ListQuery): Promise<TokenListDto> {
    const { items, total } = await this.tokens.page(list, scopeOf(actor));
    return { items: items.map((row) => this.toDto(row)), total };
  }

  async get(id: string): Promise<TokenDto> {
    const row = await this.tokens.find(id);
    if (!row) throw notFound(id);
    return this.toDto(row);
  }

  async getVisible(actor: Actor, id: string): Promise<TokenDto> {
    return this.toDto(await this.findVisible(actor, id));
  }

  async create(actor: Actor, dto: CreateTokenDto): Promise<NewTokenDto> {
    const permissions = wantedPermissions(dto);
    if (!hasAll(actor, permissions)) {
      throw new GatewayError('forbidden', 'A token cannot have more permissions than you have', {
        field: dto.permissions ? 'permissions' : 'role',
      });
    }
    await this.checkTenants(actor, dto.tenantIds ?? []);
    const parent = await this.parentOf(actor);
    const token = tokenPrefix + randomHex(24);
    const nowMs = this.clock.now();
    const row: ApiTokenRow = {
      id: newId(),
      name: dto.name,
      tokenHash: sha256Hex(token),
      tokenPrefix: token.slice(0, shownLength),
      userId: actor.userId,
      parentId: parent?.id ?? null,
      adminTokenFingerprint: actor.userId === null ? this.binding.fingerprint : null,
      permissions,
      tenantIds: dto.tenantIds ?? actor.tenantIds,
      expiresAt: expiryOf(dto, parent, nowMs),
      lastUsedAt: null,
      revokedAt: null,
      createdAt: toUtcText(nowMs),
    };
    await this.tokens.insert(row);
    return Object.assign(toTokenDto(row), { token });
  }

  /** The token and those made with it stop working at once, and stay in the list. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const row = await this.findVisible(actor, id);
    if (!(await this.isOwn(actor, row))) await this.requireRank(actor, row);
    await this.tokens.revoke(id, toUtcText(this.clock.now()));
  }

  private async findVisible(actor: Actor, id: string): Promise<ApiTokenRow> {
    const row = await this.tokens.find(id);
    if (!row || !(seesAll(actor) || (await this.isOwn(actor, row)))) throw notFound(id);
    return row;
  }

  /** Of a token: itself and the tokens made with it. Of a user, and of ADMIN_TOKEN: all their tokens. */
  private async isOwn(actor: Actor, row: ApiTokenRow): Promise<boolean> {
    if (actor.kind !== 'token') return row.userId === actor.userId;
    if (row.id === actor.id) return true;
    return (await this.tokens.ancestorsOf(row)).some(({ id }) => id === actor.id);
  }

  /** Nobody revokes the tokens of somebody who may do more. A token of ADMIN_TOKEN counts as one of an owner. */
  private async requireRank(actor: Actor, { userId }: ApiTokenRow): Promise<void> {
    if (!actor.permissions.has('users:write')) {
      throw new GatewayError('forbidden', 'This token belongs to another user');
    }
    const owner = userId === null ? null : await this.users.find(userId);
    const role = owner?.role ?? 'owner';
    if (mayGrant(actor, role)) return;
    throw new GatewayError('forbidden', `This needs all permissions of the role ${role}`);
  }

  /** The token a new one is made with; null for a user and for ADMIN_TOKEN. */
  private async parentOf(actor: Actor): Promise<ApiTokenRow | null> {
    if (actor.kind !== 'token' || actor.id === null) return null;
    const parent = await this.tokens.find(actor.id);
    if (!parent) throw notFound(actor.id);
    if ((await this.tokens.ancestorsOf(parent)).length < maxAncestors) return parent;
    throw new GatewayError('forbidden', 'This token was made with too many others to make one');
  }

  private async checkTenants(actor: Actor, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      if (seesTenant(actor, id) && (await this.tenants.find(id))) continue;
      throw new GatewayError('invalid_request', `There is no tenant ${id}`, { field: 'tenantIds' });
    }
  }

  private toDto(row: ApiTokenRow): TokenDto {
    return toTokenDto(row, this.verifier.uses.get(row.id));
  }
}

function wantedPermissions({ role, permissions }: CreateTokenDto): Permission[] {
  if (role === undefined && permissions === undefined) {
    const message = 'role or permissions is required';
    throw new InvalidBody([{ field: 'permissions', message }]);
  }
  return [...new Set([...(permissions ?? []), ...(role ? permissionsOf(role) : [])])];
}

/** A token ends with the token it was made with at the latest. */
function expiryOf(
  { expiresAt }: CreateTokenDto,
  parent: ApiTokenRow | null,
  nowMs: number,
): string | null {
  const latestMs = fromUtcText(parent?.expiresAt ?? null)?.getTime() ?? Infinity;
  const ms =
    expiresAt === undefined
      ? Math.min(nowMs + usualLifeMs, latestMs)
      : expiresAt === null
        ? Infinity
        : (fromIsoTime(expiresAt) ?? 0);
  if (ms > nowMs && ms <= latestMs) return ms === Infinity ? null : toUtcText(ms);
  const message =
    ms > nowMs
      ? 'expiresAt must not be later than the end of the token that makes it'
      : 'expiresAt must be in the future';
  throw new InvalidBody([{ field: 'expiresAt', message }]);
}

function scopeOf(actor: Actor): TokenScope {
  if (seesAll(actor)) return 'all';
  if (actor.kind === 'token') return { tokenId: actor.id ?? '' };
  return { userId: actor.userId };
}

function seesAll(actor: Actor): boolean {
  return actor.tenantIds === null && actor.permissions.has('users:read');
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no token ${id}`);
}
