import type { MessagePort, Transferable, Worker } from 'node:worker_threads';

import { GatewayError } from './errors.js';

/** What the worker receives. */
export type WorkerCall<Request> = { readonly id: number; readonly request: Request };
/** What the worker sends back for a call. */
export type WorkerReply<Result> = { readonly id: number } & (
  { readonly result: Result } | { readonly error: string }
);

type Pending<Result> = {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
  readonly bytes: number;
};
type Connection<Result> = {
  readonly worker: Worker;
  readonly pending: Map<number, Pending<Result>>;
};

/**
 * Calls to one worker thread. The thread starts with the first call and keeps the process alive only while a call is pending. When it ends,
 * all its pending calls are rejected, and the next call starts another thread.
 */
export class WorkerRpc<Request, Result> {
  private connection: Connection<Result> | null = null;
  private pendingBytes = 0;
  private lastId = 0;

  /**
   * @param startWorker starts a thread that answers each WorkerCall with a WorkerReply, see `answerCalls`
   * @param maxPendingBytes bytes of all pending calls together; a single call may be larger
   */
  constructor(
    private readonly startWorker: () => Worker,
    private readonly maxPendingBytes = Infinity,
  ) {}

  /**
   * @param transfer buffers that are moved to the thread instead of copied
   * @param bytes size of the request, counted while the call is pending
   * @throws GatewayError `rate_limited` when too many bytes are pending
   * @throws Error the worker's error, or that the thread ended before it answered
   */
  call(
    request: Request,
    { transfer = [], bytes = 0 }: { transfer?: Transferable[]; bytes?: number } = {},
  ): Promise<Result> {
    const { worker, pending } = (this.connection ??= this.connect());
    if (pending.size > 0 && this.pendingBytes + bytes > this.maxPendingBytes) {
      const message = 'Too many large requests are being processed at the same time';
      return Promise.reject(new GatewayError('rate_limited', message, { retryAfterMs: 1_000 }));
    }
    const id = (this.lastId += 1);
    // A process that waits for an answer must not end, as when it reads the ledger at its start.
    worker.ref();
    return new Promise((resolve, reject) => {
      // A thread that owes a result keeps the process alive, an idle one does not.
      worker.ref();
      pending.set(id, { resolve, reject, bytes });
      this.pendingBytes += bytes;
      worker.postMessage({ id, request } satisfies WorkerCall<Request>, transfer);
    });
  }

  /** Ends the thread and rejects its pending calls. */
  async close(): Promise<void> {
    const { connection } = this;
    this.connection = null;
    await connection?.worker.terminate();
  }

  private connect(): Connection<Result> {
    const worker = this.startWorker();
    const pending = new Map<number, Pending<Result>>();
    const connection = { worker, pending };
    worker.on('message', (reply: WorkerReply<Result>) => {
      const call = pending.get(reply.id);
      if (!call) return;
      pending.delete(reply.id);
      if (pending.size === 0) worker.unref();
      this.pendingBytes -= call.bytes;
      if ('result' in reply) call.resolve(reply.result);
      else call.reject(new Error(reply.error));
    });
    const fail = (error: Error): void => {
      if (this.connection === connection) this.connection = null;
      for (const { reject, bytes } of pending.values()) {
        this.pendingBytes -= bytes;
        reject(error);
      }
      pending.clear();
    };
    worker.on('error', fail);
    worker.on('exit', () => {
      fail(new Error('The worker thread has ended'));
    });
    return connection;
  }
}

/**
 * Answers the calls of a WorkerRpc, one after the other; to be used in the thread.
 *
 * @param toMessage the text of an error that the caller gets
 */
export function answerCalls(
  port: MessagePort,
  handle: (request: unknown) => unknown,
  toMessage: (error: unknown) => string,
): void {
  port.on('message', ({ id, request }: WorkerCall<unknown>) => {
    let reply: WorkerReply<unknown>;
    try {
      reply = { id, result: handle(request) };
    } catch (error) {
      reply = { id, error: toMessage(error) };
    }
    port.postMessage(reply);
  });
}
