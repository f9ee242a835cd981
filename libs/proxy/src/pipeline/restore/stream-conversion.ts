import {
  newStreamView,
  SseReader,
  type LlmEvent,
  type StreamReader,
  type StreamView,
  type StreamWriter,
  type WireError,
} from '@codegate/protocol';

import { KeptText } from '../record/kept-text.js';
import type { EventRestorer } from './restore-events.js';
import type { StreamProcessor } from './stream-processor.js';

const nothing = Buffer.alloc(0);

/** Converts an upstream's stream into one of the client's wire format, event by event. */
export class StreamConversion implements StreamProcessor {
  readonly view: StreamView = newStreamView();
  readonly isBetweenEvents = true;
  private readonly sse = new SseReader();

  private readonly kept: KeptText | null;

  /** @param restorer restores the original values; null while the guardrails are off */
  constructor(
    private readonly reader: StreamReader,
    private readonly writer: StreamWriter,
    private readonly restorer: EventRestorer | null,
    keepsOriginal: boolean,
  ) {
    this.kept = restorer && keepsOriginal ? new KeptText() : null;
  }

  get original(): string | null {
    return this.kept?.text ?? null;
  }

  push(chunk: Buffer): Buffer {
    this.kept?.push(chunk);
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

/** Notes what an event says about the response as a whole. */
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
