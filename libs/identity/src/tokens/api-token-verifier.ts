import { Inject, Injectable } from '@nestjs/common';

import type { Actor } from '@codegate/access';
import { ApiTokensRepository, UsersRepository, type ApiTokenRow } from '@codegate/database';
import {
  CLOCK,
  fromUtcText,
  sha256Hex,
  toUtcText,
  WriteBehind,
  type Clock,
} from '@codegate/kernel';

import { toTokenActor } from '../actor-of.js';
import { AdminTokenBinding } from './admin-token-binding.js';

export const tokenPrefix = 'cga_';
/** The form of every token; what has another form is refused without a query. */
const tokenForm = /^cga_[0-9a-f]{48}$/;

/** Verifies API tokens, and collects their last use until it is written to the database. */
@Injectable()
export class ApiTokenVerifier {
  /** Time of the last use (UTC text) by token id. */
  readonly uses: WriteBehind<string, string>;

  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly users: UsersRepository,
    private readonly binding: AdminTokenBinding,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.uses = new WriteBehind((uses) => tokens.recordUses(uses));
  }

  /**
   * Null for a token that does not exist, was revoked or has expired, whose owner is disabled, or whose ADMIN_TOKEN was
   * replaced. The same holds for the tokens it was made with: a token ends with them.
   */
  async actorOf(secret: string): Promise<Actor | null> {
    if (!tokenForm.test(secret)) return null;
    const token = await this.tokens.findByHash(sha256Hex(secret));
    if (!token) return null;
    const nowMs = this.clock.now();
    const chain = [token, ...(await this.tokens.ancestorsOf(token))];
    const isWhole = chain.at(-1)?.parentId === null;
    if (!isWhole || !chain.every((one) => this.isInForce(one, nowMs))) return null;
    const owner = token.userId === null ? null : await this.users.find(token.userId);
    const actor = toTokenActor(token, owner);
    if (actor) this.uses.put(token.id, toUtcText(nowMs));
    return actor;
  }

  private isInForce(token: ApiTokenRow, nowMs: number): boolean {
    if (token.revokedAt !== null) return false;
    const { fingerprint } = this.binding;
    const isOfUser = token.userId !== null;
    if (!isOfUser && (fingerprint === null || token.adminTokenFingerprint !== fingerprint)) {
      return false;
    }
    if (token.expiresAt === null) return true;
    const expiresMs = fromUtcText(token.expiresAt)?.getTime();
    return expiresMs !== undefined && nowMs < expiresMs;
  }
}
