import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { ApiToken } from '../entities/index.js';
import type { ApiTokenRow } from '../identity-rows.js';
import { readApiToken } from '../mapping/read-identity-rows.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAll } from '../mapping/read-rows.js';
import { readPage, type ListOptions } from './read-page.js';

type TokenOwner = { readonly userId: string | null; readonly tokenId: string | null };

const listOptions: ListOptions = {
  searchIn: ['t.name'],
  sortBy: {
    name: 't.name',
    createdAt: 't.createdAt',
    expiresAt: 't.expiresAt',
    lastUsedAt: 't.lastUsedAt',
  },
  order: [['t.createdAt', 'DESC']],
  key: 't.id',
};

@Injectable()
export class ApiTokensRepository {
  constructor(private readonly database: Database) {}

  /** The newest first; revoked ones are part of the list. */
  async list(): Promise<ApiTokenRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(
        manager.createQueryBuilder(ApiToken, 't').orderBy('t.createdAt', 'DESC').addOrderBy('t.id'),
      ),
    );
    return readAll('api_tokens', rows, readApiToken, this.database.logger);
  }

  /**
   * The newest first, revoked ones included.
   *
   * @param owner only tokens of this user, and the token itself; null: all
   */
  async page(list: ListRequest, owner: TokenOwner | null): Promise<Page<ApiTokenRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(ApiToken, 't');
      if (owner) query.where('(t.userId = :userId OR t.id = :tokenId)', owner);
      return readPage(query, list, listOptions);
    });
    return { items: readAll('api_tokens', rows, readApiToken, this.database.logger), total };
  }

  async find(id: string): Promise<ApiTokenRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(ApiToken, 't').where('t.id = :id', { id })),
    );
    return row ? readApiToken(row) : null;
  }

  /** @param hash SHA-256 of the whole token, in hexadecimal */
  async findByHash(hash: string): Promise<ApiTokenRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(ApiToken, 't').where('t.tokenHash = :hash', { hash })),
    );
    return row ? readApiToken(row) : null;
  }

  async insert(row: ApiTokenRow): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.insert(ApiToken, {
        ...row,
        permissions: JSON.stringify(row.permissions),
        tenantIds: row.tenantIds === null ? null : JSON.stringify(row.tenantIds),
      });
    });
  }

  async revoke(id: string, at: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager.update(ApiToken, { id }, { revokedAt: at });
      return (result.affected ?? 0) > 0;
    });
  }

  /** In one transaction. */
  async recordUses(uses: ReadonlyMap<string, string>): Promise<void> {
    await this.database.write(async (manager) => {
      for (const [id, lastUsedAt] of uses) await manager.update(ApiToken, { id }, { lastUsedAt });
    });
  }
}
