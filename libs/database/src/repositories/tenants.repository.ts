import { Database } from '../database.js';
import type { TenantRow } from '../rows.js';
import type { NewTenant, TenantKey, TenantPatch } from '../queries.js';

export class TenantsRepository {
  constructor(private readonly database: Database) {}

  list(): Promise<TenantRow[]> {
    throw new Error('not written yet');
  }

  find(id: string): Promise<TenantRow | null> {
    throw new Error('not written yet');
  }

  findByKeyHash(hash: string): Promise<TenantRow | null> {
    throw new Error('not written yet');
  }

  insert(row: NewTenant): Promise<void> {
    throw new Error('not written yet');
  }

  update(id: string, patch: TenantPatch): Promise<boolean> {
    throw new Error('not written yet');
  }

  delete(id: string): Promise<boolean> {
    throw new Error('not written yet');
  }

  rotateKey(id: string, key: TenantKey): Promise<boolean> {
    throw new Error('not written yet');
  }

  listSettings(tenantId: string): Promise<Record<string, string>> {
    throw new Error('not written yet');
  }

  allSettings(): Promise<Map<string, Record<string, string>>> {
    throw new Error('not written yet');
  }

  setSettings(tenantId: string, entries: Readonly<Record<string, string | null>>): Promise<void> {
    throw new Error('not written yet');
  }

  encryptClearKeys(encrypt: (key: string) => string): Promise<number> {
    throw new Error('not written yet');
  }
}
