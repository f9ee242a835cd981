import type { JsonObject } from '@codegate/kernel';

import { readBodyError } from '../errors/body-error.js';
import { brokenUpstream } from '../errors/error-event.js';
import type { LlmEvent } from '../model.js';
import type { ReadOptions } from '../response/types.js';
import { StreamReader } from './read-stream.js';

/** Reads a complete response of POST /responses as the events a stream would have had. */
export function readResponse(body: JsonObject, options: ReadOptions = {}): LlmEvent[] {
  const error = readBodyError(body, options);
  if (error) return [error];
  if (!Array.isArray(body.output)) {
    return [brokenUpstream('The upstream answered without an output')];
  }
  return new StreamReader(options).readResponse(body);
}
