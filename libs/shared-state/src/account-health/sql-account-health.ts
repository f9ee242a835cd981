import type { AccountHealthRepository, AccountHealthRow } from '@codegate/database';
import { WriteBehind } from '@codegate/kernel';

import type { AccountHealth, ScopedCooldown, SuccessRate } from './account-health.js';
import type { Cooldown, Failure } from './cooldown.js';
import { MemoryAccountHealth } from './memory-account-health.js';

/**
 * Account health of several processes on one database. Reads and changes work on memory; `sync` writes what has
 * changed here and reads what has changed elsewhere. The success rate is that of this process.
 */
export class SqlAccountHealth implements AccountHealth {
  private readonly memory = new MemoryAccountHealth();
  private readonly accountIds = new Set<string>();
  private readonly changed: WriteBehind<string, AccountHealthRow>;

  constructor(private readonly store: Pick<AccountHealthRepository, 'list' | 'save' | 'prune'>) {
    this.changed = new WriteBehind((rows) => store.save([...rows.values()]));
  }

  noteFailure(accountId: string, model: string | null, failure: Failure): Cooldown {
    const cooldown = this.memory.noteFailure(accountId, model, failure);
    // Clients can ask for any number of models that do not exist; other processes need not know them.
    if (failure.reason !== 'model_not_found') this.put(accountId, model, cooldown, failure.nowMs);
    return cooldown;
  }

  noteSuccess(accountId: string, model: string, nowMs: number): void {
    // Nothing has to be written while nothing is known: the common case.
    if (this.accountIds.has(accountId)) {
      for (const known of this.memory.known(accountId)) {
        if (known.model === null || known.model === model) this.end(accountId, known, nowMs);
      }
    }
    this.memory.noteSuccess(accountId, model, nowMs);
  }

  cooldownOf(accountId: string, model: string, nowMs: number): Cooldown | null {
    return this.memory.cooldownOf(accountId, model, nowMs);
  }

  cooldownsOf(accountId: string, nowMs: number): ScopedCooldown[] {
    return this.memory.cooldownsOf(accountId, nowMs);
  }

  clear(accountId: string, nowMs: number): void {
    for (const known of this.memory.known(accountId)) this.end(accountId, known, nowMs);
    this.memory.clear(accountId);
  }

  successRateOf(accountId: string, nowMs: number): SuccessRate {
    return this.memory.successRateOf(accountId, nowMs);
  }

  /** Writes what has changed here, reads what has changed elsewhere. */
  async sync(): Promise<void> {
    await this.changed.flush();
    for (const row of await this.store.list()) {
      // What changed while the rows were read is newer than they are.
      if (this.changed.get(keyOf(row))) continue;
      const { accountId, model, failures, ...cooldown } = row;
      this.accountIds.add(accountId);
      this.memory.set(
        accountId,
        model,
        failures > 0 ? toCooldown({ ...cooldown, failures }) : null,
      );
    }
  }

  /** Deletes rows that say nothing any more. */
  async prune(nowMs: number): Promise<void> {
    await this.store.prune(nowMs - 24 * 60 * 60 * 1000);
  }

  private end(accountId: string, { model, ...cooldown }: ScopedCooldown, nowMs: number): void {
    this.put(accountId, model, { ...cooldown, untilMs: 0, failures: 0 }, nowMs);
  }

  private put(accountId: string, model: string | null, cooldown: Cooldown, nowMs: number): void {
    this.accountIds.add(accountId);
    const row = { ...cooldown, accountId, model, updatedAtMs: nowMs };
    this.changed.put(keyOf(row), row);
  }
}

function keyOf({ accountId, model }: Pick<AccountHealthRow, 'accountId' | 'model'>): string {
  return `${accountId} ${model ?? ''}`;
}

function toCooldown({
  reason,
  untilMs,
  failures,
  failedAtMs,
  requestedByProvider,
}: Omit<AccountHealthRow, 'accountId' | 'model' | 'updatedAtMs'>): Cooldown {
  return {
    reason: reason as Cooldown['reason'],
    untilMs,
    failures,
    failedAtMs,
    requestedByProvider,
  };
}
