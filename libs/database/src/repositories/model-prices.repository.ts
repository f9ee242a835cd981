import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { ModelPrice } from '../entities/index.js';
import { rawRows } from '../mapping/raw-row.js';
import { readModelPrice } from '../mapping/read-governance.js';
import { readAll } from '../mapping/read-rows.js';
import type { ModelPriceRow } from '../rows.js';
import { recordChanges, recordIfFound } from './record-changes.js';

/** Prices an admin knows better than the built-in data. */
@Injectable()
export class ModelPricesRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<ModelPriceRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(ModelPrice, 'p').orderBy('p.model')),
    );
    return readAll('model_prices', rows, readModelPrice, this.database.logger);
  }

  async upsert(row: ModelPriceRow): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.upsert(ModelPrice, row, ['model']);
      await recordChanges(manager, [{ topic: 'prices', rowId: row.model }]);
    });
  }

  async delete(model: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager.delete(ModelPrice, { model });
      return await recordIfFound(manager, result, 'prices', model);
    });
  }
}
