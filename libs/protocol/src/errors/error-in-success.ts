import type { JsonObject } from '@codegate/kernel';

import { errorInsideSuccess } from './read-upstream-error.js';
import type { ReadOptions } from '../response/types.js';
import { readErrorEvent, type ErrorEvent } from './error-event.js';

/** The error a body with status 200 holds: an `error` field, or MiniMax's `base_resp`. */
export function readErrorInSuccess(
  body: JsonObject,
  { errorStatuses = {} }: ReadOptions = {},
): ErrorEvent | null {
  const failure = errorInsideSuccess(body);
  if (!failure) return null;
  const event = readErrorEvent(body.error ?? {});
  const status = errorStatuses[failure.code ?? ''] ?? event.status;
  return {
    ...event,
    status,
    ...(failure.code === null ? {} : { code: failure.code }),
    message: failure.message,
  };
}
