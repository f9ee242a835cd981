import type { IncomingHttpHeaders } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate, type Zlib } from 'node:zlib';
import type { LookupFunction } from 'node:net';
import type { Transform } from 'node:stream';

import { Agent, type Dispatcher } from 'undici';

import { ClientDisconnectedError, type ClientAbort } from '../client-abort.js';

export type UpstreamRequest = {
  origin: string;
  path: string;
  method: 'POST' | 'GET';
  headers: Record<string, string>;
  body: Buffer | null;
};

export type UpstreamTimeouts = {
  connectMs: number;
  /** Until the status line. */
  firstByteMs: number;
  /** Between two pieces of the body. */
  idleMs: number;
};

/** How names become addresses; one that refuses private addresses where those are not permitted. */
export type Lookup = LookupFunction | undefined;

/** Takes the body of a response. Exactly one of `end` and `fail` is called, once. */
export type BodySink = {
  data(chunk: Buffer): void;
  end(): void;
  fail(error: Error): void;
};

/** Bytes that may wait for a sink before the connection is paused. */
const maxWaitingBytes = 256 * 1024;
/** Idle connections are closed before common load balancers do it, so that none is closed under a request. */
const keepAliveMs = 10_000;

/** One pooled HTTP client for all upstreams. */
export class UpstreamClient {
  private readonly agent: Agent;

  constructor(timeouts: UpstreamTimeouts, lookup?: Lookup) {
    this.agent = new Agent({
      connect: { timeout: timeouts.connectMs, ...(lookup ? { lookup } : {}) },
      headersTimeout: timeouts.firstByteMs,
      bodyTimeout: timeouts.idleMs,
      keepAliveTimeout: keepAliveMs,
      pipelining: 1,
    });
  }

  /**
   * Sends a request; resolves when the head of the response has come.
   *
   * @param clientAbort cancels the request and the response when the client disconnects
   * @throws what failed on the way: connection, timeout, ClientDisconnectedError
   */
  send(request: UpstreamRequest, clientAbort: ClientAbort): Promise<UpstreamResponse> {
    return new Promise((resolve, reject) => {
      this.agent.dispatch(request, new UpstreamResponse(resolve, reject, clientAbort));
    });
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** A response of an upstream; its body flows into a sink, and waits while there is none. */
export class UpstreamResponse implements Dispatcher.DispatchHandler {
  status = 0;
  headers: IncomingHttpHeaders = {};
  private controller: Dispatcher.DispatchController | undefined;
  private sink: BodySink | undefined;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private outcome: Error | 'ended' | undefined;

  constructor(
    private readonly headArrived: (response: UpstreamResponse) => void,
    private readonly headFailed: (error: Error) => void,
    private readonly clientAbort: ClientAbort,
  ) {}

  /** Lets the body flow into the sink, what has come so far first. */
  readInto(sink: BodySink): void {
    const decoded = this.decodeInto(sink);
    for (const chunk of this.waiting) decoded.data(chunk);
    this.waiting = [];
    this.sink = decoded;
    if (this.outcome === 'ended') decoded.end();
    else if (this.outcome) decoded.fail(this.outcome);
    else this.resume();
  }

  /** The whole body. */
  async readAll(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await new Promise<void>((resolve, reject) => {
      this.readInto({
        data: (chunk) => chunks.push(chunk),
        end: () => resolve(),
        fail: reject,
      });
    });
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  }

  pause(): void {
    if (this.outcome === undefined) this.controller?.pause();
  }

  resume(): void {
    if (this.outcome === undefined && this.controller?.paused) this.controller.resume();
  }

  /** Cancels the response; the connection is closed unless the response has ended already. */
  discard(): void {
    if (this.outcome === undefined) this.controller?.abort(new Error('response discarded'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.clientAbort.aborted) controller.abort(new ClientDisconnectedError(false));
    else this.clientAbort.onAbort(() => this.abort());
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200) return;
    this.controller = controller;
    this.status = status;
    this.headers = headers;
    this.headArrived(this);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.sink) {
      this.sink.data(chunk);
      return;
    }
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
    if (this.waitingBytes > maxWaitingBytes) controller.pause();
  }

  onResponseEnd(): void {
    this.finish('ended');
    this.sink?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.finish(error);
    if (this.status === 0) this.headFailed(error);
    else this.sink?.fail(error);
  }

  private abort(): void {
    if (this.outcome === undefined) this.controller?.abort(new ClientDisconnectedError(true));
  }

  private finish(outcome: Error | 'ended'): void {
    this.outcome = outcome;
  }

  /** Undoes content encodings, the last one applied first. None is asked for, but some servers encode all the same. */
  private decodeInto(sink: BodySink): BodySink {
    const encodings = (this.headers['content-encoding'] ?? '')
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '' && name !== 'identity');
    if (encodings.length === 0) return sink;
    const decoders: Transform[] = encodings.map(decoderFor).reverse();
    delete this.headers['content-encoding'];
    delete this.headers['content-length'];
    const [first, last] = [decoders[0], decoders.at(-1)];
    if (!first || !last) return sink;
    let failed = false;
    const fail = (error: Error): void => {
      if (failed) return;
      failed = true;
      sink.fail(error);
    };
    decoders.reduce((from, to) => from.pipe(to));
    for (const decoder of decoders) decoder.on('error', fail);
    last.on('data', (chunk: Buffer) => sink.data(chunk)).on('end', () => sink.end());
    return { data: (chunk) => first.write(chunk), end: () => first.end(), fail };
  }
}

function decoderFor(encoding: string): Transform & Zlib {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new Error(`content-encoding ${encoding} of the upstream is not supported`);
  }
}
