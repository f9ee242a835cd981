import { append, type JsonObject } from '@codegate/kernel';

import { brokenUpstream } from '../errors/error-event.js';
import { readErrorInSuccess } from '../errors/error-in-success.js';
import { readObjects, readString } from '../json/fields.js';
import type { LlmEvent } from '../model.js';
import type { ReadOptions } from '../response/types.js';
import { SearchReader } from './search-reader.js';
import { startBlock, stopBlock } from './block-reader.js';
import { readStop } from './read-stream.js';
import { readMessagesUsage } from './usage.js';

/** Reads a complete message as the events a stream would have had. */
export function readResponse(body: JsonObject, options: ReadOptions = {}): LlmEvent[] {
  const error = readErrorInSuccess(body, options);
  if (error) return [error];
  if (!Array.isArray(body.content)) {
    return [brokenUpstream('The upstream sent a message without content')];
  }
  const usage = readMessagesUsage(body.usage);
  const events: LlmEvent[] = [
    { type: 'start', id: readString(body.id) ?? '', model: readString(body.model) ?? '' },
  ];
  const searches = new SearchReader();
  let calls = 0;
  for (const block of readObjects(body.content)) {
    const { open, events: started } = startBlock(block, String(calls));
    append(events, started);
    if (!open) continue;
    if (open.kind === 'tool') calls++;
    append(events, searches.push(stopBlock(open)));
  }
  append(events, searches.end());
  if (usage) events.push({ type: 'usage', usage });
  events.push(readStop(body, calls > 0), { type: 'end' });
  return events;
}
