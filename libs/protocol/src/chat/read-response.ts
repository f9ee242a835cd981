import type { JsonObject } from '@codegate/kernel';

import { brokenUpstream } from '../errors/error-event.js';
import { readObject, readObjects } from '../json/fields.js';
import type { LlmEvent } from '../model.js';
import type { ReadOptions } from '../response/types.js';
import { StreamReader } from './read-stream.js';

/** Reads a complete response of POST /chat/completions as the events a stream would have had. */
export function readResponse(body: JsonObject, options: ReadOptions = {}): LlmEvent[] {
  const reader = new StreamReader(options);
  const events = reader.readChunk(body);
  if (events.at(-1)?.type === 'error') return events;
  const hasMessage = readObjects(body.choices).some((choice) => readObject(choice.message));
  if (!hasMessage) return [brokenUpstream('The upstream answered without a message')];
  // What is here is all there is: a missing finish_reason is no sign of a cut.
  return [...events, ...reader.push({ data: '[DONE]' })];
}
