import type { JsonObject } from '@codegate/kernel';

import type { Usage } from '../model.js';
import { readNumber, readObject } from '../json/fields.js';

export const noUsage: Readonly<Usage> = {
  inputTokens: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
};

function count(value: unknown): number {
  return Math.max(0, readNumber(value) ?? 0);
}

/** Searches the provider says it ran: Anthropic's and OpenRouter's words, xAI's, Perplexity's. */
function searchesIn(usage: JsonObject): number {
  return Math.max(
    count(readObject(usage.server_tool_use)?.web_search_requests),
    count(readObject(usage.server_tool_use_details)?.web_search_requests),
    count(readObject(usage.server_side_tool_usage_details)?.web_search_calls),
    count(usage.num_search_queries),
  );
}

function withSearches(usage: Usage, webSearches: number): Usage {
  return webSearches > 0 ? { ...usage, webSearches } : usage;
}

function sumOf(writes: JsonObject | undefined): number | undefined {
  if (!writes) return undefined;
  return count(writes.ephemeral_5m_input_tokens) + count(writes.ephemeral_1h_input_tokens);
}

/**
 * Anthropic's usage. Its `input_tokens` holds neither cache reads nor cache writes. The usage of
 * message_delta is cumulative: it overwrites what message_start said key by key and is never added
 * (vercel/ai#11969).
 */
export function readMessagesUsage(raw: unknown, previous: Usage = noUsage): Usage | undefined {
  const usage = readObject(raw);
  if (!usage) return undefined;
  const take = (value: unknown, before: number): number =>
    value === null || value === undefined ? before : count(value);
  const writes = readObject(usage.cache_creation);
  const cacheWrite1h = take(writes?.ephemeral_1h_input_tokens, previous.cacheWrite1h);
  const searches = readObject(usage.server_tool_use)?.web_search_requests;
  const webSearches = take(searches, previous.webSearches ?? 0);
  return {
    inputTokens: take(usage.input_tokens, previous.inputTokens),
    cacheRead: take(usage.cache_read_input_tokens, previous.cacheRead),
    cacheWrite: take(usage.cache_creation_input_tokens ?? sumOf(writes), previous.cacheWrite),
    cacheWrite1h,
    output: take(usage.output_tokens, previous.output),
    reasoning: take(readObject(usage.output_tokens_details)?.thinking_tokens, previous.reasoning),
    ...(webSearches > 0 ? { webSearches } : {}),
  };
}

/**
 * Chat usage, where prompt_tokens normally holds the cached tokens. More cached than prompt tokens
 * means the server counts them apart (Helicone/helicone#5652). xAI counts reasoning outside of
 * completion_tokens, which shows in the total.
 */
export function readChatUsage(raw: unknown): Usage | undefined {
  const usage = readObject(raw);
  if (!usage) return undefined;
  const prompt = count(usage.prompt_tokens);
  const completion = count(usage.completion_tokens);
  const promptDetails = readObject(usage.prompt_tokens_details);
  const cacheRead = count(promptDetails?.cached_tokens ?? usage.prompt_cache_hit_tokens);
  const cacheWrite = count(promptDetails?.cache_write_tokens);
  const reasoning = count(readObject(usage.completion_tokens_details)?.reasoning_tokens);
  const reasoningApart =
    reasoning > 0 && count(usage.total_tokens) === prompt + completion + reasoning;
  const tokens = {
    inputTokens: cacheRead > prompt ? prompt : Math.max(0, prompt - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    cacheWrite1h: 0,
    output: reasoningApart ? completion + reasoning : completion,
    reasoning,
  };
  return withSearches(tokens, searchesIn(usage));
}

/** Usage of a whole response; OpenAI tells its searches as items of the output only. */
export function readResponseUsage(response: JsonObject): Usage | undefined {
  const usage = readResponsesUsage(response.usage);
  if (!usage) return undefined;
  const items: unknown[] = Array.isArray(response.output) ? response.output : [];
  const calls = items.filter((item) => readObject(item)?.type === 'web_search_call').length;
  return withSearches(usage, Math.max(calls, usage.webSearches ?? 0));
}

/** Responses usage: input_tokens holds cache reads and writes, output_tokens the reasoning. */
function readResponsesUsage(raw: unknown): Usage | undefined {
  const usage = readObject(raw);
  if (!usage) return undefined;
  const input = count(usage.input_tokens);
  const details = readObject(usage.input_tokens_details);
  const cacheRead = count(details?.cached_tokens);
  const cacheWrite = count(details?.cache_write_tokens);
  const tokens = {
    inputTokens: cacheRead > input ? input : Math.max(0, input - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    cacheWrite1h: 0,
    output: count(usage.output_tokens),
    reasoning: count(readObject(usage.output_tokens_details)?.reasoning_tokens),
  };
  return withSearches(tokens, searchesIn(usage));
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

/** Details are always there: clients read them without looking whether they exist. */
export function writeChatUsage(usage: Usage): JsonObject {
  const prompt = usage.inputTokens + usage.cacheRead + usage.cacheWrite;
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.output,
    total_tokens: prompt + usage.output,
    prompt_tokens_details: {
      cached_tokens: usage.cacheRead,
      cache_write_tokens: usage.cacheWrite,
    },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };
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
