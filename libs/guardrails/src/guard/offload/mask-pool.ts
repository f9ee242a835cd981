import { Worker } from 'node:worker_threads';

import type { MaskAnswer, MaskedParts, MaskJob } from './mask-job.js';

type Waiting = { resolve: (masked: MaskedParts) => void; reject: (error: Error) => void };
type Lane = { worker: Worker; waiting: Map<number, Waiting> };

/**
 * Threads that anonymize large bodies, so that a megabyte of text does not hold up everybody's streams. A
 * conversation always goes to the same thread, which remembers its earlier turns. Threads start when they are first
 * needed.
 */
export class MaskPool {
  private readonly lanes: (Lane | undefined)[];
  private nextId = 0;
  private isClosed = false;

  constructor(size: number) {
    this.lanes = Array.from({ length: size }, () => undefined);
  }

  /**
   * @param affinity jobs with the same text go to the same thread
   * @throws when the thread fails; the caller does the work itself then
   */
  mask(job: Omit<MaskJob, 'id'>, affinity: string): Promise<MaskedParts> {
    if (this.isClosed) return Promise.reject(new Error('the pool is closed'));
    const lane = this.laneFor(affinity);
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      lane.waiting.set(id, { resolve, reject });
      // A copy, because the body is still needed here; handed over, because copying twice takes time.
      const body = new Uint8Array(job.body);
      lane.worker.postMessage({ ...job, body, id } satisfies MaskJob, [body.buffer]);
    });
  }

  /** Ends the threads, and with them what they remember; new ones start when they are needed. */
  async forget(): Promise<void> {
    const ended = this.lanes.flatMap((lane) => (lane ? [lane.worker.terminate()] : []));
    this.lanes.fill(undefined);
    await Promise.all(ended);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.forget();
  }

  private laneFor(affinity: string): Lane {
    let hash = 0;
    for (let i = 0; i < affinity.length; i += 1) hash = (hash * 31 + affinity.charCodeAt(i)) | 0;
    const index = Math.abs(hash) % this.lanes.length;
    return this.lanes[index] ?? this.open(index);
  }

  private open(index: number): Lane {
    const worker = new Worker(new URL('./mask-worker.js', import.meta.url));
    const lane: Lane = { worker, waiting: new Map() };
    this.lanes[index] = lane;
    worker.unref();
    worker.on('message', (answer: MaskAnswer) => {
      const waiting = lane.waiting.get(answer.id);
      lane.waiting.delete(answer.id);
      if ('parts' in answer) waiting?.resolve(answer.parts);
      else waiting?.reject(new Error(answer.error));
    });
    const fail = (): void => {
      if (this.lanes[index] === lane) this.lanes[index] = undefined;
      for (const { reject } of lane.waiting.values()) reject(new Error('the thread ended'));
      lane.waiting.clear();
    };
    worker.on('error', fail);
    worker.on('exit', fail);
    return lane;
  }
}
