import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { ApiToken } from '../entities/index.js';
import type { ApiTokenRow } from '../identity-rows.js';
import { readApiToken } from '../mapping/read-identity-rows.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAll } from '../mapping/read-rows.js';

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
