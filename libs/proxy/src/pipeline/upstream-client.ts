import type { IncomingHttpHeaders } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate, type Zlib } from 'node:zlib';
import type { LookupFunction } from 'node:net';
import type { Transform } from 'node:stream';

import { Agent, type Dispatcher } from 'undici';

import type { ClientAbort } from './client-abort.js';

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

/** Who takes the body of an answer. Exactly one of `end` and `fail` is called, once. */
export type BodySink = {
  data(chunk: Buffer): void;
  end(): void;
  fail(error: Error): void;
};

/** Why a request was given up that nobody waits for any more. */
export class ClientDisconnectedError extends Error {
  override readonly name = 'AbortError';

  /** @param wasSent whether the provider has begun to hear the request */
  constructor(readonly wasSent: boolean) {
    super('the caller went away');
  }
}

/** Bytes that wait for a sink before the connection is told to stop reading. */
const maxWaitingBytes = 256 * 1024;
/** Idle connections are given up before common load balancers do it, so that none dies under a request. */
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
   * Sends a request; resolves when the head of the answer is there.
   *
   * @param departure ends the request and the answer when the caller leaves
   * @throws whatever went wrong on the way: connection, timeout, abort
   */
  send(request: UpstreamRequest, departure: ClientAbort): Promise<UpstreamAnswer> {
    return new Promise((resolve, reject) => {
      const answer = new UpstreamAnswer(resolve, reject, departure);
      this.agent.dispatch(request, answer);
    });
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** An answer whose head has come; its body flows into a sink, and waits when there is none yet. */
export class UpstreamAnswer implements Dispatcher.DispatchHandler {
  status = 0;
  headers: IncomingHttpHeaders = {};
  private controller: Dispatcher.DispatchController | undefined;
  private sink: BodySink | undefined;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private outcome: Error | 'ended' | undefined;

  constructor(
    private readonly headArrived: (answer: UpstreamAnswer) => void,
    private readonly headFailed: (error: Error) => void,
    private readonly departure: ClientAbort,
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

  /** Gives the answer up; the connection is closed unless it has ended already. */
  discard(): void {
    if (this.outcome === undefined) this.controller?.abort(new Error('answer discarded'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.departure.aborted) controller.abort(new ClientDisconnectedError(false));
    else this.departure.onAbort(() => this.abort());
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

  /** Undoes content encodings, the last one applied first. We ask for none, but some servers encode all the same. */
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
