import { Inject, Injectable } from '@nestjs/common';

import type { Actor } from '@codegate/access';
import { ApiTokensRepository, UsersRepository } from '@codegate/database';
import {
  CLOCK,
  fromUtcText,
  sha256Hex,
  toUtcText,
  WriteBehind,
  type Clock,
} from '@codegate/kernel';

import { toTokenActor } from '../actor-of.js';

export const tokenPrefix = 'cga_';

/** Verifies API tokens, and collects their last use until it is written to the database. */
@Injectable()
export class ApiTokenVerifier {
  /** Time of the last use (UTC text) by token id. */
  readonly uses: WriteBehind<string, string>;

  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly users: UsersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.uses = new WriteBehind((uses) => tokens.recordUses(uses));
  }

  /** Null for a token that does not exist, was revoked, has expired, or whose owner is disabled. */
  async actorOf(secret: string): Promise<Actor | null> {
    if (!secret.startsWith(tokenPrefix)) return null;
    const token = await this.tokens.findByHash(sha256Hex(secret));
    if (!token || token.revokedAt !== null) return null;
    const nowMs = this.clock.now();
    const expiresMs = fromUtcText(token.expiresAt)?.getTime();
    if (token.expiresAt !== null && (expiresMs === undefined || nowMs >= expiresMs)) return null;
    const owner = token.userId === null ? null : await this.users.find(token.userId);
    const actor = toTokenActor(token, owner);
    if (actor) this.uses.put(token.id, toUtcText(nowMs));
    return actor;
  }
}
