import { Database } from '../database.js';
import type { ModelLimitRow } from '../rows.js';

export class ModelLimitsRepository {
  constructor(private readonly database: Database) {}

  list(): Promise<ModelLimitRow[]> {
    throw new Error('not written yet');
  }

  upsert(row: ModelLimitRow): Promise<void> {
    throw new Error('not written yet');
  }

  delete(modelId: string): Promise<boolean> {
    throw new Error('not written yet');
  }
}
