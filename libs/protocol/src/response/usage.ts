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

export function readCount(value: unknown): number {
  return Math.max(0, readNumber(value) ?? 0);
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

export function withSearches(usage: Usage, webSearches: number): Usage {
  return webSearches > 0 ? { ...usage, webSearches } : usage;
}
