import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';

import { GatewayError } from '@codegate/kernel';
import { Agent, type Dispatcher } from 'undici';

import { ClientDisconnectedError, type ClientAbort } from '../client-abort.js';
import { contentEncodings } from '../unpack-ratio.js';
import type { BodySink } from './body-sink.js';
import { DecodedSink } from './decoded-sink.js';
import { isConnectionLost, ReusedSockets, type SocketUser } from './reused-sockets.js';

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

/** Bytes that may wait for a sink before the connection is paused. */
const maxWaitingBytes = 256 * 1024;
const defaultMaxResponseBytes = 64 * 1024 * 1024;
/** The framing of a stream takes several times its content. */
const streamFactor = 4;
/** Idle connections are closed before common load balancers do it, so that none is closed under a request. */
const keepAliveMs = 10_000;

/** One pooled HTTP client for all upstreams. */
export class UpstreamClient {
  private readonly agent: Agent;
  /** Makes a new connection for every request. */
  private readonly unpooled: Agent;
  private readonly sockets = new ReusedSockets();

  /** @param maxResponseBytes largest decoded response that is not a stream */
  constructor(
    timeouts: UpstreamTimeouts,
    lookup?: Lookup,
    private readonly maxResponseBytes = defaultMaxResponseBytes,
  ) {
    const options = {
      connect: { timeout: timeouts.connectMs, ...(lookup ? { lookup } : {}) },
      headersTimeout: timeouts.firstByteMs,
      bodyTimeout: timeouts.idleMs,
    };
    this.agent = new Agent({ ...options, keepAliveTimeout: keepAliveMs, pipelining: 1 });
    this.unpooled = new Agent({ ...options, pipelining: 0 });
  }

  /**
   * Sends a request; resolves when the head of the response has come. When a connection that was used before is lost
   * before that, the request is sent once more on a new one.
   *
   * @param clientAbort cancels the request and the response when the client disconnects
   * @throws what failed on the way: connection, timeout, ClientDisconnectedError
   */
  send(request: UpstreamRequest, clientAbort: ClientAbort): Promise<UpstreamResponse> {
    return new Promise((resolve, reject) => {
      const again = (): void => this.dispatch(this.unpooled, request, clientAbort, resolve, reject);
      const failed = (error: Error, onReusedSocket: boolean): void => {
        if (onReusedSocket && isConnectionLost(error) && !clientAbort.aborted) again();
        else reject(error);
      };
      this.dispatch(this.agent, request, clientAbort, resolve, failed);
    });
  }

  async close(): Promise<void> {
    this.sockets.close();
    await Promise.all([this.agent.destroy(), this.unpooled.destroy()]);
  }

  private dispatch(
    agent: Agent,
    request: UpstreamRequest,
    clientAbort: ClientAbort,
    headArrived: HeadArrived,
    headFailed: HeadFailed,
  ): void {
    const { sockets, maxResponseBytes: maxBytes } = this;
    const options = { clientAbort, sockets, maxBytes };
    agent.dispatch(request, new UpstreamResponse(headArrived, headFailed, options));
  }
}

type HeadArrived = (response: UpstreamResponse) => void;
type HeadFailed = (error: Error, onReusedSocket: boolean) => void;

/** A response of an upstream; its body flows into a sink, and waits while there is none. */
export class UpstreamResponse implements Dispatcher.DispatchHandler, SocketUser {
  status = 0;
  headers: IncomingHttpHeaders = {};
  private controller: Dispatcher.DispatchController | undefined;
  private sink: BodySink | undefined;
  private decoded: DecodedSink | undefined;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private outcome: Error | 'ended' | undefined;

  private readonly clientAbort: ClientAbort;
  private readonly sockets: ReusedSockets;
  private readonly maxBytes: number;
  private isOnReusedSocket = false;

  constructor(
    private readonly headArrived: HeadArrived,
    private readonly headFailed: HeadFailed,
    options: { clientAbort: ClientAbort; sockets: ReusedSockets; maxBytes: number },
  ) {
    this.clientAbort = options.clientAbort;
    this.sockets = options.sockets;
    this.maxBytes = options.maxBytes;
  }

  /**
   * Lets the body flow into the sink, what has come so far first.
   *
   * @param maxBytes the sink fails above it, with a GatewayError; of the decoded body
   * @throws GatewayError `upstream_rejected` for a content encoding that is not supported
   */
  readInto(sink: BodySink, maxBytes = this.maxBytes * streamFactor): void {
    const decoded = this.decodeInto(new LimitedSink(sink, maxBytes, () => this.discard()));
    for (const chunk of this.waiting) decoded.data(chunk);
    this.waiting = [];
    this.sink = decoded;
    if (this.outcome === 'ended') decoded.end();
    else if (this.outcome) decoded.fail(this.outcome);
    else this.resume();
  }

  /**
   * The whole body.
   *
   * @param grow counts the memory of the bytes before they are kept
   * @throws what broke it; GatewayError `upstream_rejected` when it is too large; what `grow` throws
   */
  async readAll(grow: (bytes: number) => void = () => undefined): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await new Promise<void>((resolve, reject) => {
      const sink = {
        data: (chunk: Buffer) => {
          try {
            grow(chunk.length);
            chunks.push(chunk);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
            this.discard();
          }
        },
        end: () => resolve(),
        fail: reject,
      };
      this.readInto(sink, this.maxBytes);
    });
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  }

  /** The beginning of the body; the rest of a longer one is not read, and its connection closed. */
  async readStart(maxBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    await new Promise<void>((resolve, reject) => {
      const data = (chunk: Buffer): void => {
        if (bytes >= maxBytes) return;
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes < maxBytes) return;
        resolve();
        this.discard();
      };
      this.readInto({ data, end: () => resolve(), fail: reject });
    });
    return Buffer.concat(chunks).subarray(0, maxBytes);
  }

  pause(): void {
    this.decoded?.pause();
    this.pauseSource();
  }

  resume(): void {
    this.decoded?.resume();
    this.resumeSource();
  }

  /** Cancels the response; the connection is closed unless the response has ended already. */
  discard(): void {
    this.decoded?.close();
    if (this.outcome === undefined) this.controller?.abort(new Error('response discarded'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    this.sockets.starts(this);
    if (this.clientAbort.aborted) controller.abort(new ClientDisconnectedError(false));
    else this.clientAbort.onAbort(() => this.abort());
  }

  usesSocketAgain(): void {
    this.isOnReusedSocket = true;
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
    if (this.status === 0) this.headFailed(error, this.isOnReusedSocket);
    else this.sink?.fail(error);
  }

  private abort(): void {
    if (this.outcome === undefined) this.controller?.abort(new ClientDisconnectedError(true));
  }

  private finish(outcome: Error | 'ended'): void {
    this.outcome = outcome;
  }

  /** Undoes content encodings. None is asked for, but some servers encode all the same. */
  private decodeInto(sink: BodySink): BodySink {
    const encodings = contentEncodings(this.headers['content-encoding'] ?? '');
    if (encodings.length === 0) return sink;
    delete this.headers['content-encoding'];
    delete this.headers['content-length'];
    this.decoded = new DecodedSink(encodings, sink, {
      pause: () => this.pauseSource(),
      resume: () => this.resumeSource(),
      stop: () => this.discard(),
    });
    return this.decoded;
  }

  private pauseSource(): void {
    if (this.outcome === undefined) this.controller?.pause();
  }

  private resumeSource(): void {
    if (this.outcome === undefined && this.controller?.paused) this.controller.resume();
  }
}

/** Counts what goes into a sink, and fails it above a limit. */
class LimitedSink implements BodySink {
  private bytes = 0;
  private hasFailed = false;

  constructor(
    private readonly sink: BodySink,
    private readonly maxBytes: number,
    private readonly stop: () => void,
  ) {}

  data(chunk: Buffer): void {
    if (this.hasFailed) return;
    this.bytes += chunk.length;
    if (this.bytes <= this.maxBytes) {
      this.sink.data(chunk);
      return;
    }
    this.hasFailed = true;
    const mib = Math.floor(this.maxBytes / (1024 * 1024));
    const message = `The response of the provider is larger than ${mib} MiB`;
    this.sink.fail(new GatewayError('upstream_rejected', message));
    this.stop();
  }

  end(): void {
    if (!this.hasFailed) this.sink.end();
  }

  fail(error: Error): void {
    if (!this.hasFailed) this.sink.fail(error);
  }
}
