import { Inject, Injectable } from '@nestjs/common';

import { UserSessionsRepository, type UserSessionRow } from '@codegate/database';
import {
  CLOCK,
  fromUtcText,
  newId,
  randomHex,
  sha256Hex,
  toUtcText,
  type Clock,
} from '@codegate/kernel';

/** A session nobody uses ends after this, and any session after the other. */
export const idleMs = 12 * 60 * 60_000;
export const longestMs = 7 * 24 * 60 * 60_000;
/** How often a use is written down. */
const touchMs = 60_000;

export const sessionPrefix = 'cgs_';

export type Client = { readonly address: string; readonly userAgent: string | null };
export type OpenSession = { readonly row: UserSessionRow; readonly wasRenewed: boolean };

/** Logins that are still good. The browser has a secret, the database its hash. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: UserSessionsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the secret; it is nowhere else */
  async open(userId: string, client: Client): Promise<string> {
    const secret = sessionPrefix + randomHex(32);
    const nowMs = this.clock.now();
    const now = toUtcText(nowMs);
    await this.sessions.insert({
      id: newId(),
      secretHash: sha256Hex(secret),
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: toUtcText(nowMs + longestMs),
      address: client.address,
      userAgent: client.userAgent?.slice(0, 200) ?? null,
    });
    return secret;
  }

  /** The session of a secret while it is good; being used keeps it from ending. */
  async use(secret: string): Promise<OpenSession | null> {
    const row = await this.sessions.findBySecretHash(sha256Hex(secret));
    if (!row) return null;
    const nowMs = this.clock.now();
    const lastSeenMs = fromUtcText(row.lastSeenAt)?.getTime() ?? 0;
    const expiresMs = fromUtcText(row.expiresAt)?.getTime() ?? 0;
    if (nowMs >= expiresMs || nowMs - lastSeenMs >= idleMs) return null;
    const wasRenewed = nowMs - lastSeenMs >= touchMs;
    if (wasRenewed) await this.sessions.touch(row.id, toUtcText(nowMs));
    return { row, wasRenewed };
  }

  async close(id: string): Promise<void> {
    await this.sessions.delete(id);
  }

  async closeAll(userId: string): Promise<void> {
    await this.sessions.deleteOfUser(userId);
  }

  async forgetExpired(): Promise<number> {
    const nowMs = this.clock.now();
    return await this.sessions.deleteExpired(toUtcText(nowMs), toUtcText(nowMs - idleMs));
  }
}
