import type { LlmRequest } from '../model.js';
import type { Target } from '../target.js';

/** Reason of the change, for people. */
export const thinkingExcluded = 'a forced tool call and thinking exclude each other';

/**
 * Whether thinking has to be switched off, because the target refuses a forced tool call while it thinks: Claude when
 * the caller asked for thinking, DeepSeek always, because it thinks by default (farion1231/cc-switch#6367).
 */
export function excludesThinking(request: LlmRequest, target: Target): boolean {
  const mode = request.toolChoice?.mode;
  const isForced = mode === 'any' || mode === 'tool' || mode === 'hosted';
  if (!isForced || request.tools.length === 0) return false;
  if (target.quirks.noThinkingWithForcedTools === true) return true;
  // Only models of Anthropic are listed with forms of thinking, whoever serves them.
  const isClaude = target.issuer === 'anthropic' || target.capabilities.thinking.length > 0;
  return isClaude && request.reasoning !== undefined && request.reasoning.off !== true;
}
