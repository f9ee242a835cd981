import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { UserSession } from '../entities/index.js';
import type { UserSessionRow } from '../identity-rows.js';
import { readUserSession } from '../mapping/read-identity-rows.js';
import { rawRows } from '../mapping/raw-row.js';

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

  /** The last used first. */
  async listOfUser(userId: string): Promise<UserSessionRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(
        manager
          .createQueryBuilder(UserSession, 's')
          .where('s.userId = :userId', { userId })
          .orderBy('s.lastSeenAt', 'DESC')
          .addOrderBy('s.id', 'DESC'),
      ),
    );
    return rows.flatMap((row) => readUserSession(row) ?? []);
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
