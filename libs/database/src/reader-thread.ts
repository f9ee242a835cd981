import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Plain text because a worker needs a file of its own otherwise, and that has another name once compiled. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const Sqlite = require(workerData.driver);
const handle = new Sqlite(workerData.path, { readonly: true, timeout: 5000 });
parentPort.on('message', ({ id, statement, parameters }) => {
  try {
    parentPort.postMessage({ id, rows: handle.prepare(statement).all(...parameters) });
  } catch (error) {
    parentPort.postMessage({ id, failure: String(error.message) });
  }
});
`;

type Answer = { id: number; rows?: Record<string, unknown>[]; failure?: string };
type Waiting = {
  resolve: (rows: Record<string, unknown>[]) => void;
  reject: (error: Error) => void;
};

/**
 * Runs queries over many rows on a connection and a thread of their own: SQLite works inside the calling thread,
 * where every request of the proxy would wait for an admin's report.
 */
export class ReaderThread {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(private readonly path: string) {}

  async query(
    statement: string,
    parameters: readonly unknown[],
  ): Promise<Record<string, unknown>[]> {
    this.worker ??= this.start();
    const { worker } = this;
    this.lastId += 1;
    const id = this.lastId;
    return await new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, statement, parameters });
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const driver = createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(program, { eval: true, workerData: { driver, path: this.path } });
    worker.unref();
    worker.on('message', ({ id, rows, failure }: Answer) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (rows) waiting?.resolve(rows);
      else waiting?.reject(new Error(failure));
    });
    worker.on('error', (error: Error) => this.giveUp(error));
    worker.on('exit', () => this.giveUp(new Error('The reading thread has ended')));
    return worker;
  }

  /** The next query starts another thread. */
  private giveUp(error: Error): void {
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
