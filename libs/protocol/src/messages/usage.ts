import type { JsonObject } from '@codegate/kernel';

import { readObject } from '../json/fields.js';
import type { Usage } from '../model.js';
import { checkUsage, readCount, noUsage, withTier } from '../response/usage.js';

function sumOf(writes: JsonObject | undefined): number | undefined {
  if (!writes) return undefined;
  return readCount(writes.ephemeral_5m_input_tokens) + readCount(writes.ephemeral_1h_input_tokens);
}

/**
 * Anthropic's usage. Its `input_tokens` holds neither cache reads nor cache writes. The usage of
 * message_delta is cumulative: it overwrites the usage of message_start key by key and is never added
 * (vercel/ai#11969).
 */
export function readMessagesUsage(raw: unknown, previous: Usage = noUsage): Usage | undefined {
  const usage = readObject(raw);
  if (!usage) return undefined;
  const take = (value: unknown, before: number): number =>
    value === null || value === undefined ? before : readCount(value);
  const writes = readObject(usage.cache_creation);
  const cacheWrite1h = take(writes?.ephemeral_1h_input_tokens, previous.cacheWrite1h);
  const searches = readObject(usage.server_tool_use)?.web_search_requests;
  const webSearches = take(searches, previous.webSearches ?? 0);
  const tier = usage.speed === 'fast' ? 'fast' : (usage.service_tier ?? previous.serviceTier);
  const tokens = checkUsage({
    inputTokens: take(usage.input_tokens, previous.inputTokens),
    cacheRead: take(usage.cache_read_input_tokens, previous.cacheRead),
    cacheWrite: take(usage.cache_creation_input_tokens ?? sumOf(writes), previous.cacheWrite),
    cacheWrite1h,
    output: take(usage.output_tokens, previous.output),
    reasoning: take(readObject(usage.output_tokens_details)?.thinking_tokens, previous.reasoning),
    ...(webSearches === 0 ? {} : { webSearches }),
  });
  return withTier(tokens, previous.serviceTier === 'fast' ? 'fast' : tier);
}

export function writeMessagesUsage(usage: Usage): JsonObject {
  return {
    input_tokens: usage.inputTokens,
    cache_creation_input_tokens: usage.cacheWrite,
    cache_read_input_tokens: usage.cacheRead,
    output_tokens: usage.output,
    ...(usage.cacheWrite1h === 0 ? {} : { cache_creation: toWrites(usage) }),
    ...(usage.reasoning === 0
      ? {}
      : { output_tokens_details: { thinking_tokens: usage.reasoning } }),
    ...(usage.webSearches ? { server_tool_use: { web_search_requests: usage.webSearches } } : {}),
  };
}

function toWrites(usage: Usage): JsonObject {
  return {
    ephemeral_5m_input_tokens: usage.cacheWrite - usage.cacheWrite1h,
    ephemeral_1h_input_tokens: usage.cacheWrite1h,
  };
}
