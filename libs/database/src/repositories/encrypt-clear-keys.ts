import { sha256Hex } from '@codegate/kernel';

import type { Database } from '../database.js';
import { Tenant } from '../entities/index.js';

/** See TenantsRepository.encryptClearKeys. */
export async function encryptClearKeys(
  database: Database,
  encrypt: (key: string) => string,
): Promise<number> {
  // What is overwritten must not stay readable in the file.
  database.sqlite?.pragma('secure_delete = ON');
  const encrypted = await database.write(async (manager) => {
    const rows = await manager
      .createQueryBuilder(Tenant, 't')
      .select('t.id', 'id')
      .addSelect('t.apiKeyRaw', 'raw')
      .addSelect('t.apiKeyHash', 'hash')
      .addSelect('t.apiKeyEnc', 'enc')
      .where('t.apiKeyRaw IS NOT NULL')
      .getRawMany<{ id: string; raw: unknown; hash: unknown; enc: unknown }>();
    for (const { id, raw, hash, enc } of rows) {
      // A text that is not the tenant's key any more is of no use.
      const isKey = typeof raw === 'string' && sha256Hex(raw) === hash && typeof enc !== 'string';
      await manager.update(
        Tenant,
        { id },
        { apiKeyRaw: null, ...(isKey ? { apiKeyEnc: encrypt(raw) } : {}) },
      );
    }
    return rows.length;
  });
  await database.exclusively(() => {
    if (encrypted > 0) database.sqlite?.pragma('wal_checkpoint(TRUNCATE)');
    database.sqlite?.pragma('secure_delete = OFF');
  });
  return encrypted;
}
