import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Database } from '../database.js';
import { Account, Budget, ConfigTier, Session, Usage } from '../entities/index.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAccount, readAll } from '../mapping/read-rows.js';
import { toFlag, toOptionalUsd } from '../mapping/write-values.js';
import type { AccountOutcome, AccountPatch, NewAccount } from '../queries.js';
import type { AccountRow } from '../rows.js';
import { reencryptColumns } from './reencrypt-columns.js';
import { recordChanges, recordIfFound } from './record-changes.js';
import { readPage, type ListOptions } from './read-page.js';

const listOptions: ListOptions = {
  searchIn: ['a.name'],
  sortBy: {
    name: 'a.name',
    priority: 'a.priority',
    createdAt: 'a.createdAt',
    lastUsedAt: 'a.lastUsedAt',
  },
  order: [
    ['a.priority', 'DESC'],
    ['a.name', 'ASC'],
  ],
  key: 'a.id',
};

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: Database) {}

  /** All accounts by name. Never fails for a damaged row: see AccountRow's `problems`. */
  async list(): Promise<AccountRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Account, 'a').orderBy('a.name').addOrderBy('a.id')),
    );
    return readAll('accounts', rows, readAccount, this.database.logger);
  }

  /** The accounts with the highest priority first. */
  async page(list: ListRequest): Promise<Page<AccountRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(Account, 'a');
      return readPage(query, list, listOptions);
    });
    return { items: readAll('accounts', rows, readAccount, this.database.logger), total };
  }

  async find(id: string): Promise<AccountRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(Account, 'a').where('a.id = :id', { id })),
    );
    return row ? readAccount(row) : null;
  }

  async insert(row: NewAccount): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.insert(Account, toColumns(row));
      await recordChanges(manager, [{ topic: 'accounts', rowId: row.id }]);
    });
  }

  /** @returns whether there is such an account */
  async update(id: string, patch: AccountPatch): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager.update(Account, { id }, toColumns(patch));
      return await recordIfFound(manager, result, 'accounts', id);
    });
  }

  /** Removes the account from all configs; what it was used for stays in the books, without it. */
  async delete(id: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      // Explicit, because tables that the original CodeGate has rebuilt have other foreign key actions.
      await manager.update(Usage, { accountId: id }, { accountId: null });
      await manager.update(Session, { accountId: id }, { accountId: null });
      const tiers = await manager.findBy(ConfigTier, { accountId: id });
      const configIds = [...new Set(tiers.map(({ configId }) => configId))];
      await manager.delete(ConfigTier, { accountId: id });
      await manager.delete(Budget, { scope: 'account', subjectId: id });
      const result = await manager.delete(Account, { id });
      if ((result.affected ?? 0) === 0) return false;
      await recordChanges(manager, [
        { topic: 'accounts', rowId: id },
        ...configIds.map((rowId) => ({ topic: 'configs' as const, rowId })),
      ]);
      return true;
    });
  }

  async setOutcome(id: string, outcome: AccountOutcome): Promise<void> {
    await this.recordOutcomes(new Map([[id, outcome]]));
  }

  /** In one transaction; accounts that are gone are ignored. */
  async recordOutcomes(outcomes: ReadonlyMap<string, AccountOutcome>): Promise<void> {
    await this.database.write(async (manager) => {
      for (const [id, outcome] of outcomes) await recordOutcome(manager, id, outcome);
    });
  }

  /**
   * Passes every stored secret (accounts' keys and tokens, tenants' keys) through `convert`, in one transaction.
   * A secret that changes meanwhile is left as it is.
   *
   * @param convert the text to store; null keeps the stored one and counts as failed
   */
  async reencryptSecrets(
    convert: (stored: string) => string | null,
  ): Promise<{ reEncrypted: number; failed: number }> {
    return await this.database.write(async (manager) => {
      const counts = await reencryptColumns(manager, convert);
      await recordChanges(manager, [{ topic: 'accounts', rowId: null }]);
      return counts;
    });
  }
}

async function recordOutcome(
  manager: EntityManager,
  id: string,
  { status, error, at, usedAt }: AccountOutcome,
): Promise<void> {
  await manager
    .createQueryBuilder()
    .update(Account)
    .set({
      status,
      ...(usedAt ? { lastUsedAt: usedAt } : {}),
      ...(error === null
        ? { lastError: null, lastErrorAt: null, errorCount: 0 }
        : {
            lastError: error,
            lastErrorAt: at,
            errorCount: () => 'COALESCE("error_count", 0) + 1',
          }),
    })
    .where('id = :id', { id })
    .execute();
}

/** Columns of the given fields only. */
function toColumns(row: Partial<NewAccount>): Partial<Account> {
  const { tokenExpiresAtMs, monthlyBudgetMicroUsd, enabled, dialects, ...same } = row;
  return {
    ...same,
    ...(tokenExpiresAtMs === undefined ? {} : { tokenExpiresAt: tokenExpiresAtMs }),
    ...(monthlyBudgetMicroUsd === undefined
      ? {}
      : { monthlyBudget: toOptionalUsd(monthlyBudgetMicroUsd) }),
    ...(enabled === undefined ? {} : { enabled: toFlag(enabled) }),
    ...(dialects === undefined
      ? {}
      : { dialects: dialects === null ? null : JSON.stringify(dialects) }),
  };
}
