import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { UserSession } from '../entities/index.js';
import type { UserSessionRow } from '../identity-rows.js';
import type { ListRequest, Page } from '../lists.js';
import { readUserSession } from '../mapping/read-identity-rows.js';
import { rawRows } from '../mapping/raw-row.js';
import { readPage, type ListOptions } from './read-page.js';

const listOptions: ListOptions = {
  searchIn: ['s.userAgent'],
  sortBy: { createdAt: 's.createdAt', lastSeenAt: 's.lastSeenAt' },
  order: [
    ['s.lastSeenAt', 'DESC'],
    ['s.id', 'DESC'],
  ],
  key: 's.id',
};

@Injectable()
export class UserSessionsRepository {
  constructor(private readonly database: Database) {}

  async insert(row: UserSessionRow): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.insert(UserSession, row);
    });
  }

  /** @param hash SHA-256 of the session's secret, in hexadecimal */
  async findBySecretHash(hash: string): Promise<UserSessionRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(UserSession, 's').where('s.secretHash = :hash', { hash })),
    );
    return row ? readUserSession(row) : null;
  }

  async find(id: string): Promise<UserSessionRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(UserSession, 's').where('s.id = :id', { id })),
    );
    return row ? readUserSession(row) : null;
  }

  /**
   * The sessions of a user that have not ended, the last used first.
   *
   * @param now sessions that expire before have ended, and
   * @param idleSince those that were not used since then
   */
  async pageOfUser(
    userId: string,
    list: ListRequest,
    { now, idleSince }: { readonly now: string; readonly idleSince: string },
  ): Promise<Page<UserSessionRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager
        .createQueryBuilder(UserSession, 's')
        .where('s.userId = :userId', { userId })
        .andWhere('s.expiresAt > :now AND s.lastSeenAt > :idleSince', { now, idleSince });
      return readPage(query, list, listOptions);
    });
    return { items: rows.flatMap((row) => readUserSession(row) ?? []), total };
  }

  async touch(id: string, lastSeenAt: string): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.update(UserSession, { id }, { lastSeenAt });
    });
  }

  async delete(id: string): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.delete(UserSession, { id });
    });
  }

  /** Ends every session of a user. */
  async deleteOfUser(userId: string): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.delete(UserSession, { userId });
    });
  }

  /** Those that have ended, or were not used since `idleSince`. */
  async deleteExpired(now: string, idleSince: string): Promise<number> {
    return await this.database.write(async (manager) => {
      const result = await manager
        .createQueryBuilder()
        .delete()
        .from(UserSession)
        .where('expires_at <= :now OR last_seen_at <= :idleSince', { now, idleSince })
        .execute();
      return result.affected ?? 0;
    });
  }
}
