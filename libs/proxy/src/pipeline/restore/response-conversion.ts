import { isJsonObject, type JsonObject } from '@codegate/kernel';
import {
  createStreamReader,
  createStreamWriter,
  readAnswer,
  SseReader,
  writeAnswer,
  type ResponseOptions,
  type Dialect,
  type LlmEvent,
  type ReadOptions,
  type StreamView,
} from '@codegate/protocol';

import type { Protection } from '../protect/protection.js';
import { EventRestorer } from './restore-events.js';
import { noteEvent, StreamConversion } from './stream-conversion.js';

/** Converts the response to a request that was converted. */
export class ResponseConversion {
  constructor(
    private readonly upstream: string,
    private readonly habits: ReadOptions,
    private readonly client: Dialect,
    private readonly options: ResponseOptions,
  ) {}

  /** For a client that wants a stream from an upstream that sends one. */
  stream(protection: Protection | null, keepsOriginal: boolean): StreamConversion {
    return new StreamConversion(
      createStreamReader(this.upstream, this.habits),
      createStreamWriter(this.client, this.options),
      protection && new EventRestorer(protection),
      keepsOriginal,
    );
  }

  /** The events of a body: of a stream that was read to its end, or of a JSON response. */
  readEvents(body: Buffer, json: unknown): LlmEvent[] {
    if (isJsonObject(json)) return readAnswer(this.upstream, json, this.habits);
    const sse = new SseReader();
    const reader = createStreamReader(this.upstream, this.habits);
    const events = [...sse.push(body), ...sse.end()].flatMap((event) => reader.push(event));
    return [...events, ...reader.end()];
  }

  toBody(events: readonly LlmEvent[]): JsonObject {
    return writeAnswer(this.client, events, this.options);
  }

  /** A whole response as the stream the client asked for. */
  toStreamText(events: readonly LlmEvent[]): string {
    const writer = createStreamWriter(this.client, this.options);
    return events.map((event) => writer.write(event)).join('');
  }
}

/** What the events say about the response as a whole. */
export function viewOf(events: readonly LlmEvent[]): StreamView {
  const view: StreamView = {
    usage: undefined,
    hasContent: false,
    completed: false,
    usageFinal: false,
    error: undefined,
    responseId: undefined,
  };
  for (const event of events) noteEvent(event, view);
  return view;
}
