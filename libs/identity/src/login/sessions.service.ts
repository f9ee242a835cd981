import { Inject, Injectable } from '@nestjs/common';

import type { Actor } from '@codegate/access';
import { UserSessionsRepository, type UserSessionRow } from '@codegate/database';
import type { ListQuery } from '@codegate/dto';
import {
  CLOCK,
  fromUtcText,
  GatewayError,
  newId,
  randomHex,
  sha256Hex,
  toUtcText,
  type Clock,
} from '@codegate/kernel';

import {
  factsOf,
  toLoginSessionDto,
  type LoginSessionFacts,
  type LoginSessionListDto,
} from '../dto/session.dto.js';

/** An unused session ends after the first time, every session after the second. */
export const idleMs = 12 * 60 * 60_000;
export const maxMs = 7 * 24 * 60 * 60_000;
/** How often the last use is stored. */
const touchMs = 60_000;

export const sessionPrefix = 'cgs_';
/** The form of every secret; what has another form is refused without a query. */
const secretForm = /^cgs_[0-9a-f]{64}$/;

export type Client = { readonly address: string; readonly userAgent: string | null };
export type OpenSession = { readonly row: UserSessionRow; readonly wasRenewed: boolean };

/** Active sessions. The browser has the secret, the database its hash. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: UserSessionsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the secret, which is not stored */
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
      expiresAt: toUtcText(nowMs + maxMs),
      address: client.address,
      userAgent: client.userAgent?.slice(0, 200) ?? null,
    });
    return secret;
  }

  /** The active session of a secret. The use extends it. */
  async use(secret: string): Promise<OpenSession | null> {
    if (!secretForm.test(secret)) return null;
    const row = await this.sessions.findBySecretHash(sha256Hex(secret));
    if (!row) return null;
    const nowMs = this.clock.now();
    if (!isGood(row, nowMs)) return null;
    const wasRenewed = nowMs - msOf(row.lastSeenAt) >= touchMs;
    if (wasRenewed) await this.sessions.touch(row.id, toUtcText(nowMs));
    return { row, wasRenewed };
  }

  /** The active sessions of the actor. */
  async list(actor: Actor, list: ListQuery): Promise<LoginSessionListDto> {
    const nowMs = this.clock.now();
    // Others have no sessions; the query validates `sort` for them, too.
    const userId = actor.kind === 'user' ? actor.id : null;
    const { items, total } = await this.sessions.pageOfUser(userId ?? '', list, {
      now: toUtcText(nowMs),
      idleSince: toUtcText(nowMs - idleMs),
    });
    return { items: items.map((row) => toLoginSessionDto(row, actor.sessionId)), total };
  }

  /** The state of a session for the audit log. */
  async get(id: string): Promise<LoginSessionFacts & { readonly userId: string }> {
    const row = await this.sessions.find(id);
    if (!row) throw notFound(id);
    return { userId: row.userId, ...factsOf(row) };
  }

  /** Ends a session of the actor. A session of another user is reported as not found. */
  async end(actor: Actor, id: string): Promise<void> {
    const row = await this.sessions.find(id);
    if (!row || actor.kind !== 'user' || row.userId !== actor.id) throw notFound(id);
    await this.sessions.delete(id);
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

function isGood({ expiresAt, lastSeenAt }: UserSessionRow, nowMs: number): boolean {
  return nowMs < msOf(expiresAt) && nowMs - msOf(lastSeenAt) < idleMs;
}

function msOf(time: string): number {
  return fromUtcText(time)?.getTime() ?? 0;
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no session ${id}`);
}
