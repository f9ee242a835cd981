import { Database } from '../database.js';
import type { ConfigRow } from '../rows.js';
import type { ConfigPatch, NewConfig, NewConfigTier } from '../queries.js';

export class ConfigsRepository {
  constructor(private readonly database: Database) {}

  list(): Promise<ConfigRow[]> {
    throw new Error('not written yet');
  }

  find(id: string): Promise<ConfigRow | null> {
    throw new Error('not written yet');
  }

  insert(config: NewConfig, tiers: readonly NewConfigTier[]): Promise<void> {
    throw new Error('not written yet');
  }

  update(id: string, patch: ConfigPatch, tiers?: readonly NewConfigTier[]): Promise<boolean> {
    throw new Error('not written yet');
  }

  replaceTiers(id: string, tiers: readonly NewConfigTier[]): Promise<boolean> {
    throw new Error('not written yet');
  }

  activate(id: string): Promise<boolean> {
    throw new Error('not written yet');
  }

  delete(id: string): Promise<boolean> {
    throw new Error('not written yet');
  }
}
