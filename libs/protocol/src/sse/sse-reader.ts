import { GatewayError } from '@codegate/kernel';

/** One server-sent event. `event` is absent when the stream did not name it. */
export type SseEvent = { event?: string; data: string };

/** `response.completed` repeats the whole response, images included. */
const maxEventChars = 16 * 1024 * 1024;
const lineFeed = 10;
const carriageReturn = 13;
const colon = 58;
const space = 32;

/**
 * Reads a stream of server-sent events (WHATWG HTML §9.2) from chunks cut anywhere, also inside a UTF-8
 * sequence or between CR and LF. Every character is searched once, so a line of many megabytes in
 * small chunks costs linear time.
 */
export class SseReader {
  // Strips a BOM at the start of the stream, as the standard wants.
  private readonly decoder = new TextDecoder('utf-8');
  /** The start of a line whose end has not come yet. */
  private pending = '';
  private skipLineFeed = false;
  private event = '';
  private dataLines: string[] = [];
  private dataChars = 0;

  /** @param limitChars Longest event accepted, so that a broken upstream cannot take all memory. */
  constructor(private readonly limitChars = maxEventChars) {}

  push(chunk: Uint8Array): SseEvent[] {
    return this.readText(this.decoder.decode(chunk, { stream: true }));
  }

  /** Whatever is left when the body has ended; an event without its blank line counts. */
  end(): SseEvent[] {
    const events = this.readText(this.decoder.decode());
    if (this.pending !== '') {
      const line = this.pending;
      this.pending = '';
      this.readLine(line, events);
    }
    this.dispatch(events);
    return events;
  }

  private readText(text: string): SseEvent[] {
    const events: SseEvent[] = [];
    let start = 0;
    if (this.skipLineFeed && text.length > 0) {
      this.skipLineFeed = false;
      if (text.charCodeAt(0) === lineFeed) start = 1;
    }
    let nextCr = text.indexOf('\r', start);
    let nextLf = text.indexOf('\n', start);
    while (nextCr !== -1 || nextLf !== -1) {
      const end = nextCr === -1 || (nextLf !== -1 && nextLf < nextCr) ? nextLf : nextCr;
      this.readLine(this.completeLine(text.slice(start, end)), events);
      start = this.afterLineEnd(text, end);
      if (nextCr !== -1 && nextCr < start) nextCr = text.indexOf('\r', start);
      if (nextLf !== -1 && nextLf < start) nextLf = text.indexOf('\n', start);
    }
    if (start < text.length) {
      this.pending += text.slice(start);
      this.checkSize(this.pending.length);
    }
    return events;
  }

  private completeLine(rest: string): string {
    if (this.pending === '') return rest;
    const line = this.pending + rest;
    this.pending = '';
    return line;
  }

  private afterLineEnd(text: string, end: number): number {
    if (text.charCodeAt(end) !== carriageReturn) return end + 1;
    if (end + 1 === text.length) {
      this.skipLineFeed = true;
      return end + 1;
    }
    return text.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1;
  }

  private readLine(line: string, events: SseEvent[]): void {
    if (line === '') {
      this.dispatch(events);
    } else if (line.startsWith('data') && (line.length === 4 || line.charCodeAt(4) === colon)) {
      const data = valueOf(line, 4);
      this.dataChars += data.length;
      this.checkSize(this.dataChars);
      this.dataLines.push(data);
    } else if (line.startsWith('event') && (line.length === 5 || line.charCodeAt(5) === colon)) {
      this.event = valueOf(line, 5);
    }
    // Comments, `id`, `retry` and unknown fields mean nothing here.
  }

  private dispatch(events: SseEvent[]): void {
    const lines = this.dataLines;
    if (lines.length > 0) {
      const data = lines.length === 1 ? (lines[0] ?? '') : lines.join('\n');
      events.push(this.event === '' ? { data } : { event: this.event, data });
      this.dataLines = [];
      this.dataChars = 0;
    }
    this.event = '';
  }

  private checkSize(chars: number): void {
    if (chars <= this.limitChars) return;
    throw new GatewayError('upstream_rejected', 'The upstream sent an event that is too long');
  }
}

function valueOf(line: string, nameLength: number): string {
  const start = nameLength + 1;
  return line.slice(line.charCodeAt(start) === space ? start + 1 : start);
}
