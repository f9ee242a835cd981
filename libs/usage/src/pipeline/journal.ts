import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';

import { isJsonObject, tryParseJson, type JsonObject } from '@codegate/kernel';

const filePattern = /^ledger-(\d+)-[ab]\.jsonl$/;

/**
 * An append-only file that outlives a killed process: lines are in the kernel's hands when `append` returns.
 * Two files alternate: while the lines of one are being committed to the database, new lines go to the other.
 */
export class Journal {
  private readonly paths: readonly [string, string];
  private readonly descriptors: readonly [number, number];
  private current: 0 | 1 = 0;

  /** @param directory created when missing, mode 0700: request bodies may be in it */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.paths = [
      join(directory, `ledger-${process.pid}-a.jsonl`),
      join(directory, `ledger-${process.pid}-b.jsonl`),
    ];
    this.descriptors = [openSync(this.paths[0], 'a', 0o600), openSync(this.paths[1], 'a', 0o600)];
  }

  /** @param lines each with its line end */
  append(lines: string): void {
    appendFileSync(this.descriptors[this.current], lines);
  }

  /** Directs new lines to the other file and returns a function that forgets the lines written so far. */
  rotate(): () => void {
    const filled = this.current;
    this.current = filled === 0 ? 1 : 0;
    return () => ftruncateSync(this.descriptors[filled], 0);
  }

  /** Removes the files; everything in them must have been committed. */
  close(): void {
    for (const descriptor of this.descriptors) closeSync(descriptor);
    for (const path of this.paths) unlinkSync(path);
  }
}

/**
 * Lines left behind by processes that are gone. Call before the own journal is opened.
 *
 * @returns the parsed lines, and a function that deletes the files once the lines are committed
 */
export function readAbandonedJournals(directory: string): {
  entries: JsonObject[];
  discard: () => void;
} {
  const paths = abandonedFiles(directory);
  const entries = paths.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      // The last line may be half written: the client of that request had not received its answer.
      .map((line) => (line === '' ? undefined : tryParseJson(line)))
      .filter(isJsonObject),
  );
  return { entries, discard: () => paths.forEach((path) => unlinkSync(path)) };
}

function abandonedFiles(directory: string): string[] {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    // The directory does not exist before the first start.
    return [];
  }
  return names
    .filter((name) => {
      const pid = Number(filePattern.exec(name)?.[1] ?? Number.NaN);
      return !Number.isNaN(pid) && (pid === process.pid || !isRunning(pid));
    })
    .map((name) => join(directory, name));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
