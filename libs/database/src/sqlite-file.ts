import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import type SqliteHandle from 'better-sqlite3';

import type { Logger } from '@codegate/kernel';

const keptBackups = 5;
const backupPattern = /^codegate-\d{4}-\d\d-\d\dT[\d-]+Z\.db$/;

/** Creates the file, or takes an existing one out of other people's reach: SQLite's own mode is 0644. */
export function preparePrivateFile(path: string, logger: Logger): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    // The file has another owner but may be used: a shared volume.
    logger.warn({ err: error, path }, 'the database file is readable by others');
  }
}

/**
 * Copies the database, its write-ahead log included, to `backups` beside it, and keeps the last few copies.
 * They hold what the database held: on an upgrade from the original, tenant keys in clear text.
 *
 * @returns the path of the copy, mode 0600
 */
export async function backUp(handle: SqliteHandle.Database, nowMs: number): Promise<string> {
  const directory = join(dirname(handle.name), 'backups');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const stamp = new Date(nowMs).toISOString().replace(/[:.]/g, '-');
  const path = join(directory, `codegate-${stamp}.db`);
  const unfinished = `${path}.tmp`;
  closeSync(openSync(unfinished, 'w', 0o600));
  await handle.backup(unfinished);
  renameSync(unfinished, path);
  const copies = readdirSync(directory).filter((name) => backupPattern.test(name));
  for (const name of copies.sort().slice(0, -keptBackups)) {
    rmSync(join(directory, name), { force: true });
  }
  return path;
}
