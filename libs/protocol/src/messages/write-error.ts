import type { JsonObject } from '@codegate/kernel';

import { isContextOverflow, toOverflowMessage } from '../errors/context-overflow.js';
import type { ErrorEvent } from '../errors/error-event.js';

const ownTypes: ReadonlySet<string> = new Set([
  'invalid_request_error',
  'authentication_error',
  'billing_error',
  'permission_error',
  'not_found_error',
  'request_too_large',
  'rate_limit_error',
  'timeout_error',
  'api_error',
  'overloaded_error',
]);

const typeOfStatus: ReadonlyMap<number, string> = new Map([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [413, 'request_too_large'],
  [422, 'invalid_request_error'],
  [429, 'rate_limit_error'],
  [503, 'overloaded_error'],
  [504, 'timeout_error'],
  [529, 'overloaded_error'],
]);

/** Anthropic's error body, also the data of the `error` event that ends a stream. */
export function writeError(error: ErrorEvent): JsonObject {
  const { errorType, message, code } = error;
  const isOverflow = isContextOverflow({ message, code, type: errorType });
  return {
    type: 'error',
    error: isOverflow
      ? { type: 'invalid_request_error', message: toOverflowMessage(error) }
      : { type: typeOf(error), message },
  };
}

/** `api_error` is the least specific type, so a known status comes before it. */
function typeOf({ errorType, status }: ErrorEvent): string {
  if (errorType !== 'api_error' && ownTypes.has(errorType)) return errorType;
  return typeOfStatus.get(status) ?? 'api_error';
}
