import type { JsonObject } from '@codegate/kernel';

import { type Change, type Reasoning, efforts } from '../model.js';
import { acceptedEffort, effortOf } from '../openai/accepted-effort.js';
import { nearestEffort } from '../reasoning/effort.js';
import type { Target } from '../target.js';

type Wish = { reasoning: Reasoning; target: Target; changes: Change[] };

/** The provider's fields that ask for reasoning, or for none. */
export function writeReasoning(
  reasoning: Reasoning | undefined,
  target: Target,
  changes: Change[],
): JsonObject {
  if (!reasoning) return {};
  const wish: Wish = { reasoning, target, changes };
  switch (target.quirks.reasoningControl) {
    case 'reasoning_effort':
      return writeEffort(wish);
    case 'thinking':
      if (!reasoning.off && effortOf(reasoning)) drop(wish, 'the provider has no levels of effort');
      return writeThinking(wish);
    case 'thinking_and_effort':
      return { ...writeThinking(wish), ...(reasoning.off ? {} : writeEffort(wish)) };
    case 'reasoning_object':
      return writeReasoningObject(wish);
    case 'none':
      drop(wish, 'reasoning of this provider cannot be controlled');
      return {};
  }
}

function writeEffort({ reasoning, target, changes }: Wish): JsonObject {
  const effort = acceptedEffort(reasoning, target, changes);
  return effort === undefined ? {} : { reasoning_effort: effort };
}

/** `thinking: {type}` of DeepSeek, GLM and MiniMax; what they take differs from model to model. */
function writeThinking(wish: Wish): JsonObject {
  const known = wish.target.capabilities.thinking;
  const forms = known.length > 0 ? known : (['disabled', 'enabled'] as const);
  const wanted = wish.reasoning.off ? (['disabled'] as const) : (['enabled', 'adaptive'] as const);
  const type = wanted.find((form) => forms.includes(form));
  if (type !== undefined) return { thinking: { type } };
  drop(wish, wish.reasoning.off ? 'the model always reasons' : 'the model does not reason');
  return {};
}

/** OpenRouter's `reasoning`, which it translates for each model itself. */
function writeReasoningObject({ reasoning, target, changes }: Wish): JsonObject {
  if (reasoning.off) return { reasoning: { enabled: false } };
  const { effort, budgetTokens } = reasoning;
  if (effort === undefined) {
    return {
      reasoning: budgetTokens === undefined ? { enabled: true } : { max_tokens: budgetTokens },
    };
  }
  const accepted = target.quirks.efforts ?? target.capabilities.efforts ?? efforts;
  const chosen = nearestEffort(effort, accepted) ?? effort;
  if (chosen !== effort) {
    const reason = `the model takes ${accepted.join(', ')}; ${chosen} was sent`;
    changes.push({ action: 'changed', path: 'reasoning.effort', reason });
  }
  return { reasoning: { effort: chosen } };
}

function drop({ changes }: Wish, reason: string): void {
  changes.push({ action: 'dropped', path: 'reasoning', reason });
}
