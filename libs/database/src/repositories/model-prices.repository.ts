import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { ModelPrice } from '../entities/index.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readModelPrice } from '../mapping/read-governance.js';
import { readAll } from '../mapping/read-rows.js';
import type { ModelPriceRow } from '../rows.js';
import { recordChanges, recordIfFound } from './record-changes.js';
import { readPage, type ListOptions } from './read-page.js';

const listOptions: ListOptions = {
  searchIn: ['p.model'],
  sortBy: { model: 'p.model', updatedAt: 'p.updatedAt' },
  order: [['p.model', 'ASC']],
  key: 'p.model',
};

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

  /** By model. */
  async page(list: ListRequest): Promise<Page<ModelPriceRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(ModelPrice, 'p');
      return readPage(query, list, listOptions);
    });
    return { items: readAll('model_prices', rows, readModelPrice, this.database.logger), total };
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
