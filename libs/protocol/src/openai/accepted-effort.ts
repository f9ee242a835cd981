import type { Change, Effort, Reasoning } from '../model.js';
import { effortOfBudget, nearestEffort } from '../reasoning/effort.js';
import type { Target } from '../target.js';

/** The effort to ask for; undefined leaves it to the provider. */
export function effortOf(reasoning: Reasoning): Effort | undefined {
  const { effort, budgetTokens } = reasoning;
  return effort ?? (budgetTokens === undefined ? undefined : effortOfBudget(budgetTokens));
}

/**
 * The effort in the set the model and the provider take: `none` for no reasoning where they have it,
 * otherwise the least they have.
 */
export function acceptedEffort(
  reasoning: Reasoning,
  target: Target,
  changes: Change[],
): Effort | undefined {
  const accepted = target.quirks.efforts ?? target.capabilities.efforts;
  const wanted = reasoning.off ? 'none' : effortOf(reasoning);
  if (wanted === undefined) return undefined;
  if (accepted === null || accepted.length === 0) {
    const reason = 'the model has no levels of effort';
    if (!reasoning.off) changes.push({ action: 'dropped', path: 'reasoning', reason });
    return undefined;
  }
  const chosen = accepted.includes(wanted) ? wanted : nearestEffort(wanted, accepted);
  if (chosen !== wanted) {
    const reason = `the model takes ${accepted.join(', ')}; ${chosen ?? 'none'} was sent`;
    changes.push({ action: 'changed', path: 'reasoning.effort', reason });
  }
  return chosen;
}
