import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { ModelLimit } from '../entities/index.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAll, readModelLimit } from '../mapping/read-rows.js';
import { toOptionalFlag } from '../mapping/write-values.js';
import type { ModelLimitRow } from '../rows.js';
import { recordChanges, recordIfFound } from './record-changes.js';
import { readPage, type ListOptions } from './read-page.js';

const listOptions: ListOptions = {
  searchIn: ['m.modelId'],
  sortBy: { modelId: 'm.modelId' },
  order: [['m.modelId', 'ASC']],
  key: 'm.modelId',
};

@Injectable()
export class ModelLimitsRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<ModelLimitRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(ModelLimit, 'm').orderBy('m.modelId')),
    );
    return readAll('model_limits', rows, readModelLimit, this.database.logger);
  }

  /** By model. */
  async page(list: ListRequest): Promise<Page<ModelLimitRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(ModelLimit, 'm');
      return readPage(query, list, listOptions);
    });
    return { items: readAll('model_limits', rows, readModelLimit, this.database.logger), total };
  }

  async find(modelId: string): Promise<ModelLimitRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(
        manager.createQueryBuilder(ModelLimit, 'm').where('m.modelId = :modelId', { modelId }),
      ),
    );
    return row ? readModelLimit(row) : null;
  }

  async upsert(row: ModelLimitRow): Promise<void> {
    const columns = {
      modelId: row.modelId,
      maxOutputTokens: row.maxOutputTokens,
      supportsToolCalling: toOptionalFlag(row.supportsToolCalling),
      supportsReasoning: toOptionalFlag(row.supportsReasoning),
    };
    await this.database.write(async (manager) => {
      await manager.upsert(ModelLimit, columns, ['modelId']);
      await recordChanges(manager, [{ topic: 'model_limits', rowId: row.modelId }]);
    });
  }

  async delete(modelId: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager.delete(ModelLimit, { modelId });
      return await recordIfFound(manager, result, 'model_limits', modelId);
    });
  }
}
