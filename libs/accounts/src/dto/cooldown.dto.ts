import type { ScopedCooldown } from '@codegate/shared-state';

/** A cooldown after failures. */
export class CooldownDto {
  reason: string;
  until: string;
  scope: 'account' | 'model';
  /** The model in cooldown; null when the whole account is. */
  model: string | null;
  /** Number of consecutive failures. */
  failures: number;
}

export function toCooldownDto({ reason, untilMs, model, failures }: ScopedCooldown): CooldownDto {
  return {
    reason,
    until: new Date(untilMs).toISOString(),
    scope: model === null ? 'account' : 'model',
    model,
    failures,
  };
}
