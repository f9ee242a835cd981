import type { JsonObject } from '@codegate/kernel';

import { errorInsideSuccess, statusOfMinimaxCode } from '../errors/index.js';
import { readErrorEvent, type ErrorEvent } from './error-event.js';

/** The error in a body with status 200 or in a chunk of a stream; null when there is none (vercel/ai#10653). */
export function readBodyError(body: JsonObject): ErrorEvent | null {
  const error = errorInsideSuccess(body);
  if (!error) return null;
  // OpenRouter's code is a number, MiniMax' is one of its own.
  const status = body.error === undefined ? statusOfMinimaxCode(error.code) : null;
  const event = readErrorEvent(body.error, status ?? 502);
  const code = event.code ?? error.code;
  return { ...event, message: error.message, ...(code === null ? {} : { code }) };
}
