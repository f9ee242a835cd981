import type { JsonObject } from '@codegate/kernel';

import { codeOfError } from '../openai/error-object.js';
import { type ErrorEvent } from '../errors/error-event.js';
import { readObject } from '../json/fields.js';
import type { ResponseOptions } from '../response/types.js';
import type { LlmRequest } from '../model.js';

/** The response object with all keys OpenAI's SDKs expect; each event overrides what it knows. */
export function toResponseObject(id: string, options: ResponseOptions): JsonObject {
  const { request } = options;
  const { effort, summary, off } = request.reasoning ?? {};
  return {
    id,
    object: 'response',
    created_at: Math.floor(options.createdMs / 1000),
    status: 'in_progress',
    background: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: request.maxTokens ?? null,
    metadata: readObject(request.extra.metadata) ?? {},
    model: options.model,
    output: [],
    parallel_tool_calls: request.parallelTools ?? true,
    previous_response_id: null,
    reasoning: { effort: (off ? 'none' : effort) ?? null, summary: summary ?? null },
    service_tier: 'default',
    store: false,
    temperature: request.temperature ?? null,
    text: { format: { type: 'text' } },
    tool_choice: writeToolChoice(request),
    // The caller knows his tools; repeating them in three events would only make them longer.
    tools: [],
    top_p: request.topP ?? null,
    truncation: 'disabled',
    usage: null,
    user: null,
  };
}

function writeToolChoice(request: LlmRequest): unknown {
  const choice = request.toolChoice;
  switch (choice?.mode) {
    case 'none':
      return 'none';
    case 'any':
      return 'required';
    case 'tool':
      return { type: 'function', name: choice.name };
    case 'hosted':
      return { type: choice.type };
    default:
      return 'auto';
  }
}

const namesOfCodex: ReadonlySet<string> = new Set([
  'context_length_exceeded',
  'insufficient_quota',
  'invalid_prompt',
  'rate_limit_exceeded',
  'server_is_overloaded',
  'usage_not_included',
]);

/**
 * `error` of a failed response. Codex tries again at server_error and, after the time in the message, at
 * rate_limit_exceeded; the other codes it knows are final.
 */
export function writeResponseError(event: ErrorEvent): JsonObject {
  const known = codeOfError(event) ?? '';
  const code = namesOfCodex.has(known) ? known : 'server_error';
  const saysWhen = event.retryAfterMs === undefined || event.message.includes('try again in');
  const wait = saysWhen ? '' : ` Please try again in ${(event.retryAfterMs ?? 0) / 1000}s.`;
  return { code, message: event.message + wait };
}
