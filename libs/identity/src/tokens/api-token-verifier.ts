import { Inject, Injectable } from '@nestjs/common';

import { ApiTokensRepository, UsersRepository } from '@codegate/database';
import { CLOCK, fromUtcText, sha256Hex, toUtcText, type Clock } from '@codegate/kernel';

import type { Actor } from '../access/actor.js';
import { toTokenActor } from '../actor-of.js';

export const tokenPrefix = 'cga_';

/** Knows the API tokens that work, and remembers until they are written down when they were used. */
@Injectable()
export class ApiTokenVerifier {
  private uses = new Map<string, string>();

  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly users: UsersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null for a token that does not exist, was revoked, has expired, or whose owner may not come in. */
  async actorOf(secret: string): Promise<Actor | null> {
    if (!secret.startsWith(tokenPrefix)) return null;
    const token = await this.tokens.findByHash(sha256Hex(secret));
    if (!token || token.revokedAt !== null) return null;
    const nowMs = this.clock.now();
    const expiresMs = fromUtcText(token.expiresAt)?.getTime();
    if (token.expiresAt !== null && (expiresMs === undefined || nowMs >= expiresMs)) return null;
    const owner = token.userId === null ? null : await this.users.find(token.userId);
    const actor = toTokenActor(token, owner);
    if (actor) this.uses.set(token.id, toUtcText(nowMs));
    return actor;
  }

  /** The last use that has not been written down yet. */
  lastUse(tokenId: string): string | undefined {
    return this.uses.get(tokenId);
  }

  async writeUses(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = this.uses;
    this.uses = new Map();
    await this.tokens.recordUses(uses);
  }
}
