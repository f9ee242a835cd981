import type { AccountHealth, ScopedCooldown, SuccessRate } from './account-health.js';
import { isForgotten, isRunning, nextCooldown, type Cooldown, type Failure } from './cooldown.js';
import { SuccessMeter } from './success-meter.js';

type Known = {
  readonly meter: SuccessMeter;
  own: Cooldown | undefined;
  readonly models: Map<string, Cooldown>;
};

const unknown: SuccessRate = { rate: 1, weight: 0 };

/** Account health of a single process. */
export class MemoryAccountHealth implements AccountHealth {
  private readonly accounts = new Map<string, Known>();

  noteFailure(accountId: string, model: string | null, failure: Failure): Cooldown {
    const account = this.account(accountId);
    account.meter.note(false, failure.nowMs);
    forgetOld(account, failure.nowMs);
    const before = model === null ? account.own : account.models.get(model);
    const cooldown = nextCooldown(before, failure);
    this.set(accountId, model, cooldown);
    return cooldown;
  }

  noteSuccess(accountId: string, model: string, nowMs: number): void {
    const account = this.account(accountId);
    account.meter.note(true, nowMs);
    account.own = undefined;
    if (account.models.size > 0) account.models.delete(model);
  }

  cooldownOf(accountId: string, model: string, nowMs: number): Cooldown | null {
    const account = this.accounts.get(accountId);
    if (!account) return null;
    if (account.own && isRunning(account.own, nowMs)) return account.own;
    const ofModel = account.models.size > 0 ? account.models.get(model) : undefined;
    return ofModel && isRunning(ofModel, nowMs) ? ofModel : null;
  }

  cooldownsOf(accountId: string, nowMs: number): ScopedCooldown[] {
    return this.known(accountId).filter((cooldown) => isRunning(cooldown, nowMs));
  }

  clear(accountId: string): void {
    const account = this.accounts.get(accountId);
    if (!account) return;
    account.own = undefined;
    account.models.clear();
  }

  successRateOf(accountId: string, nowMs: number): SuccessRate {
    return this.accounts.get(accountId)?.meter.rate(nowMs) ?? unknown;
  }

  /** Cooldowns of the account and its models, also those that have ended and still count as failures in a row. */
  known(accountId: string): ScopedCooldown[] {
    const account = this.accounts.get(accountId);
    if (!account) return [];
    return [
      ...(account.own ? [{ ...account.own, model: null }] : []),
      ...[...account.models].map(([model, cooldown]) => ({ ...cooldown, model })),
    ];
  }

  /** Takes over a cooldown that is known elsewhere; null ends it. */
  set(accountId: string, model: string | null, cooldown: Cooldown | null): void {
    const account = this.account(accountId);
    if (model === null) account.own = cooldown ?? undefined;
    else if (cooldown) {
      if (account.models.size >= maxModels && !account.models.has(model)) dropOne(account.models);
      account.models.set(model, cooldown);
    } else account.models.delete(model);
  }

  private account(id: string): Known {
    let account = this.accounts.get(id);
    if (!account) {
      account = { meter: new SuccessMeter(), own: undefined, models: new Map() };
      this.accounts.set(id, account);
    }
    return account;
  }
}

/** Models are whatever clients ask for, so their number has to stay bounded. */
function forgetOld(account: Known, nowMs: number): void {
  if (account.own && isForgotten(account.own, nowMs)) account.own = undefined;
  for (const [model, cooldown] of account.models) {
    if (isForgotten(cooldown, nowMs)) account.models.delete(model);
  }
}

/**
 * Models of an account with a cooldown. Beyond it one for a model the provider does not have is dropped first, because
 * a client can ask for any number of those.
 */
export const maxModels = 200;

function dropOne(models: Map<string, Cooldown>): void {
  let dropped: string | undefined;
  for (const [model, { reason }] of models) {
    dropped ??= model;
    if (reason !== 'model_not_found') continue;
    dropped = model;
    break;
  }
  if (dropped !== undefined) models.delete(dropped);
}
