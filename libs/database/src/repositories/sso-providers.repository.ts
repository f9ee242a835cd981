import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { SsoProvider } from '../entities/index.js';
import type { SsoProviderRow } from '../identity-rows.js';
import { readSsoProvider } from '../mapping/read-identity-rows.js';
import { rawRows } from '../mapping/raw-row.js';

const id = 'oidc';

@Injectable()
export class SsoProvidersRepository {
  constructor(private readonly database: Database) {}

  async find(): Promise<SsoProviderRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(SsoProvider, 'p').where('p.id = :id', { id })),
    );
    return row ? readSsoProvider(row) : null;
  }

  async save(row: SsoProviderRow): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.upsert(SsoProvider, { id, ...row }, ['id']);
    });
  }

  async delete(): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.delete(SsoProvider, { id });
    });
  }
}
