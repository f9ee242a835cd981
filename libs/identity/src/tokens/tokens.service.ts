import { Inject, Injectable } from '@nestjs/common';

import { type Actor, hasAll, type Permission, permissionsOf, seesTenant } from '@codegate/access';
import { ApiTokensRepository, TenantsRepository, type ApiTokenRow } from '@codegate/database';
import { InvalidBody, type ListQuery } from '@codegate/dto';
import {
  CLOCK,
  fromIsoTime,
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
import { ApiTokenVerifier, tokenPrefix } from './api-token-verifier.js';

const usualLifeMs = 90 * 24 * 60 * 60_000;
const shownLength = 12;

/** API tokens. Every user manages their own; those of other users need users:read and users:write. */
@Injectable()
export class TokensService {
  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly tenants: TenantsRepository,
    private readonly verifier: ApiTokenVerifier,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, list: ListQuery): Promise<TokenListDto> {
    const owner = seesAll(actor) ? null : { userId: actor.userId, tokenId: actor.id };
    const { items, total } = await this.tokens.page(list, owner);
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
    const token = tokenPrefix + randomHex(24);
    const nowMs = this.clock.now();
    const row: ApiTokenRow = {
      id: newId(),
      name: dto.name,
      tokenHash: sha256Hex(token),
      tokenPrefix: token.slice(0, shownLength),
      userId: actor.userId,
      permissions,
      tenantIds: dto.tenantIds ?? actor.tenantIds,
      expiresAt: this.expiryOf(dto, nowMs),
      lastUsedAt: null,
      revokedAt: null,
      createdAt: toUtcText(nowMs),
    };
    await this.tokens.insert(row);
    return Object.assign(toTokenDto(row), { token });
  }

  /** The token stops working at once, and stays in the list. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const row = await this.findVisible(actor, id);
    if (!owns(actor, row) && !actor.permissions.has('users:write')) {
      throw new GatewayError('forbidden', 'This token belongs to another user');
    }
    if (row.revokedAt === null) await this.tokens.revoke(id, toUtcText(this.clock.now()));
  }

  private async findVisible(actor: Actor, id: string): Promise<ApiTokenRow> {
    const row = await this.tokens.find(id);
    if (!row || !sees(actor, row)) throw notFound(id);
    return row;
  }

  private async checkTenants(actor: Actor, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      if (seesTenant(actor, id) && (await this.tenants.find(id))) continue;
      throw new GatewayError('invalid_request', `There is no tenant ${id}`, { field: 'tenantIds' });
    }
  }

  private expiryOf({ expiresAt }: CreateTokenDto, nowMs: number): string | null {
    if (expiresAt === null) return null;
    const ms = expiresAt === undefined ? nowMs + usualLifeMs : (fromIsoTime(expiresAt) ?? 0);
    if (ms > nowMs) return toUtcText(ms);
    throw new InvalidBody([{ field: 'expiresAt', message: 'expiresAt must be in the future' }]);
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

/** A token of a user may manage all tokens of that user; a token created with ADMIN_TOKEN only itself. */
function owns(actor: Actor, row: ApiTokenRow): boolean {
  if (row.id === actor.id) return true;
  return row.userId === null ? actor.kind === 'environment' : row.userId === actor.userId;
}

function sees(actor: Actor, row: ApiTokenRow): boolean {
  return owns(actor, row) || seesAll(actor);
}

function seesAll(actor: Actor): boolean {
  return actor.tenantIds === null && actor.permissions.has('users:read');
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no token ${id}`);
}
