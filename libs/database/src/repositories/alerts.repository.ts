import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { Alert } from '../entities/index.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAlert } from '../mapping/read-governance.js';
import { readAll } from '../mapping/read-rows.js';
import type { AlertPage, AlertQuery } from '../queries.js';
import type { AlertRow } from '../rows.js';
import { readPage, type ListOptions } from './read-page.js';

const listOptions: ListOptions = {
  searchIn: ['a.subjectName'],
  sortBy: { createdAt: 'a.createdAt', kind: 'a.kind', subjectName: 'a.subjectName' },
  order: [
    ['a.createdAt', 'DESC'],
    ['a.id', 'DESC'],
  ],
  key: 'a.id',
};

/** Alerts, and how their delivery went. */
@Injectable()
export class AlertsRepository {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async page({ budgetId, isAcknowledged, ...list }: AlertQuery): Promise<AlertPage> {
    return await this.database.read(async (manager) => {
      const query = manager.createQueryBuilder(Alert, 'a');
      if (budgetId !== undefined) query.andWhere('a.budgetId = :budgetId', { budgetId });
      if (isAcknowledged !== undefined) {
        query.andWhere(`a.acknowledgedAt IS ${isAcknowledged ? 'NOT ' : ''}NULL`);
      }
      const { rows, total } = await readPage(query, list, listOptions);
      return { items: readAll('alerts', rows, readAlert, this.database.logger), total };
    });
  }

  async find(id: string): Promise<AlertRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Alert, 'a').where('a.id = :id', { id })),
    );
    return row ? readAlert(row) : null;
  }

  /** @returns false when the same event is stored already */
  async insertOnce({ deliveries, ...same }: AlertRow): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const row = { ...same, deliveries: JSON.stringify(deliveries) };
      const insert = manager.createQueryBuilder().insert().into(Alert).values(row).orIgnore();
      // The two drivers report ignored rows differently, so the row itself is read.
      await insert.execute();
      return await manager.existsBy(Alert, { id: row.id });
    });
  }

  async setDeliveries(id: string, deliveries: Readonly<Record<string, string>>): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.update(Alert, { id }, { deliveries: JSON.stringify(deliveries) });
    });
  }

  async acknowledge(id: string, at: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager.update(Alert, { id }, { acknowledgedAt: at });
      return (result.affected ?? 0) > 0;
    });
  }
}
