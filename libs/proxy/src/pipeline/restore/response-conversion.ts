import { isJsonObject, type JsonObject } from '@codegate/kernel';
import {
  newStopCutter,
  newStreamView,
  SseReader,
  type LlmEvent,
  type ReadOptions,
  type ResponseOptions,
  type StreamReader,
  type StreamView,
  type WireFormat,
} from '@codegate/protocol';

import type { Protection } from '../protect/protection.js';
import { EventRestorer } from './restore-events.js';
import { noteEvent, StreamConversion } from './stream-conversion.js';

/** Converts the response to a request that was converted. */
export class ResponseConversion {
  constructor(
    private readonly upstream: WireFormat,
    private readonly readOptions: ReadOptions,
    private readonly client: WireFormat,
    private readonly options: ResponseOptions,
  ) {}

  /** For a client that wants a stream from an upstream that sends one. */
  stream(protection: Protection | null, keepsOriginal: boolean): StreamConversion {
    return new StreamConversion(
      this.createReader(),
      this.client.stream.createWriter(this.options),
      protection && new EventRestorer(protection),
      keepsOriginal,
    );
  }

  /** The events of a body: of a stream that was read to its end, or of a JSON response. */
  readEvents(body: Buffer, json: unknown): LlmEvent[] {
    if (isJsonObject(json)) {
      const cutter = newStopCutter(this.options.request.stop);
      const events = this.upstream.response.read(json, this.readOptions);
      return cutter ? events.flatMap((event) => cutter.push(event)) : events;
    }
    const sse = new SseReader();
    const reader = this.createReader();
    const events = [...sse.push(body), ...sse.end()].flatMap((event) => reader.push(event));
    return [...events, ...reader.end()];
  }

  /** Targets that have no stop sequences, or refused them, write on; the text is cut here. */
  private createReader(): StreamReader {
    const reader = this.upstream.stream.createReader(this.readOptions);
    const cutter = newStopCutter(this.options.request.stop);
    if (!cutter) return reader;
    return {
      push: (event) => reader.push(event).flatMap((each) => cutter.push(each)),
      end: () => reader.end().flatMap((each) => cutter.push(each)),
    };
  }

  toBody(events: readonly LlmEvent[]): JsonObject {
    return this.client.response.write(events, this.options);
  }

  /** A whole response as the stream the client asked for. */
  toStreamText(events: readonly LlmEvent[]): string {
    const writer = this.client.stream.createWriter(this.options);
    return events.map((event) => writer.write(event)).join('');
  }
}

/** What the events say about the response as a whole. */
export function viewOf(events: readonly LlmEvent[]): StreamView {
  const view = newStreamView();
  for (const event of events) noteEvent(event, view);
  return view;
}
