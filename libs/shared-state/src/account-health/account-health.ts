import type { Cooldown, Failure } from './cooldown.js';

/** A cooldown with its scope; `model` is null when it is about the whole account. */
export type ScopedCooldown = Cooldown & { readonly model: string | null };

export type SuccessRate = {
  /** From 0 to 1; 1 while nothing is known. */
  readonly rate: number;
  /** How many calls it rests on; a call counts less the older it is. */
  readonly weight: number;
};

/**
 * What requests have shown about the accounts at providers. Everything is read from memory, synchronously: a plan
 * must not wait. Where several processes share it, what others know arrives a moment later.
 */
export type AccountHealth = {
  /**
   * Records a failure and starts or extends a cooldown: 15 s, doubling with each failure in a row up to 300 s, or
   * what the provider asked for, up to the same 300 s. A running cooldown is never shortened.
   *
   * @param model null when the failure concerns the whole account
   */
  noteFailure(accountId: string, model: string | null, failure: Failure): Cooldown;
  /** Ends the cooldowns of the account and of the model that has answered. */
  noteSuccess(accountId: string, model: string, nowMs: number): void;
  /** The running cooldown of the account, otherwise that of the model, otherwise null. */
  cooldownOf(accountId: string, model: string, nowMs: number): Cooldown | null;
  /** All running cooldowns of the account and its models, that of the account first. */
  cooldownsOf(accountId: string, nowMs: number): ScopedCooldown[];
  /** Ends all cooldowns of the account and its models, by hand. */
  clear(accountId: string, nowMs: number): void;
  /** Share of calls that succeeded, of this process; a call of five minutes ago counts half. */
  successRateOf(accountId: string, nowMs: number): SuccessRate;
};
