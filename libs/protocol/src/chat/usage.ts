import type { JsonObject } from '@codegate/kernel';

import { readObject } from '../json/fields.js';
import type { Usage } from '../model.js';
import { checkUsage, readCount, readSearches, withSearches, withTier } from '../response/usage.js';

/**
 * Chat usage, where prompt_tokens normally holds the cached tokens. More cached than prompt tokens
 * means the server counts them apart (Helicone/helicone#5652). xAI counts reasoning outside of
 * completion_tokens, which shows in the total.
 */
export function readChatUsage(raw: unknown): Usage | undefined {
  const usage = readObject(raw);
  if (!usage) return undefined;
  const prompt = readCount(usage.prompt_tokens);
  const completion = readCount(usage.completion_tokens);
  const promptDetails = readObject(usage.prompt_tokens_details);
  const cacheRead = readCount(promptDetails?.cached_tokens ?? usage.prompt_cache_hit_tokens);
  const cacheWrite = readCount(promptDetails?.cache_write_tokens);
  const reasoning = readCount(readObject(usage.completion_tokens_details)?.reasoning_tokens);
  const reasoningApart =
    reasoning > 0 && readCount(usage.total_tokens) === prompt + completion + reasoning;
  const tokens = {
    inputTokens: cacheRead > prompt ? prompt : Math.max(0, prompt - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    cacheWrite1h: 0,
    output: reasoningApart ? completion + reasoning : completion,
    reasoning,
  };
  return checkUsage(withSearches(tokens, readSearches(usage)));
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

/** Usage of a response or chunk. Groq repeats it in `x_groq`; in streams it may be only there. */
export function readUsageOf(body: JsonObject): Usage | undefined {
  const usage = readChatUsage(body.usage) ?? readChatUsage(readObject(body.x_groq)?.usage);
  return withTier(usage, body.service_tier);
}
