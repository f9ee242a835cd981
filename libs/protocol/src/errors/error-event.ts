import type { JsonObject } from '@codegate/kernel';

import type { LlmEvent } from '../model.js';
import { readNumber, readObject, readString } from '../json/fields.js';

export type ErrorEvent = Extract<LlmEvent, { type: 'error' }>;

const maxMessageChars = 2048;

/** HTTP status of an error in a stream, by its type or code at Anthropic and OpenAI. */
const statusOfWord: ReadonlyMap<string, number> = new Map([
  ['invalid_request_error', 400],
  ['invalid_prompt', 400],
  ['context_length_exceeded', 400],
  ['authentication_error', 401],
  ['invalid_api_key', 401],
  ['billing_error', 402],
  ['permission_error', 403],
  ['not_found_error', 404],
  ['model_not_found', 404],
  ['request_too_large', 413],
  ['rate_limit_error', 429],
  ['rate_limit_exceeded', 429],
  ['insufficient_quota', 429],
  ['usage_limit_reached', 429],
  ['usage_not_included', 429],
  ['server_error', 500],
  ['api_error', 500],
  ['timeout_error', 504],
  ['overloaded_error', 529],
  ['overloaded', 529],
  ['server_is_overloaded', 529],
  ['slow_down', 529],
]);

/**
 * The `error` of a stream event or of a response with status 200, in the shapes of Anthropic, OpenAI,
 * OpenRouter (numeric code) and Ollama (plain text).
 */
export function readErrorEvent(raw: unknown, fallbackStatus = 502): ErrorEvent {
  const error = readObject(raw) ?? {};
  const text = readString(raw) ?? readString(error.message) ?? readString(error.detail);
  const code = readString(error.code);
  const type = readString(error.type) ?? readString(error.status);
  return {
    type: 'error',
    status: statusOf(error, code, type) ?? fallbackStatus,
    errorType: type ?? 'api_error',
    ...(code === undefined ? {} : { code }),
    message: (text ?? 'The upstream reported an error').slice(0, maxMessageChars),
  };
}

/** A stream that ended without its terminal signal; never reported as success (vercel/ai#19169). */
export function cutStream(expected: string): ErrorEvent {
  return {
    type: 'error',
    status: 502,
    errorType: 'api_error',
    message: `The upstream closed the stream before ${expected}`,
  };
}

/** An event or body that is not what the wire format allows. */
export function brokenUpstream(message: string): ErrorEvent {
  return { type: 'error', status: 502, errorType: 'api_error', message };
}

function statusOf(
  error: JsonObject,
  code: string | undefined,
  type: string | undefined,
): number | undefined {
  const number = readNumber(error.code) ?? readNumber(error.status) ?? Number(code);
  if (Number.isInteger(number) && number >= 400 && number <= 599) return number;
  return statusOfWord.get(code ?? '') ?? statusOfWord.get(type ?? '');
}
