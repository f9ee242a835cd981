import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { Database } from '../database.js';
import { ApiToken } from '../entities/index.js';
import type { ApiTokenRow } from '../identity-rows.js';
import { readApiToken } from '../mapping/read-identity-rows.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAll } from '../mapping/read-rows.js';
import { readPage, type ListOptions } from './read-page.js';

/** Whose tokens: all, those of a user (null: of ADMIN_TOKEN), or a token with those made with it. */
export type TokenScope = 'all' | { readonly userId: string | null } | { readonly tokenId: string };

/** A token and all tokens made with it, over any number of generations. */
const familyOf = `WITH RECURSIVE "family" ("id") AS (
  SELECT "id" FROM "api_tokens" WHERE "id" = :tokenId
  UNION SELECT "child"."id" FROM "api_tokens" "child" JOIN "family" ON "child"."parent_id" = "family"."id"
) SELECT "id" FROM "family"`;
/** More than can be made; ends the walk if the rows were changed by hand. */
const maxAncestors = 20;

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
   * @param scope the tokens to include
   */
  async page(list: ListRequest, scope: TokenScope): Promise<Page<ApiTokenRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(ApiToken, 't');
      if (scope !== 'all') {
        if ('tokenId' in scope) query.where(`t.id IN (${familyOf})`, scope);
        else if (scope.userId === null) query.where('t.userId IS NULL');
        else query.where('t.userId = :userId', scope);
      }
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

  /** The token this one was made with, the one before that, and so on. */
  async ancestorsOf({ parentId }: Pick<ApiTokenRow, 'parentId'>): Promise<ApiTokenRow[]> {
    const ancestors: ApiTokenRow[] = [];
    let next = parentId;
    while (next !== null && ancestors.length < maxAncestors) {
      const row = await this.find(next);
      if (!row) break;
      ancestors.push(row);
      next = row.parentId;
    }
    return ancestors;
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

  /** Revokes the token and all tokens made with it; those that are revoked keep their time. */
  async revoke(id: string, at: string): Promise<void> {
    await this.database.write(async (manager) => {
      await manager
        .createQueryBuilder()
        .update(ApiToken)
        .set({ revokedAt: at })
        .where(`"id" IN (${familyOf}) AND "revoked_at" IS NULL`, { tokenId: id })
        .execute();
    });
  }

  /** Binds the tokens of ADMIN_TOKEN that an earlier version made without a fingerprint. */
  async bindToAdminToken(fingerprint: string): Promise<void> {
    await this.database.write(async (manager) => {
      const unbound = { userId: IsNull(), adminTokenFingerprint: IsNull() };
      await manager.update(ApiToken, unbound, { adminTokenFingerprint: fingerprint });
    });
  }

  /** In one transaction. */
  async recordUses(uses: ReadonlyMap<string, string>): Promise<void> {
    await this.database.write(async (manager) => {
      for (const [id, lastUsedAt] of uses) await manager.update(ApiToken, { id }, { lastUsedAt });
    });
  }
}
