import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { Setting } from '../entities/index.js';
import { rawRows } from '../mapping/raw-row.js';
import { recordChanges } from './record-changes.js';

@Injectable()
export class SettingsRepository {
  constructor(private readonly database: Database) {}

  /** Every setting that has a value, known to the gateway or not. */
  async all(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Setting, 's')),
    );
    const settings = new Map<string, string>();
    for (const { key, value } of rows) {
      if (typeof key === 'string' && typeof value === 'string') settings.set(key, value);
    }
    return settings;
  }

  /** In one transaction; null removes the value. */
  async set(entries: Readonly<Record<string, string | null>>): Promise<void> {
    await this.database.write(async (manager) => {
      for (const [key, value] of Object.entries(entries)) {
        if (value === null) await manager.delete(Setting, { key });
        else await manager.upsert(Setting, { key, value }, ['key']);
      }
      await recordChanges(
        manager,
        Object.keys(entries).map((rowId) => ({ topic: 'settings', rowId })),
      );
    });
  }
}
