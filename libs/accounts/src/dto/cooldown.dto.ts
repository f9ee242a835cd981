import { cooldownKey, modelCooldownKey } from '@codegate/routing';
import type { Cooldown, SharedState } from '@codegate/shared-state';

/** A rest after failures. */
export class CooldownDto {
  reason: string;
  until: string;
  scope: 'account' | 'model';
  /** The model that rests; null when the whole account does. */
  model: string | null;
  /** Failures in a row. */
  failures: number;
}

/** Everything of the account that rests now. */
export function cooldownsOf(
  accountId: string,
  shared: Pick<SharedState, 'cooldownOf' | 'cooldownsUnder'>,
  nowMs: number,
): CooldownDto[] {
  const whole = shared.cooldownOf(cooldownKey(accountId), nowMs);
  const prefix = modelCooldownKey(accountId, '');
  const models = shared.cooldownsUnder(prefix, nowMs);
  return [
    ...(whole ? [toCooldownDto(whole, null)] : []),
    ...models.map(({ key, cooldown }) => toCooldownDto(cooldown, key.slice(prefix.length))),
  ];
}

/** Lets the account and all its models be tried at once. */
export function clearCooldowns(accountId: string, shared: SharedState, nowMs: number): void {
  shared.clearCooldown(cooldownKey(accountId));
  for (const { key } of shared.cooldownsUnder(modelCooldownKey(accountId, ''), nowMs)) {
    shared.clearCooldown(key);
  }
}

function toCooldownDto(cooldown: Cooldown, model: string | null): CooldownDto {
  return {
    reason: cooldown.reason,
    until: new Date(cooldown.untilMs).toISOString(),
    scope: model === null ? 'account' : 'model',
    model,
    failures: cooldown.failures,
  };
}
