import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

import { GatewayError, randomHex } from '@codegate/kernel';

const keyForm = /^[0-9a-f]{64}$/i;

/**
 * The key in a file of 64 hexadecimal digits; null when there is no file.
 *
 * @throws GatewayError `internal` for anything else: a key that is there but unusable must be looked at by a
 * person, because a new one would make every stored secret unreadable
 */
export function readKeyFile(path: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new GatewayError('internal', `The key file ${path} cannot be read`, { cause: error });
  }
  if (!keyForm.test(text)) {
    throw new GatewayError(
      'internal',
      `The key file ${path} does not hold 64 hexadecimal digits; restore it from a backup, or move it away to start with a new key`,
    );
  }
  return Buffer.from(text, 'hex');
}

/** Changes whenever the file is replaced; null when there is none. */
export function versionOf(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.mtimeMs}` : null;
}

/** Puts the key in place, whatever was there; a crash leaves the old file or the new one, never a part. */
export function replaceKeyFile(path: string, key: Buffer): void {
  const temporary = writeTemporary(path, key);
  renameSync(temporary, path);
  syncDirectory(path);
}

/**
 * Creates the file unless it exists. Of several processes that do this at once, one wins and all go on with
 * its key.
 *
 * @returns the key that is in the file, and whether it is the one given
 */
export function createKeyFile(path: string, key: Buffer): { key: Buffer; created: boolean } {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = writeTemporary(path, key);
  try {
    // Unlike rename, link never replaces a file another process has put there meanwhile.
    linkOrCopy(temporary, path);
    syncDirectory(path);
    return { key, created: true };
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return { key: readKeyFile(path) ?? key, created: false };
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Renames over `to` and makes the change durable. */
export function moveKeyFile(from: string, to: string): void {
  renameSync(from, to);
  syncDirectory(to);
}

export function removeKeyFile(path: string): void {
  rmSync(path, { force: true });
  syncDirectory(path);
}

function writeTemporary(path: string, key: Buffer): string {
  const temporary = `${path}.${randomHex(6)}.tmp`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(file, key.toString('hex'));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return temporary;
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    // Some mounted volumes have no hard links.
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    chmodSync(to, 0o600);
  }
}

/** A rename is durable once its directory is written. */
function syncDirectory(path: string): void {
  const directory = openSync(dirname(path), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
