import { Injectable } from '@nestjs/common';

import { nowMsSql } from '../database-time.js';
import { Database } from '../database.js';
import { LeaseRecord } from '../entities/index.js';
import type { CurrentLeaseRow, LeaseRow } from '../rows.js';

/**
 * Leases of all processes on the database, measured with its clock. A single UPDATE decides who gets a lease; of
 * several at once the others find it taken when they run (row lock of PostgreSQL, write lock of SQLite).
 */
@Injectable()
export class LeasesRepository {
  constructor(private readonly database: Database) {}

  /** Null while it is held, also by the same owner. */
  async acquire(name: string, owner: string, ttlMs: number): Promise<LeaseRow | null> {
    const now = nowMsSql(this.database);
    return await this.database.write(async (manager) => {
      const free = { name, owner, fencing: 0, expiresAtMs: 0 };
      await manager
        .createQueryBuilder()
        .insert()
        .into(LeaseRecord)
        .values(free)
        .orIgnore()
        .execute();
      const { affected } = await manager
        .createQueryBuilder()
        .update(LeaseRecord)
        .set({ owner, fencing: () => 'fencing + 1', expiresAtMs: () => `${now} + :ttlMs` })
        .where(`name = :name AND expires_at_ms <= ${now}`)
        .setParameters({ name, ttlMs })
        .execute();
      if (affected !== 1) return null;
      const row = await manager.findOneByOrFail(LeaseRecord, { name });
      return { name, owner, fencing: toNumber(row.fencing) };
    });
  }

  /** False when the lease has expired or has been acquired again since. */
  async renew({ name, owner, fencing }: LeaseRow, ttlMs: number): Promise<boolean> {
    const now = nowMsSql(this.database);
    return await this.database.write(async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(LeaseRecord)
        .set({ expiresAtMs: () => `${now} + :ttlMs` })
        .where(`name = :name AND owner = :owner AND fencing = :fencing AND expires_at_ms > ${now}`)
        .setParameters({ name, owner, fencing, ttlMs })
        .execute();
      return affected === 1;
    });
  }

  /** Does nothing when the lease is no longer held. */
  async release({ name, owner, fencing }: LeaseRow): Promise<void> {
    await this.database.write((manager) =>
      manager.update(LeaseRecord, { name, owner, fencing }, { expiresAtMs: 0 }),
    );
  }

  /** Releases everything the owner holds. */
  async releaseAll(owner: string): Promise<void> {
    await this.database.write((manager) =>
      manager.update(LeaseRecord, { owner }, { expiresAtMs: 0 }),
    );
  }

  /** Null while it is free. */
  async current(name: string): Promise<CurrentLeaseRow | null> {
    const now = nowMsSql(this.database);
    const row = await this.database.read((manager) =>
      manager
        .createQueryBuilder(LeaseRecord, 'l')
        .select(['l.name AS name', 'l.owner AS owner', 'l.fencing AS fencing'])
        .addSelect(`l.expires_at_ms - ${now}`, 'expiresInMs')
        .where(`l.name = :name AND l.expires_at_ms > ${now}`, { name })
        .getRawOne<CurrentLeaseRow>(),
    );
    if (!row) return null;
    return { ...row, fencing: toNumber(row.fencing), expiresInMs: toNumber(row.expiresInMs) };
  }
}

/** PostgreSQL's driver returns bigint as text. */
function toNumber(value: number | string): number {
  return Number(value);
}
