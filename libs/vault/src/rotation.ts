import { join } from 'node:path';

import { moveKeyFile, readKeyFile, removeKeyFile, replaceKeyFile } from './key-file.js';
import { accountKeyFile } from './key-sources.js';

/**
 * Returns the text to store instead of a stored secret: the same text when it is already encrypted with the current
 * key, null when no known key decrypts it.
 */
export type ConvertSecret = (stored: string) => string | null;

export type RotationResult = {
  /** Secrets that were re-encrypted with the current key. */
  readonly reEncrypted: number;
  /** Secrets that no known key decrypts; they stay unchanged. */
  readonly failed: number;
};

/** Replaces every stored secret by the result of `convert`, in one transaction. */
export type ReencryptRows = (convert: ConvertSecret) => Promise<RotationResult>;

/**
 * The key files of a rotation. `.account-key` always exists and holds the key that encrypts new secrets;
 * `.account-key.old` exists from before the switch until no stored secret needs it.
 */
export class RotationFiles {
  private readonly current: string;
  private readonly next: string;
  private readonly old: string;

  constructor(dataDir: string) {
    this.current = join(dataDir, accountKeyFile);
    this.next = `${this.current}.new`;
    this.old = `${this.current}.old`;
  }

  /**
   * The old key of an unfinished rotation; null when there is none. Removes the files of a rotation that never
   * switched.
   */
  readOldKey(currentKey: Buffer): Buffer | null {
    removeKeyFile(this.next);
    const oldKey = readKeyFile(this.old);
    if (!oldKey?.equals(currentKey)) return oldKey;
    removeKeyFile(this.old);
    return null;
  }

  /** Makes `newKey` current and saves `oldKey` beside it. Both are on disk before the switch, which is one rename. */
  switchTo(newKey: Buffer, oldKey: Buffer): void {
    replaceKeyFile(this.next, newKey);
    replaceKeyFile(this.old, oldKey);
    moveKeyFile(this.next, this.current);
  }

  forgetOldKey(): void {
    removeKeyFile(this.old);
  }
}
