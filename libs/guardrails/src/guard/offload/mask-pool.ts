import { Worker } from 'node:worker_threads';

import { WorkerRpc } from '@codegate/kernel';

import type { EngineCacheSizes } from '../../engine/index.js';
import type { MaskedParts, MaskJob } from './mask-job.js';

/** Bytes of bodies that wait for one thread. A single body may be larger. */
const maxPendingBytes = 64 * 2 ** 20;

/**
 * Threads that anonymize large bodies, so that a megabyte of text does not delay the streams of other clients. All
 * requests of a conversation go to the same thread, which remembers the earlier ones. A thread starts when it is first
 * needed.
 */
export class MaskPool {
  private readonly threads: readonly WorkerRpc<MaskJob, MaskedParts>[];
  private isClosed = false;

  /** @param cacheSizes memory of each thread */
  constructor(size: number, cacheSizes: EngineCacheSizes) {
    const file = new URL('./mask-worker.js', import.meta.url);
    this.threads = Array.from(
      { length: size },
      () => new WorkerRpc(() => new Worker(file, { workerData: cacheSizes }), maxPendingBytes),
    );
  }

  /**
   * @param affinity jobs with the same text go to the same thread
   * @throws GatewayError `rate_limited` when too many bytes wait for the thread
   * @throws Error when the thread fails: then the caller has to anonymize the body itself
   */
  mask(job: MaskJob, affinity: string): Promise<MaskedParts> {
    if (this.isClosed) return Promise.reject(new Error('The pool of mask threads is closed'));
    // A copy that is moved to the thread: the body is still needed here.
    const body = new Uint8Array(job.body);
    const options = { transfer: [body.buffer], bytes: body.length };
    return this.threadOf(affinity).call({ ...job, body }, options);
  }

  /** Ends the threads, and with them all that they remember. The next job starts a new thread. */
  async restart(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.restart();
  }

  private threadOf(affinity: string): WorkerRpc<MaskJob, MaskedParts> {
    let hash = 0;
    for (let i = 0; i < affinity.length; i += 1) hash = (hash * 31 + affinity.charCodeAt(i)) | 0;
    const thread = this.threads[Math.abs(hash) % this.threads.length];
    if (!thread) throw new Error('A pool needs at least one thread');
    return thread;
  }
}
