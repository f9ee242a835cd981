import { Worker } from 'node:worker_threads';

import { GatewayError, WorkerRpc } from '@codegate/kernel';

import type { EngineCacheSizes } from '../../engine/index.js';
import { FairQueue } from './fair-queue.js';
import type { MaskedParts, MaskedWhole, MaskJob } from './mask-job.js';

const mebibyte = 2 ** 20;
/** Jobs of more bytes never take the last thread, which stays free for smaller ones: a MiB takes up to a second. */
const largeBytes = mebibyte;
/** A thread that has had a job of more bytes ends soon afterwards, so that its memory is given back. */
const hugeBytes = 4 * mebibyte;
const idleAfterHugeMs = 5_000;
const idleMs = 60_000;
/** Part of the time limit that each MiB after the first adds. */
const shareOfFurtherMebibyte = 0.25;
const retryAfterMs = 1_000;
const maxHeapMb = 1_024;

export type MaskPoolOptions = {
  /** Number of worker threads. */
  readonly threads: number;
  /** Memory of the caches of each thread. */
  readonly cacheSizes: EngineCacheSizes;
  /** Time for a job of up to 1 MiB. Each further MiB adds a quarter of it. */
  readonly timeoutMs: number;
  /** Bytes of all jobs that wait or run. A single job may be larger. */
  readonly maxBytes?: number;
  /** The same for the jobs of one tenant. */
  readonly maxTenantBytes?: number;
  /** Starts a thread, see mask-worker.ts. */
  readonly startWorker?: (cacheSizes: EngineCacheSizes) => Worker;
};

/** How a job is to be treated. */
export type MaskJobOptions = {
  /** Jobs with the same text go to the same thread if it is free, which remembers what it read before. */
  readonly affinity: string;
  /** False when the client has disconnected: then the job is not started any more. */
  readonly isWanted: () => boolean;
};

type MaskResult = MaskedParts | MaskedWhole;
type Pending = MaskJobOptions & {
  readonly job: MaskJob;
  readonly bytes: number;
  readonly resolve: (result: MaskResult) => void;
  readonly reject: (error: Error) => void;
};
type Thread = {
  readonly rpc: WorkerRpc<MaskJob, MaskResult>;
  running: Pending | null;
  /** Ends the thread after its job. */
  isRetired: boolean;
  hadHugeJob: boolean;
  idleTimer: NodeJS.Timeout | undefined;
};

/**
 * Threads that anonymize large bodies, so that a megabyte of text does not delay the streams of other clients. Each
 * thread has one job at a time, and is ended when the job takes too long: then that request is refused, never sent
 * unmasked. Tenants take turns, and neither one tenant nor large bodies ever occupy the last thread.
 */
export class MaskPool {
  private readonly threads: readonly Thread[];
  private readonly queue = new FairQueue<Pending>();
  private readonly bytesByTenant = new Map<string, number>();
  private bytes = 0;
  private isClosed = false;

  constructor(private readonly options: MaskPoolOptions) {
    const { threads, cacheSizes, startWorker = startMaskWorker } = options;
    this.threads = Array.from({ length: threads }, () => ({
      rpc: new WorkerRpc(() => startWorker(cacheSizes)),
      running: null,
      isRetired: false,
      hadHugeJob: false,
      idleTimer: undefined,
    }));
  }

  /**
   * @throws GatewayError `rate_limited` when too much of the tenant waits, `upstream_overloaded` when too much of all
   *   tenants does, `guardrail_failed` when the job takes too long or its thread fails
   */
  mask(job: MaskJob, { affinity, isWanted }: MaskJobOptions): Promise<MaskResult> {
    const { tenantId, body } = job;
    const refusal = this.refusalOf(tenantId, body.length);
    if (refusal) return Promise.reject(refusal);
    this.add(tenantId, body.length);
    return new Promise((resolve, reject) => {
      const pending = { job, affinity, isWanted, bytes: body.length, resolve, reject };
      this.queue.push(`${isLarge(pending) ? 'large' : 'small'} ${tenantId}`, pending);
      this.dispatch();
    });
  }

  /** Ends the threads, running jobs first, and with them all that they remember. The next job starts a new thread. */
  async restart(): Promise<void> {
    await Promise.all(
      this.threads.map(async (thread) => {
        thread.isRetired = thread.running !== null;
        if (!thread.running) await this.end(thread);
      }),
    );
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const pending of this.queue.drain()) this.settle(pending, closedError());
    await Promise.all(this.threads.map((thread) => this.end(thread)));
  }

  private refusalOf(tenantId: string, bytes: number): Error | null {
    if (this.isClosed) return closedError();
    const { maxBytes = 128 * mebibyte, maxTenantBytes = 64 * mebibyte } = this.options;
    const ofTenant = this.bytesByTenant.get(tenantId) ?? 0;
    if (ofTenant > 0 && ofTenant + bytes > maxTenantBytes) {
      const message =
        'Too many large requests are being checked by the guardrails at the same time';
      return new GatewayError('rate_limited', message, { retryAfterMs });
    }
    if (this.bytes > 0 && this.bytes + bytes > maxBytes) {
      const message = 'The guardrails are busy with large requests';
      return new GatewayError('upstream_overloaded', message, { retryAfterMs });
    }
    return null;
  }

  /** Starts all jobs that may start. */
  private dispatch(): void {
    for (;;) {
      const idle = this.threads.filter(({ running, isRetired }) => !running && !isRetired);
      if (idle.length === 0) return;
      const pending = this.queue.take((next) => this.mayStart(next));
      if (!pending) return;
      if (!pending.isWanted()) {
        this.settle(pending, new Error('The client disconnected before its request was masked'));
        continue;
      }
      const preferred = this.threads[indexFor(pending.affinity, this.threads.length)];
      const thread = idle.find((each) => each === preferred) ?? idle[0];
      if (thread) void this.run(thread, pending);
    }
  }

  private mayStart(next: Pending): boolean {
    // A single thread cannot be kept free.
    const most = Math.max(1, this.threads.length - 1);
    const running = this.threads.flatMap((thread) => thread.running ?? []);
    const ofTenant = running.filter(({ job }) => job.tenantId === next.job.tenantId);
    return ofTenant.length < most && !(isLarge(next) && running.filter(isLarge).length >= most);
  }

  private async run(thread: Thread, pending: Pending): Promise<void> {
    clearTimeout(thread.idleTimer);
    thread.running = pending;
    thread.hadHugeJob ||= pending.bytes > hugeBytes;
    const timeoutMs = this.timeoutOf(pending.bytes);
    const state = { hasTimedOut: false };
    const timer = setTimeout(() => {
      state.hasTimedOut = true;
      void thread.rpc.close();
    }, timeoutMs);
    try {
      // A copy that is moved to the thread: the body is still needed here.
      const body = new Uint8Array(pending.job.body);
      const result = await thread.rpc.call({ ...pending.job, body }, { transfer: [body.buffer] });
      this.settle(pending, result);
    } catch (cause) {
      this.settle(pending, state.hasTimedOut ? timeoutError(timeoutMs) : threadError(cause));
    } finally {
      clearTimeout(timer);
    }
    thread.running = null;
    if (thread.isRetired) await this.end(thread);
    thread.isRetired = false;
    thread.idleTimer = setTimeout(
      () => void this.end(thread),
      thread.hadHugeJob ? idleAfterHugeMs : idleMs,
    ).unref();
    this.dispatch();
  }

  private timeoutOf(bytes: number): number {
    const further = Math.max(0, bytes / mebibyte - 1);
    return Math.round(this.options.timeoutMs * (1 + further * shareOfFurtherMebibyte));
  }

  private async end(thread: Thread): Promise<void> {
    clearTimeout(thread.idleTimer);
    thread.hadHugeJob = false;
    await thread.rpc.close();
  }

  private settle(pending: Pending, outcome: MaskResult | Error): void {
    this.add(pending.job.tenantId, -pending.bytes);
    if (outcome instanceof Error) pending.reject(outcome);
    else pending.resolve(outcome);
  }

  private add(tenantId: string, bytes: number): void {
    this.bytes += bytes;
    const sum = (this.bytesByTenant.get(tenantId) ?? 0) + bytes;
    if (sum > 0) this.bytesByTenant.set(tenantId, sum);
    else this.bytesByTenant.delete(tenantId);
  }
}

function startMaskWorker(cacheSizes: EngineCacheSizes): Worker {
  return new Worker(new URL('./mask-worker.js', import.meta.url), {
    workerData: cacheSizes,
    // Beyond it the thread ends, and not the process.
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
}

function isLarge({ bytes }: Pending): boolean {
  return bytes > largeBytes;
}

function indexFor(affinity: string, count: number): number {
  let hash = 0;
  for (let i = 0; i < affinity.length; i += 1) hash = (hash * 31 + affinity.charCodeAt(i)) | 0;
  return Math.abs(hash) % count;
}

function closedError(): Error {
  return new Error('The pool of mask threads is closed');
}

function timeoutError(timeoutMs: number): GatewayError {
  const seconds = Math.ceil(timeoutMs / 1_000);
  const message = `The guardrails could not check the request within ${seconds} s. It was not sent; send less text at once.`;
  return new GatewayError('guardrail_failed', message);
}

function threadError(cause: unknown): GatewayError {
  const message = 'The guardrails failed to check the request. It was not sent.';
  return new GatewayError('guardrail_failed', message, { cause });
}
