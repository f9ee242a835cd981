import { join } from 'node:path';

import { moveKeyFile, readKeyFile, removeKeyFile, replaceKeyFile } from './key-file.js';
import { accountKeyFile } from './key-sources.js';

/**
 * Gives the text to store instead of a stored secret: the same text when it is under the current key already,
 * null when no known key reads it.
 */
export type ConvertSecret = (stored: string) => string | null;

export type RotationResult = {
  /** Secrets whose text has changed: they are under the current key now. */
  readonly reEncrypted: number;
  /** Secrets no known key reads; their text is unchanged. */
  readonly failed: number;
};

/** Passes every stored secret through `convert` and stores what it gives, in one transaction. */
export type ReencryptRows = (convert: ConvertSecret) => Promise<RotationResult>;

/**
 * The key files of a rotation. `.account-key` exists at every instant and is the key new secrets are written
 * with; `.account-key.old` exists from before the switch until no stored secret needs it any more.
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

  /** The key before an unfinished rotation; null when there is none. Tidies up after one that never switched. */
  readOldKey(currentKey: Buffer): Buffer | null {
    removeKeyFile(this.next);
    const oldKey = readKeyFile(this.old);
    if (!oldKey?.equals(currentKey)) return oldKey;
    removeKeyFile(this.old);
    return null;
  }

  /** Makes `newKey` current and keeps `oldKey` beside it; both are on disk before the switch, which is one rename. */
  switchTo(newKey: Buffer, oldKey: Buffer): void {
    replaceKeyFile(this.next, newKey);
    replaceKeyFile(this.old, oldKey);
    moveKeyFile(this.next, this.current);
  }

  forgetOldKey(): void {
    removeKeyFile(this.old);
  }
}
