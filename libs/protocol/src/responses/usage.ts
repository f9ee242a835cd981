import type { JsonObject } from '@codegate/kernel';

import { readObject } from '../json/fields.js';
import type { Usage } from '../model.js';
import { checkUsage, readCount, readSearches, withSearches, withTier } from '../response/usage.js';

/** Usage of a whole response; OpenAI reports searches only as items of the output. */
export function readResponseUsage(response: JsonObject): Usage | undefined {
  const usage = readResponsesUsage(response.usage);
  if (!usage) return undefined;
  const items: unknown[] = Array.isArray(response.output) ? response.output : [];
  const calls = items.filter((item) => readObject(item)?.type === 'web_search_call').length;
  const withCalls = withSearches(usage, Math.max(calls, usage.webSearches ?? 0));
  return withTier(withCalls, response.service_tier);
}

/** Responses usage: input_tokens holds cache reads and writes, output_tokens the reasoning. */
function readResponsesUsage(raw: unknown): Usage | undefined {
  const usage = readObject(raw);
  if (!usage) return undefined;
  const input = readCount(usage.input_tokens);
  const details = readObject(usage.input_tokens_details);
  const cacheRead = readCount(details?.cached_tokens);
  const cacheWrite = readCount(details?.cache_write_tokens);
  const tokens = {
    inputTokens: cacheRead > input ? input : Math.max(0, input - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    cacheWrite1h: 0,
    output: readCount(usage.output_tokens),
    reasoning: readCount(readObject(usage.output_tokens_details)?.reasoning_tokens),
  };
  return checkUsage(withSearches(tokens, readSearches(usage)));
}

export function writeResponsesUsage(usage: Usage): JsonObject {
  const input = usage.inputTokens + usage.cacheRead + usage.cacheWrite;
  return {
    input_tokens: input,
    input_tokens_details: {
      cached_tokens: usage.cacheRead,
      cache_write_tokens: usage.cacheWrite,
    },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: input + usage.output,
  };
}
