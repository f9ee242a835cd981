import { append, isJsonObject, tryParseJson } from '@codegate/kernel';
import { formatSse, SseReader, type StreamRestorer, type StreamTap } from '@codegate/protocol';

import type { StreamProcessor } from './stream-processor.js';
import { KeptText } from '../record/kept-text.js';

/** A stream that passes through with its values restored. Events without replacements are written as they were read. */
export class RestoringTap implements StreamProcessor {
  readonly isBetweenEvents = true;
  private readonly sse = new SseReader();
  private readonly kept: KeptText | null;

  constructor(
    private readonly tap: StreamTap,
    private readonly restorer: StreamRestorer,
    keepsOriginal: boolean,
  ) {
    this.kept = keepsOriginal ? new KeptText() : null;
  }

  get original(): string | null {
    return this.kept?.text ?? null;
  }

  get view() {
    return this.tap.view;
  }

  push(chunk: Buffer): Buffer {
    return this.restore(this.tap.push(chunk), false);
  }

  end(): Buffer {
    return this.restore(this.tap.end(), true);
  }

  abort(): null {
    return null;
  }

  private restore(bytes: Buffer, isLast: boolean): Buffer {
    this.kept?.push(bytes);
    const events = this.sse.push(bytes);
    if (isLast) append(events, this.sse.end());
    let text = '';
    for (const { event: name, data } of events) {
      const json = tryParseJson(data);
      if (!isJsonObject(json)) {
        text += formatSse(name ?? null, data);
        continue;
      }
      for (const restored of this.restorer.push({ name, data: json })) {
        const isSame = restored.data === json;
        text += formatSse(restored.name ?? null, isSame ? data : JSON.stringify(restored.data));
      }
    }
    return Buffer.from(text);
  }
}
