import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { GuardrailCount, PrivacyMapping } from '../entities/index.js';
import { rawRows, type RawRow } from '../mapping/raw-row.js';
import type { GuardrailCounts, PrivacyMappingPage, PrivacyMappingRow } from '../privacy-rows.js';

const rowsPerInsert = 200;

@Injectable()
export class PrivacyRepository {
  constructor(private readonly database: Database) {}

  /** The newest mappings that can be restored, newest first. */
  async newestMappings(limit: number): Promise<PrivacyMappingRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(
        manager
          .createQueryBuilder(PrivacyMapping, 'm')
          .where("m.originalEnc <> ''")
          .orderBy('m.createdAt', 'DESC')
          .addOrderBy('m.id', 'DESC')
          .limit(limit),
      ),
    );
    return rows.map(readMapping);
  }

  /** Mappings made after the one with this id, by any process; ids grow with time. */
  async mappingsAfter(id: string, limit: number): Promise<PrivacyMappingRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(
        manager
          .createQueryBuilder(PrivacyMapping, 'm')
          .where('m.id > :id', { id })
          .orderBy('m.id')
          .limit(limit),
      ),
    );
    return rows.map(readMapping);
  }

  async pageOfMappings(limit: number, offset: number): Promise<PrivacyMappingPage> {
    return await this.database.read(async (manager) => {
      const query = manager
        .createQueryBuilder(PrivacyMapping, 'm')
        .orderBy('m.createdAt', 'DESC')
        .addOrderBy('m.id', 'DESC');
      const total = await query.getCount();
      const rows = await rawRows(query.limit(limit).offset(offset));
      return { items: rows.map(readMapping), total };
    });
  }

  /** Rows whose token or hash is there already stay as they are. */
  async appendMappings(rows: readonly PrivacyMappingRow[]): Promise<void> {
    await this.database.write(async (manager) => {
      for (let from = 0; from < rows.length; from += rowsPerInsert) {
        await manager
          .createQueryBuilder()
          .insert()
          .into(PrivacyMapping)
          .values(rows.slice(from, from + rowsPerInsert))
          .orIgnore()
          .execute();
      }
    });
  }

  /** Deletes all mappings. Returns how many there were. */
  async deleteMappings(): Promise<number> {
    return await this.database.write(async (manager) => {
      const total = await manager.count(PrivacyMapping);
      await manager.createQueryBuilder().delete().from(PrivacyMapping).execute();
      return total;
    });
  }

  /** Deletes the oldest mappings beyond the newest `keep`. */
  async pruneMappings(keep: number): Promise<void> {
    await this.database.write(async (manager) => {
      const oldest = await manager
        .createQueryBuilder(PrivacyMapping, 'm')
        .select(['m.id'])
        .orderBy('m.createdAt', 'DESC')
        .addOrderBy('m.id', 'DESC')
        .offset(keep)
        .limit(1_000)
        .getMany();
      for (const { id } of oldest) await manager.delete(PrivacyMapping, { id });
    });
  }

  /** Adds to the counts of each day, tenant and category. */
  async addCounts(counts: readonly GuardrailCounts[]): Promise<void> {
    await this.database.write(async (manager) => {
      for (const { day, tenantId, category, anonymized, reported, blocked } of counts) {
        const key = { day, tenantId, category };
        await manager
          .createQueryBuilder()
          .insert()
          .into(GuardrailCount)
          .values(key)
          .orIgnore()
          .execute();
        // Added by the database, so that two processes do not overwrite each other's sums.
        await manager
          .createQueryBuilder()
          .update(GuardrailCount)
          .set({
            anonymized: () => `anonymized + ${String(anonymized)}`,
            reported: () => `reported + ${String(reported)}`,
            blocked: () => `blocked + ${String(blocked)}`,
          })
          .where(key)
          .execute();
      }
    });
  }

  async counts(): Promise<GuardrailCounts[]> {
    const rows = await this.database.read((manager) => manager.find(GuardrailCount));
    return rows.map(({ day, tenantId, category, anonymized, reported, blocked }) => ({
      day,
      tenantId,
      category,
      anonymized,
      reported,
      blocked,
    }));
  }

  async deleteCounts(): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.createQueryBuilder().delete().from(GuardrailCount).execute();
    });
  }
}

/** Rows of the original have no tenant and no value. */
function readMapping(row: RawRow): PrivacyMappingRow {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    id: text(row.id),
    tenantId: typeof row.tenant_id === 'string' ? row.tenant_id : null,
    category: text(row.category),
    originalHash: text(row.original_hash),
    originalEnc: text(row.original_enc),
    replacement: text(row.replacement),
    createdAt: text(row.created_at),
  };
}
