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
 * Reads the key from a file of 64 hexadecimal digits; null when there is no file.
 *
 * @throws GatewayError `internal` for any other content: creating a new key would make every stored secret
 * unreadable, so an operator has to decide
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

/** Writes the key, replacing any existing file. A crash leaves the old or the new file, never a partial one. */
export function replaceKeyFile(path: string, key: Buffer): void {
  const temporary = writeTemporary(path, key);
  renameSync(temporary, path);
  syncDirectory(path);
}

/**
 * Creates the file unless it exists. When several processes do this at once, all use the key of the first one.
 *
 * @returns the key in the file, and whether it is the given one
 */
export function createKeyFile(path: string, key: Buffer): { key: Buffer; created: boolean } {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = writeTemporary(path, key);
  try {
    // Unlike rename, link never replaces a file that another process has created meanwhile.
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

/** Renames over `to` and syncs the directory. */
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
    // Some mounted volumes do not support hard links.
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
