import type { JsonObject } from '@codegate/kernel';

import { readNumber, readObject } from '../json/fields.js';
import type { Usage } from '../model.js';

export const noUsage: Readonly<Usage> = {
  inputTokens: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
};

/** No request uses as many tokens; a larger number is a mistake of the server. */
const maxCount = 1_000_000_000;

/** A count of tokens; NaN when it cannot be true. What is absent or not a number counts as 0. */
export function readCount(value: unknown): number {
  if (value === Number.POSITIVE_INFINITY) return Number.NaN;
  const count = Math.round(Math.max(0, readNumber(value) ?? 0));
  return count <= maxCount ? count : Number.NaN;
}

/**
 * The usage a server has stated, with parts that are not larger than their whole.
 *
 * @returns undefined when a count cannot be true: an estimate is closer, and one absurd number would use up budgets
 */
export function checkUsage(usage: Usage): Usage | undefined {
  const { inputTokens, cacheRead, cacheWrite, output } = usage;
  const reasoning = Math.min(usage.reasoning, output);
  const cacheWrite1h = Math.min(usage.cacheWrite1h, cacheWrite);
  const sum = inputTokens + cacheRead + cacheWrite + output + reasoning + cacheWrite1h;
  if (Number.isNaN(sum + (usage.webSearches ?? 0))) return undefined;
  return { ...usage, reasoning, cacheWrite1h };
}

/** Searches the provider ran, under the names of Anthropic and OpenRouter, xAI and Perplexity. */
export function readSearches(usage: JsonObject): number {
  return Math.max(
    readCount(readObject(usage.server_tool_use)?.web_search_requests),
    readCount(readObject(usage.server_tool_use_details)?.web_search_requests),
    readCount(readObject(usage.server_side_tool_usage_details)?.web_search_calls),
    readCount(usage.num_search_queries),
  );
}

/** @param tier `service_tier` of a response */
export function withTier(usage: Usage | undefined, tier: unknown): Usage | undefined {
  return usage && typeof tier === 'string' ? { ...usage, serviceTier: tier } : usage;
}

export function withSearches(usage: Usage, webSearches: number): Usage {
  return webSearches === 0 ? usage : { ...usage, webSearches };
}
