import {
  SseReader,
  type LlmEvent,
  type StreamReader,
  type StreamView,
  type StreamWriter,
  type WireError,
} from '@codegate/protocol';

import type { EventRestorer } from '../privacy/restore-events.js';
import type { StreamProcessor } from '../stream-processor.js';

const nothing = Buffer.alloc(0);

/** RequestCache an upstream's stream into one of the caller's wire format, event by event. */
export class StreamConversion implements StreamProcessor {
  readonly view: StreamView = {
    usage: undefined,
    hasContent: false,
    completed: false,
    usageFinal: false,
    error: undefined,
    responseId: undefined,
  };
  readonly isBetweenEvents = true;
  private readonly sse = new SseReader();

  original: string | null = null;

  /** @param restorer puts values back; null while the guardrails are off */
  constructor(
    private readonly reader: StreamReader,
    private readonly writer: StreamWriter,
    private readonly restorer: EventRestorer | null,
    keepsOriginal: boolean,
  ) {
    if (restorer && keepsOriginal) this.original = '';
  }

  push(chunk: Buffer): Buffer {
    if (this.original !== null) this.original += chunk.toString('utf8');
    return this.write(this.sse.push(chunk).flatMap((event) => this.reader.push(event)));
  }

  end(): Buffer {
    const last = this.sse.end().flatMap((event) => this.reader.push(event));
    return this.write([...last, ...this.reader.end()]);
  }

  abort({ status, type, code, message }: WireError): Buffer {
    const event: LlmEvent = {
      type: 'error',
      status,
      errorType: type,
      message,
      ...(code === null ? {} : { code }),
    };
    return Buffer.from(this.writer.write(event));
  }

  private write(events: readonly LlmEvent[]): Buffer {
    if (events.length === 0) return nothing;
    let text = '';
    for (const event of events) {
      noteEvent(event, this.view);
      const restored = this.restorer ? this.restorer.push(event) : [event];
      for (const each of restored) text += this.writer.write(each);
    }
    return text === '' ? nothing : Buffer.from(text);
  }
}

/** Takes over what an event says about the answer as a whole. */
export function noteEvent(event: LlmEvent, view: StreamView): void {
  switch (event.type) {
    case 'start':
      view.usage = event.usage ?? view.usage;
      return;
    case 'usage':
      view.usage = event.usage;
      return;
    case 'error':
      view.error ??= {
        error: { message: event.message, type: event.errorType, code: event.code ?? event.status },
      };
      return;
    case 'end':
      view.completed = true;
      view.usageFinal = true;
      return;
    default:
      view.hasContent = true;
  }
}
