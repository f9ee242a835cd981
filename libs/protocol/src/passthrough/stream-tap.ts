import { SseReader } from '../sse/sse-reader.js';
import type { StreamFormat } from '../wire-format.js';
import { nameModelInStream } from './name-model.js';
import { newStreamView, type StreamView } from './stream-view.js';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** An event longer than this is passed on before its end has come. */
const maxHeldBytes = 4 * 1024 * 1024;
/** So many pieces are joined: each takes some hundred bytes, also when it holds a single one. */
const maxPieces = 1_024;
/** CR LF CR LF without its last byte. */
const longestBlankLine = 3;
const nothing = Buffer.alloc(0);

/**
 * Watches a stream that is passed on as it is. Bytes go out as they came, except that a Chat usage chunk the
 * gateway asked for itself is removed. Only complete events go out, so that a ping or an
 * error can follow at any moment.
 */
export class StreamTap {
  readonly view: StreamView = newStreamView();
  readonly original = null;
  /** Bytes after the last complete event, as they came: joining them with every chunk would take quadratic time. */
  private rest: Buffer[] = [];
  private restBytes = 0;
  /** Of the pieces at the beginning of `rest`, how many are joined ones. */
  private joinedPieces = 0;
  private isInsideLongEvent = false;

  constructor(
    private readonly format: Pick<StreamFormat, 'relevant' | 'watch' | 'modelPath'>,
    /** Whether events that hold nothing but usage are for the gateway only. */
    private readonly hidesUsage: boolean,
    /** The model the client expects to be named; null leaves the name as it is. */
    private readonly shownModel: string | null = null,
  ) {}

  /** Whether the bytes passed on so far end with a complete event. Not so only inside a very long one. */
  get isBetweenEvents(): boolean {
    return !this.isInsideLongEvent;
  }

  /** The caller's place in the stream is not known here. */
  abort(): null {
    return null;
  }

  /** Takes bytes of the upstream and returns the bytes for the caller. */
  push(chunk: Buffer): Buffer {
    const before = this.lastBytes();
    const seen = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
    const end = endOfLastEvent(seen) - before.length;
    if (end > 0) {
      const events = this.takeRest(chunk.subarray(0, end));
      this.isInsideLongEvent = false;
      this.hold(chunk.subarray(end));
      return this.release(this.watch(events));
    }
    this.hold(chunk);
    return this.release(nothing);
  }

  /** The upstream has ended: what was held back. An event without its blank line counts. */
  end(): Buffer {
    const last = this.takeRest(nothing);
    return last.length === 0 ? last : this.watch(last);
  }

  private hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.rest.push(bytes);
    this.restBytes += bytes.length;
    if (this.rest.length - this.joinedPieces < maxPieces) return;
    this.rest.push(Buffer.concat(this.rest.splice(this.joinedPieces)));
    this.joinedPieces += 1;
  }

  /** What is held, with the bytes that follow it; nothing is held afterwards. */
  private takeRest(following: Buffer): Buffer {
    const all = this.rest.length === 0 ? following : Buffer.concat([...this.rest, following]);
    this.rest = [];
    this.restBytes = 0;
    this.joinedPieces = 0;
    return all;
  }

  /** Passes a very long event on before its end has come. */
  private release(passedOn: Buffer): Buffer {
    if (this.restBytes <= maxHeldBytes) return passedOn;
    this.isInsideLongEvent = true;
    return Buffer.concat([passedOn, this.takeRest(nothing)]);
  }

  /** As many of the bytes held as the blank line that ends an event may begin with. */
  private lastBytes(): Buffer {
    let last = nothing;
    for (let at = this.rest.length - 1; at >= 0 && last.length < longestBlankLine; at -= 1) {
      const piece = this.rest[at] ?? nothing;
      last = Buffer.concat([piece.subarray(-longestBlankLine), last]);
    }
    return last;
  }

  private watch(events: Buffer): Buffer {
    const watched = this.withoutUsage(events);
    return this.shownModel === null
      ? watched
      : nameModelInStream(watched, this.format.modelPath, this.shownModel);
  }

  /** Updates the view, and takes out what the client did not ask for. */
  private withoutUsage(events: Buffer): Buffer {
    if (this.view.hasContent && !this.format.relevant.test(events.toString('latin1')))
      return events;
    if (!this.hidesUsage) {
      for (const event of readAll(events)) this.format.watch(event, this.view);
      return events;
    }
    const kept = eventsOf(events).filter((bytes) => !this.isUsageOnly(bytes));
    return kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept);
  }

  private isUsageOnly(bytes: Buffer): boolean {
    const usageOnly = readAll(bytes).map((event) => this.format.watch(event, this.view));
    return usageOnly.length > 0 && usageOnly.every(Boolean);
  }
}

function readAll(bytes: Buffer) {
  const reader = new SseReader();
  return [...reader.push(bytes), ...reader.end()];
}

/** Position after the last blank line, 0 when no event is complete. */
function endOfLastEvent(bytes: Buffer): number {
  let at = bytes.lastIndexOf(lineFeed);
  while (at > 0) {
    if (isBlankLineEnd(bytes, at)) return at + 1;
    at = bytes.lastIndexOf(lineFeed, at - 1);
  }
  return 0;
}

/** Whether the line feed at `at` ends an empty line. */
function isBlankLineEnd(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1] === carriageReturn ? at - 2 : at - 1;
  return before >= 0 && bytes[before] === lineFeed;
}

function eventsOf(bytes: Buffer): Buffer[] {
  const events: Buffer[] = [];
  let start = 0;
  let at = bytes.indexOf(lineFeed);
  while (at !== -1) {
    if (isBlankLineEnd(bytes, at)) {
      events.push(bytes.subarray(start, at + 1));
      start = at + 1;
    }
    at = bytes.indexOf(lineFeed, at + 1);
  }
  if (start < bytes.length) events.push(bytes.subarray(start));
  return events;
}
