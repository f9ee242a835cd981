import type { JsonObject } from '@codegate/kernel';

import { errorInsideSuccess } from './read-upstream-error.js';
import { readErrorEvent, type ErrorEvent } from './error-event.js';
import type { ReadOptions } from '../response/types.js';
import { readNumber, readObject } from '../json/fields.js';
import { toWaitMs } from './retry-after.js';

/** OpenAI puts the time into the message: "Please try again in 1.898s." */
const tryAgainIn = /try again in (\d+(?:\.\d+)?)(ms|s)/i;

/** The error in a body with status 200 or in a chunk of a stream; null when there is none (vercel/ai#10653). */
export function readBodyError(
  body: JsonObject,
  { errorStatuses = {} }: ReadOptions = {},
): ErrorEvent | null {
  const error = errorInsideSuccess(body);
  if (!error) return null;
  const ownStatus = body.error === undefined ? errorStatuses[error.code ?? ''] : undefined;
  const event = readErrorEvent(body.error, ownStatus ?? 502);
  const code = event.code ?? error.code;
  const retryAfterMs = readRetryAfterMs(readObject(body.error), error.message);
  return {
    ...event,
    message: error.message,
    ...(code === null ? {} : { code }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** When the account may be used again: the ChatGPT backend's field, or the time in OpenAI's message. */
function readRetryAfterMs(error: JsonObject | undefined, message: string): number | undefined {
  const seconds = readNumber(error?.resets_in_seconds);
  if (seconds !== undefined) return toWaitMs(seconds * 1000);
  const match = tryAgainIn.exec(message);
  return match ? toWaitMs(Number(match[1]) * (match[2] === 'ms' ? 1 : 1000)) : undefined;
}
