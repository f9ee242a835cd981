import type { JsonObject } from '@codegate/kernel';

import { isContextOverflow } from '../errors/context-overflow.js';
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

/** OpenAI's code of an error: the upstream's own where there is no better one; undefined without any. */
export function codeOfError(event: ErrorEvent): string | undefined {
  // Clients of OpenAI compact the conversation at its code, not at the message of another provider.
  if (isOverflow(event)) return 'context_length_exceeded';
  return event.code ?? codeOfStatus.get(event.status);
}

/** `error` in OpenAI's shape and terms, whichever provider the upstream is. */
export function writeErrorObject(event: ErrorEvent): JsonObject {
  const ownType = typeOfStatus.get(event.status) ?? 'server_error';
  const type = isOverflow(event) ? 'invalid_request_error' : ownType;
  return { message: event.message, type, param: null, code: codeOfError(event) ?? null };
}

function isOverflow({ message, code, errorType }: ErrorEvent): boolean {
  return isContextOverflow({ message, code, type: errorType });
}
