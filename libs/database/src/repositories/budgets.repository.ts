import { Injectable } from '@nestjs/common';

import { Database } from '../database.js';
import { Account, Budget, Tenant, TenantKey } from '../entities/index.js';
import type { Page } from '../lists.js';
import { RawRowReader, rawRows, type RawRow } from '../mapping/raw-row.js';
import { readBudget } from '../mapping/read-governance.js';
import { readAll } from '../mapping/read-rows.js';
import type { BudgetPatch, BudgetQuery, BudgetWithSubject } from '../queries.js';
import type { BudgetRow } from '../rows.js';
import { readPage, type ListOptions } from './read-page.js';
import { recordChanges, recordIfFound } from './record-changes.js';

/** The name of what a budget limits, for the search. */
const subjectName = `COALESCE(
  (SELECT "name" FROM "tenants" WHERE "id" = b.subjectId),
  (SELECT "name" FROM "tenant_keys" WHERE "id" = b.subjectId),
  (SELECT "name" FROM "accounts" WHERE "id" = b.subjectId))`;
const listOptions: ListOptions = {
  searchIn: [subjectName],
  sortBy: { createdAt: 'b.createdAt', limitUsd: 'b.limitMicroUsd', period: 'b.period' },
  order: [['b.createdAt', 'ASC']],
  key: 'b.id',
};
/** Budgets of tenants that may be seen, and of their keys. */
const ofTenants = `(b.scope = 'tenant' AND b.subjectId IN (:...tenantIds)) OR (b.scope = 'key' AND
  b.subjectId IN (SELECT "id" FROM "tenant_keys" WHERE "tenant_id" IN (:...tenantIds)))`;

/** What tenants, keys and accounts may spend. */
@Injectable()
export class BudgetsRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<BudgetRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Budget, 'b').orderBy('b.createdAt').addOrderBy('b.id')),
    );
    return readAll('budgets', rows, readBudget, this.database.logger);
  }

  /** Budgets whose subject exists, with its name and time zone. */
  async listWithSubjects(): Promise<BudgetWithSubject[]> {
    const rows = await this.database.read((manager) =>
      rawRows(
        manager
          .createQueryBuilder(Budget, 'b')
          .leftJoin(Tenant, 't', "b.scope = 'tenant' AND t.id = b.subjectId")
          .leftJoin(TenantKey, 'k', "b.scope = 'key' AND k.id = b.subjectId")
          .leftJoin(Tenant, 'o', 'o.id = k.tenantId')
          .leftJoin(Account, 'a', "b.scope = 'account' AND a.id = b.subjectId")
          .addSelect('COALESCE(t.name, k.name, a.name)', 'b_subject_name')
          .addSelect('COALESCE(t.timeZone, o.timeZone)', 'b_subject_time_zone')
          .where('COALESCE(t.id, k.id, a.id) IS NOT NULL')
          .orderBy('b.createdAt')
          .addOrderBy('b.id'),
      ),
    );
    return readAll('budgets', rows, readBudgetWithSubject, this.database.logger);
  }

  /** The oldest first. */
  async page({ scope, subjectId, tenantIds, ...list }: BudgetQuery): Promise<Page<BudgetRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(Budget, 'b');
      if (scope !== undefined) query.andWhere('b.scope = :scope', { scope });
      if (subjectId !== undefined) query.andWhere('b.subjectId = :subjectId', { subjectId });
      if (tenantIds?.length === 0) query.andWhere('1 = 0');
      else if (tenantIds) query.andWhere(`(${ofTenants})`, { tenantIds });
      return readPage(query, list, listOptions);
    });
    return { items: readAll('budgets', rows, readBudget, this.database.logger), total };
  }

  async find(id: string): Promise<BudgetRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Budget, 'b').where('b.id = :id', { id })),
    );
    return row ? readBudget(row) : null;
  }

  async insert({ thresholds, ...same }: BudgetRow): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.insert(Budget, { ...same, thresholds: JSON.stringify(thresholds) });
      await recordChanges(manager, [{ topic: 'budgets', rowId: same.id }]);
    });
  }

  async update(id: string, { thresholds, ...same }: BudgetPatch): Promise<boolean> {
    const columns = {
      ...same,
      ...(thresholds === undefined ? {} : { thresholds: JSON.stringify(thresholds) }),
    };
    return await this.database.write(async (manager) => {
      const result = await manager.update(Budget, { id }, columns);
      return await recordIfFound(manager, result, 'budgets', id);
    });
  }

  async delete(id: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager.delete(Budget, { id });
      return await recordIfFound(manager, result, 'budgets', id);
    });
  }
}

function readBudgetWithSubject(raw: RawRow): BudgetWithSubject | null {
  const budget = readBudget(raw);
  const row = new RawRowReader(raw);
  return (
    budget && {
      ...budget,
      subjectName: row.textOr('subject_name', ''),
      subjectTimeZone: row.text('subject_time_zone'),
    }
  );
}
