import { appendFileSync, closeSync, ftruncateSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An append-only file that outlives a killed process: the kernel has the lines when `append` returns. Two files
 * alternate: while the lines of one are being committed to the database, new lines go to the other.
 */
export class Journal {
  private readonly paths: readonly [string, string];
  private readonly descriptors: readonly [number, number];
  private current: 0 | 1 = 0;

  /** @param folder an existing folder that no other process writes to */
  constructor(folder: string) {
    this.paths = [join(folder, 'ledger-a.jsonl'), join(folder, 'ledger-b.jsonl')];
    this.descriptors = [openSync(this.paths[0], 'a', 0o600), openSync(this.paths[1], 'a', 0o600)];
  }

  /** @param lines each with its line end */
  append(lines: string): void {
    appendFileSync(this.descriptors[this.current], lines);
  }

  /** Directs new lines to the other file and returns a function that deletes the lines written so far. */
  rotate(): () => void {
    const filled = this.current;
    this.current = filled === 0 ? 1 : 0;
    return () => ftruncateSync(this.descriptors[filled], 0);
  }

  /** Removes the files; everything in them must have been committed. */
  close(): void {
    for (const descriptor of this.descriptors) closeSync(descriptor);
    for (const path of this.paths) rmSync(path, { force: true });
  }
}
