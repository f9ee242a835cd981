import type { JsonObject } from '@codegate/kernel';

import { excludesThinking, thinkingExcluded } from '../reasoning/forced-tools.js';
import { effortOfBudget, nearestEffort } from '../reasoning/effort.js';
import { omitUndefined } from '../json/omit-undefined.js';
import type { Change, Effort, LlmRequest, Message } from '../model.js';
import type { ModelCapabilities, Target } from '../target.js';

/** The fields of the body about thinking. */
export type WrittenReasoning = {
  thinking?: JsonObject;
  effort?: Effort;
  /** Whether the model is going to think because the caller asked for it. */
  thinks: boolean;
  /** Smallest output limit that leaves room for text; 0 when it does not matter. */
  minMaxTokens: number;
};

/** Anthropic's field for the effort. */
export const effortField = 'output_config.effort';

/** Anthropic's smallest budget_tokens. */
const smallestBudget = 1024;
const budgetOf: Readonly<Record<Effort, number>> = {
  none: smallestBudget,
  minimal: smallestBudget,
  low: 2048,
  medium: 8192,
  high: 16_384,
  xhigh: 24_576,
  max: 32_000,
};

/**
 * The fields for reasoning in the form the model takes: models of 2025 a budget, newer ones an effort and
 * `adaptive`; each returns 400 for the other form.
 */
export function writeReasoning(
  request: LlmRequest,
  target: Target,
  messages: readonly Message[],
  changes: Change[],
): WrittenReasoning {
  const { reasoning } = request;
  if (!reasoning) {
    if (!excludesThinking(request, target)) return { thinks: false, minMaxTokens: 0 };
    changes.push({ action: 'changed', path: 'thinking', reason: thinkingExcluded });
    return writeOff(target, undefined, changes);
  }
  const efforts = acceptedEfforts(target);
  const wish =
    reasoning.effort ??
    (reasoning.budgetTokens === undefined ? undefined : effortOfBudget(reasoning.budgetTokens));
  const effort = wish && efforts ? nearestEffort(wish, efforts) : undefined;
  if (reasoning.off === true || wish === 'none') return writeOff(target, effort, changes);
  reportEffort(request, effort, changes);
  const conflict = conflictOf(request, target, messages);
  if (conflict !== null) {
    changes.push({ action: 'dropped', path: 'thinking', reason: conflict });
    const isAlwaysOn = !formsOf(target).includes('disabled');
    return isAlwaysOn
      ? { thinks: false, minMaxTokens: 0, ...omitUndefined({ effort }) }
      : writeOff(target, effort, changes);
  }
  return writeOn(request, target, { wish, effort }, changes);
}

/** Tells when the model is asked in another form or degree than the caller chose. */
function reportEffort(request: LlmRequest, effort: Effort | undefined, changes: Change[]): void {
  const { effort: wanted, budgetTokens } = request.reasoning ?? {};
  if (wanted !== undefined && effort !== wanted) {
    const reason = effort
      ? `the nearest effort is ${effort}`
      : 'the model thinks by budget, if at all';
    changes.push({ action: 'changed', path: request.effortField ?? effortField, reason });
  } else if (wanted === undefined && budgetTokens !== undefined && effort !== undefined) {
    const reason = `the model is asked for effort ${effort}`;
    changes.push({ action: 'changed', path: 'thinking.budget_tokens', reason });
  }
}

/** The forms of `thinking` the target takes; of other vendors only the two all of them have are known. */
function formsOf({ capabilities, quirks, issuer }: Target): ModelCapabilities['thinking'] {
  if (issuer === 'anthropic' || capabilities.thinking.length > 0) return capabilities.thinking;
  return quirks.reasoningControl.startsWith('thinking') ? ['disabled', 'enabled'] : [];
}

function acceptedEfforts({ capabilities, quirks }: Target): readonly Effort[] | null {
  const { efforts } = capabilities;
  if (!efforts || !quirks.efforts) return efforts;
  return efforts.filter((effort) => quirks.efforts?.includes(effort));
}

function writeOff(target: Target, effort: Effort | undefined, changes: Change[]): WrittenReasoning {
  if (!formsOf(target).includes('disabled')) {
    if (formsOf(target).length > 0) {
      const reason = 'the model cannot be kept from thinking';
      changes.push({ action: 'dropped', path: 'thinking', reason });
    }
    return { thinks: false, minMaxTokens: 0, ...omitUndefined({ effort }) };
  }
  // Opus 5 refuses `disabled` together with an effort above high.
  const limited = effort === 'xhigh' || effort === 'max' ? 'high' : effort;
  return {
    thinking: { type: 'disabled' },
    thinks: false,
    minMaxTokens: 0,
    ...omitUndefined({ effort: limited }),
  };
}

function writeOn(
  request: LlmRequest,
  target: Target,
  { wish, effort }: { wish: Effort | undefined; effort: Effort | undefined },
  changes: Change[],
): WrittenReasoning {
  const thinking = formsOf(target);
  const { budgetTokens, display } = request.reasoning ?? {};
  const shown = omitUndefined({ display: request.dialect === 'messages' ? display : undefined });
  const withEffort = omitUndefined({ effort });
  const takesBudget = thinking.includes('enabled');
  if (takesBudget && (budgetTokens !== undefined || !thinking.includes('adaptive'))) {
    const wanted = Math.max(smallestBudget, budgetTokens ?? budgetOf[wish ?? 'medium']);
    const budget = fitBudget(wanted, request, target);
    if (budget === null && target.issuer !== 'anthropic') {
      // Other vendors take Anthropic's format without its budget.
      const written = { type: 'enabled', ...shown };
      return { thinking: written, thinks: true, minMaxTokens: 0, ...withEffort };
    }
    if (budget !== null) {
      return {
        thinking: { type: 'enabled', budget_tokens: budget, ...shown },
        thinks: true,
        minMaxTokens: budget + smallestBudget,
        ...withEffort,
      };
    }
    const reason = 'the output limit leaves no room for thinking';
    changes.push({ action: 'dropped', path: 'thinking', reason });
    return { thinks: false, minMaxTokens: 0, ...withEffort };
  }
  if (thinking.includes('adaptive')) {
    const written = { type: 'adaptive', ...shown };
    return { thinking: written, thinks: true, minMaxTokens: 0, ...withEffort };
  }
  changes.push({ action: 'dropped', path: 'thinking', reason: 'the model does not think' });
  return { thinks: false, minMaxTokens: 0, ...withEffort };
}

/** 1024 ≤ budget < output limit; `null` when there is no such number. */
function fitBudget(wanted: number, request: LlmRequest, target: Target): number | null {
  const limit = Math.min(
    request.maxTokens ?? Infinity,
    target.capabilities.maxOutputTokens ?? Infinity,
  );
  const budget = wanted < limit ? wanted : limit - smallestBudget;
  return budget >= smallestBudget ? budget : null;
}

/** Why Claude would refuse to think in this request; `null` when it would not. */
function conflictOf(
  request: LlmRequest,
  target: Target,
  messages: readonly Message[],
): string | null {
  if (excludesThinking(request, target)) return thinkingExcluded;
  if (target.issuer !== 'anthropic') return null;
  if (target.capabilities.thinking.includes('adaptive')) return null;
  // "Expected `thinking` …, but found `tool_use`": with a budget, a running tool loop must have begun
  // with thinking, and that of another vendor was dropped.
  const last = messages.findLast((message) => message.role === 'assistant');
  const usesTool = last?.parts.some((part) => part.type === 'tool_use') === true;
  const first = last?.parts[0]?.type;
  return usesTool &&
    messages.at(-1)?.parts[0]?.type === 'tool_result' &&
    first !== 'thinking' &&
    first !== 'redacted'
    ? 'the running tool call did not begin with thinking of this vendor'
    : null;
}
