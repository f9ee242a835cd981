import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

import { GatewayError } from '@codegate/kernel';
import { commentPing, errorHeaders, formatOf, type WireError } from '@codegate/protocol';

import type { Call } from '../call.js';
import { endUnread, mustClose } from '../receive/end-unread.js';
import { ReadTimeout } from './read-timeout.js';

type Headers = Record<string, string>;

/** Browsers take a response as what its content type says, never as a page. */
export const noSniff = { 'x-content-type-options': 'nosniff' } as const;

const streamHeaders: Headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** A large response is written in pieces, so that it is seen whether the client reads it. */
const pieceBytes = 256 * 1024;

/** Headers of an upstream's response that are passed on. */
const passedOn = ['retry-after', 'retry-after-ms', 'x-should-retry'] as const;
/** All that API routes send. An upstream cannot make the gateway serve a page under its own origin. */
const apiContent = /^(?:application\/json|text\/event-stream)\b/i;

/**
 * The response to the client: headers once, errors in the client's dialect, pings in silence. The headers of a stream
 * go out with its first bytes, or after a while of silence, so that proxies in between do not time out.
 */
export class Reply {
  private readonly response: ServerResponse;
  private readonly readTimeout: ReadTimeout;
  private commitTimer: NodeJS.Timeout | undefined;
  private pingTimer: NodeJS.Timeout | undefined;
  private headers: Headers;
  private lastByteAtMs = 0;
  /** Whether a ping would not split an event at this moment. */
  isBetweenEvents: () => boolean = () => true;
  private hasContent = false;
  /** Time until the first byte of the response; null before that. */
  firstByteMs: number | null = null;

  constructor(
    private readonly call: Call,
    private readonly pingMs: number,
    readTimeoutMs: number,
    /** Logs an exception of a timer or an event of the socket, which no promise waits for. */
    private readonly log: (error: unknown) => void,
  ) {
    this.response = call.response;
    this.readTimeout = new ReadTimeout(call.response, readTimeoutMs);
    this.headers = requestIdHeaders(call);
  }

  get hasStarted(): boolean {
    return this.response.headersSent;
  }

  /** Headers of the response, whatever it will be. */
  addHeaders(headers: Headers): void {
    Object.assign(this.headers, headers);
  }

  /** Sends the headers of a stream that has not begun by then. */
  commitStreamAfter(ms: number): void {
    this.commitTimer = setTimeout(() => this.run(() => this.startStream()), ms);
  }

  startStream(): void {
    clearTimeout(this.commitTimer);
    if (this.hasStarted) return;
    this.response.writeHead(200, { ...streamHeaders, ...this.headers });
    this.response.flushHeaders();
    this.lastByteAtMs = Date.now();
    const checkMs = Math.max(20, this.pingMs / 4);
    this.pingTimer = setInterval(() => this.run(() => this.ping()), checkMs);
  }

  /** Returns false when the client reads more slowly than is written. */
  write(bytes: Buffer): boolean {
    this.startStream();
    this.noteFirstByte();
    this.hasContent = true;
    this.lastByteAtMs = Date.now();
    if (this.response.write(bytes)) return true;
    this.readTimeout.watch();
    return false;
  }

  onDrain(resume: () => void): void {
    this.response.once('drain', () => this.run(resume));
  }

  /** Ends a stream. */
  end(): void {
    this.stopTimers();
    this.response.end();
    this.readTimeout.watch();
  }

  /**
   * A whole response.
   *
   * @returns resolves when the client has read a large one, or has disconnected
   */
  send(status: number, upstream: IncomingHttpHeaders, body: Buffer): Promise<void> | undefined {
    this.stopTimers();
    this.noteFirstByte();
    if (this.hasStarted) {
      // The headers of a stream are out already, so the body has to do.
      return this.finish(body);
    }
    const headers: Headers = { ...this.headers, 'content-length': String(body.length) };
    for (const name of passedOn) {
      const value = upstream[name];
      if (typeof value === 'string') headers[name] = value;
    }
    const type = upstream['content-type'] ?? '';
    headers['content-type'] = apiContent.test(type) ? type : 'application/json';
    this.response.writeHead(status, headers);
    return this.finish(body);
  }

  /** An error in the client's dialect: a response with its status, or the last event of a stream. */
  fail(error: GatewayError, responseId?: string): WireError {
    const wire = formatOf(this.call.dialect).errors.toWireError(error);
    this.failWith(wire, responseId);
    return wire;
  }

  failWith(wire: WireError, responseId?: string): void {
    this.stopTimers();
    if (this.response.destroyed) return;
    if (this.hasStarted) {
      // Inside a very long event the error would become part of it, so that event is ended first.
      if (!this.isBetweenEvents()) this.response.write('\n\n');
      const { errors } = formatOf(this.call.dialect);
      this.response.end(errors.writeEvent(wire, this.call.id, responseId));
      this.readTimeout.watch();
      return;
    }
    const body = Buffer.from(formatOf(this.call.dialect).errors.writeBody(wire, this.call.id));
    const isUnread = mustClose(this.call.request, wire.status);
    this.response.writeHead(wire.status, {
      'content-type': 'application/json',
      'content-length': String(body.length),
      ...(isUnread ? { connection: 'close' } : {}),
      ...this.headers,
      ...errorHeaders(wire),
    });
    if (isUnread) endUnread(this.call.request, this.response, body);
    else this.response.end(body);
    this.readTimeout.watch();
  }

  /** Closes the connection, so that a client never waits for a response that nothing will end. */
  destroy(): void {
    this.stopTimers();
    this.response.destroy();
  }

  stopTimers(): void {
    clearTimeout(this.commitTimer);
    clearInterval(this.pingTimer);
  }

  /** Ends the response with the bytes. */
  private finish(body: Buffer): Promise<void> | undefined {
    if (body.length > pieceBytes) return this.writePieces(body);
    this.response.end(body);
    this.readTimeout.watch();
    return undefined;
  }

  private async writePieces(body: Buffer): Promise<void> {
    for (let from = 0; from < body.length && !this.response.destroyed; from += pieceBytes) {
      this.response.write(body.subarray(from, from + pieceBytes));
      await new Promise<void>((resolve) => this.readTimeout.watch(resolve));
    }
    this.response.end();
  }

  /** Runs what timers and the socket call. An exception ends this response only. */
  private run(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.log(error);
      this.destroy();
    }
  }

  private ping(): void {
    if (Date.now() - this.lastByteAtMs < this.pingMs || !this.isBetweenEvents()) return;
    this.lastByteAtMs = Date.now();
    // Before the first content only a comment is safe.
    this.response.write(this.hasContent ? formatOf(this.call.dialect).stream.ping : commentPing);
  }

  private noteFirstByte(): void {
    this.firstByteMs ??= Date.now() - this.call.receivedAtMs;
  }
}

function requestIdHeaders({ id, dialect }: Call): Headers {
  const { requestIdHeader } = formatOf(dialect).headers;
  const headers: Headers = { 'x-request-id': id, ...noSniff };
  if (requestIdHeader !== null) headers[requestIdHeader] = id;
  return headers;
}
