import { efforts, type Effort } from '../model.js';

const known: ReadonlySet<unknown> = new Set(efforts);

function isEffort(value: unknown): value is Effort {
  return known.has(value);
}

export function readEffort(value: unknown): Effort | undefined {
  return isEffort(value) ? value : undefined;
}

/**
 * The accepted effort nearest to the wanted one; the greater of two at the same distance, so that
 * `xhigh` becomes `max` where only `high` and `max` exist (DeepSeek v4).
 */
export function nearestEffort(wanted: Effort, accepted: readonly Effort[]): Effort | undefined {
  const rank = efforts.indexOf(wanted);
  let best: Effort | undefined;
  let bestDistance = Infinity;
  for (const effort of efforts) {
    // No reasoning at all is no neighbour of a little of it.
    if (!accepted.includes(effort) || (effort === 'none' && wanted !== 'none')) continue;
    const distance = Math.abs(efforts.indexOf(effort) - rank);
    if (distance > bestDistance) continue;
    best = effort;
    bestDistance = distance;
  }
  return best;
}

/** The effort that corresponds to Anthropic's budget_tokens. */
export function effortOfBudget(budgetTokens: number): Effort {
  if (budgetTokens < 4096) return 'low';
  return budgetTokens < 16384 ? 'medium' : 'high';
}
