import { describe, expect, it } from '@jest/globals';

import { readConfig } from '@codegate/config';
import type { AccountPatch, AccountRow, AccountsRepository, NewAccount } from '@codegate/database';
import { silentLogger } from '@codegate/kernel';
import { ChangeFeed, MemoryAccountHealth, MemoryChangeLog } from '@codegate/shared-state';
import type { AccountVault } from '@codegate/vault';

import { AccountsService } from './accounts.service.js';

const now = Date.UTC(2026, 0, 1);

/** A repository in memory that records published changes. */
class Accounts {
  readonly rows = new Map<string, AccountRow>();
  readonly log = new MemoryChangeLog();

  find = (id: string) => Promise.resolve(this.rows.get(id) ?? null);
  insert = (row: NewAccount) => {
    this.rows.set(row.id, { ...row, problems: [] });
    return this.log.record([{ topic: 'accounts', rowId: row.id }]);
  };
  update = async (id: string, patch: AccountPatch) => {
    const row = this.rows.get(id);
    if (row) this.rows.set(id, { ...row, ...patch });
    await this.log.record([{ topic: 'accounts', rowId: id }]);
    return row !== undefined;
  };
  delete = async (id: string) => {
    await this.log.record([{ topic: 'accounts', rowId: id }]);
    return this.rows.delete(id);
  };
}

const vault = {
  encryptOptional: (secret: string | null) => (secret === null ? null : `enc(${secret})`),
  tryDecrypt: (stored: string | null) => ({ secret: stored && stored.slice(4, -1) }),
} as unknown as AccountVault;

async function aService(env: Record<string, string> = {}) {
  const accounts = new Accounts();
  const health = new MemoryAccountHealth();
  const changes = new ChangeFeed(accounts.log, silentLogger);
  const applied: (string | null)[] = [];
  await changes.subscribe((changed) => {
    applied.push(...changed.map(({ rowId }) => rowId));
    return Promise.resolve();
  });
  const service = new AccountsService(
    accounts as unknown as AccountsRepository,
    vault,
    changes,
    readConfig(env),
    health,
    { now: () => now },
  );
  return { service, accounts, health, applied };
}

const aBody = { name: 'A', provider: 'anthropic' as const, apiKey: 'sk-ant-0123456789' };
const coolDown = (health: MemoryAccountHealth, id: string) =>
  health.noteFailure(id, null, {
    reason: 'unauthenticated',
    nowMs: now,
    startedAtMs: now,
    retryAfterMs: null,
  });

describe('AccountsService', () => {
  it('stores secrets encrypted and money in micro-dollars', async () => {
    const { service, accounts } = await aService();

    const { id } = await service.create({ ...aBody, monthlyBudget: 0.1 });

    expect(accounts.rows.get(id)).toMatchObject({
      apiKeyEnc: 'enc(sk-ant-0123456789)',
      refreshTokenEnc: null,
      monthlyBudgetMicroUsd: 100_000,
      createdAt: '2026-01-01 00:00:00.000',
    });
  });

  it('publishes every write before it returns', async () => {
    const { service, applied } = await aService();

    const { id } = await service.create(aBody);
    await service.update(id, { priority: 1 });
    await service.replace(id, aBody);
    await service.toggle(id);
    await service.delete(id);

    expect(applied).toEqual(Array<string>(5).fill(id));
  });

  it('clears earlier failures when the key changes, and only then', async () => {
    const { service, health } = await aService();
    const { id } = await service.create(aBody);
    coolDown(health, id);

    expect((await service.update(id, { priority: 1 })).cooldowns).toHaveLength(1);
    expect((await service.update(id, { apiKey: 'sk-ant-9876543210' })).cooldowns).toEqual([]);
  });

  it('does not validate fields that were stored earlier', async () => {
    const { service, accounts } = await aService({ ALLOW_PRIVATE_UPSTREAMS: 'false' });
    const { id } = await service.create(aBody);
    await accounts.update(id, { baseUrl: 'http://127.0.0.1', apiKeyEnc: null, updatedAt: '' });

    await expect(service.update(id, { priority: 1 })).resolves.toMatchObject({ priority: 1 });
    await expect(service.update(id, { baseUrl: 'http://127.0.0.1' })).rejects.toMatchObject({
      code: 'invalid_request',
      field: 'baseUrl',
    });
    await expect(service.update(id, { authType: 'api_key' })).rejects.toMatchObject({
      field: 'apiKey',
    });
  });
});
