import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

import { WorkerRpc } from '@codegate/kernel';

type Query = { readonly statement: string; readonly parameters: readonly unknown[] };
type Rows = Record<string, unknown>[];

/** Plain text: a worker would need a file of its own otherwise, which has another name once it is compiled. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const Sqlite = require(workerData.driver);
const handle = new Sqlite(workerData.path, { readonly: true, timeout: 5000 });
parentPort.on('message', ({ id, request: { statement, parameters } }) => {
  try {
    parentPort.postMessage({ id, result: handle.prepare(statement).all(...parameters) });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error.message) });
  }
});
`;

/**
 * Runs queries over many rows on a thread with a connection of its own. SQLite works inside the calling thread: on the
 * event loop, a report of the admin API would delay every request of the proxy.
 */
export class ReaderThread {
  private readonly rpc: WorkerRpc<Query, Rows>;

  /** @param path file of the database, opened read-only */
  constructor(path: string) {
    const driver = createRequire(import.meta.url).resolve('better-sqlite3');
    this.rpc = new WorkerRpc(
      () => new Worker(program, { eval: true, workerData: { driver, path } }),
    );
  }

  /** @throws Error of SQLite, or that the thread ended; the next query starts another thread */
  query(statement: string, parameters: readonly unknown[]): Promise<Rows> {
    return this.rpc.call({ statement, parameters });
  }

  close(): Promise<void> {
    return this.rpc.close();
  }
}
