import type { JsonObject } from '@codegate/kernel';

import type { ErrorEvent } from '../errors/error-event.js';

const typeOfStatus: ReadonlyMap<number, string> = new Map([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [402, 'insufficient_quota'],
  [403, 'permission_error'],
  [404, 'invalid_request_error'],
  [413, 'invalid_request_error'],
  [422, 'invalid_request_error'],
  [429, 'rate_limit_error'],
]);

const codeOfStatus: ReadonlyMap<number, string> = new Map([
  [402, 'insufficient_quota'],
  [404, 'model_not_found'],
  [429, 'rate_limit_exceeded'],
]);

const contextWording = 'prompt is too long';

/** OpenAI's code of an error, where the upstream gave none; undefined when it has none either. */
export function codeOfError(event: ErrorEvent): string | undefined {
  if (event.code !== undefined) return event.code;
  // Clients of OpenAI shorten the conversation at its code, not at Anthropic's message.
  if (event.message.includes(contextWording)) return 'context_length_exceeded';
  return codeOfStatus.get(event.status);
}

/** `error` in OpenAI's shape and terms, whichever provider the upstream is. */
export function writeErrorObject(event: ErrorEvent): JsonObject {
  const type = typeOfStatus.get(event.status) ?? 'server_error';
  return { message: event.message, type, param: null, code: codeOfError(event) ?? null };
}
