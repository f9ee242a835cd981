import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { GatewayError } from '@codegate/kernel';

import { decryptText, encryptText } from './cipher.js';
import { readKeyFile, versionOf } from './key-file.js';
import {
  accountKeyFile,
  fingerprintOf,
  readAccountKey,
  type AccountKeyOptions,
  type KeySource,
} from './key-sources.js';
import { RotationFiles, type ReencryptRows, type RotationResult } from './rotation.js';

/** `secret` is null when there is none (the original stores empty text for that). */
export type Decrypted = { readonly secret: string | null } | { readonly unreadable: true };

/** A write that started before the key changed may still store a value encrypted with the old key. */
const maxPasses = 5;

/** Encrypts and decrypts stored secrets, and rotates their key. */
export class AccountVault {
  private readonly files: RotationFiles;
  private readonly keyPath: string;
  private keyVersion: string | null;
  private isRotating = false;
  private isUnfinished = false;
  /** Other keys that stored secrets may be encrypted with; only used to decrypt. */
  private olderKeys: readonly Buffer[] = [];

  private constructor(
    dataDir: string,
    private key: Buffer,
    readonly source: KeySource,
  ) {
    this.files = new RotationFiles(dataDir);
    this.keyPath = join(dataDir, accountKeyFile);
    this.keyVersion = versionOf(this.keyPath);
  }

  /** @throws GatewayError `internal` when a key file exists but is invalid */
  static open(options: AccountKeyOptions): AccountVault {
    const { key, source } = readAccountKey(options);
    const vault = new AccountVault(options.dataDir, key, source);
    if (source === 'env') {
      vault.olderKeys = fileKeyBesideEnvironment(vault.keyPath);
      return vault;
    }
    const oldKey = vault.files.readOldKey(key);
    vault.olderKeys = oldKey ? [oldKey] : [];
    vault.isUnfinished = oldKey !== null;
    return vault;
  }

  /** First 8 hexadecimal digits of the key's SHA-256; safe to show. */
  get fingerprint(): string {
    return fingerprintOf(this.key);
  }

  /** Whether an earlier rotation was interrupted. Both keys decrypt until finishRotation. */
  get pendingRotation(): boolean {
    return this.isUnfinished;
  }

  /** @throws GatewayError `invalid_request` for empty text, whose ciphertext the original cannot read */
  encrypt(secret: string): string {
    if (secret === '') throw new GatewayError('invalid_request', 'A secret cannot be empty');
    this.followKeyFile();
    return encryptText(secret, this.key);
  }

  /** As encrypt; null, undefined and empty text become null: no secret. */
  encryptOptional(secret: string | null | undefined): string | null {
    return secret ? this.encrypt(secret) : null;
  }

  tryDecrypt(stored: string | null): Decrypted {
    if (stored === null || stored === '') return { secret: null };
    let secret = this.decrypt(stored);
    if (secret === null && this.followKeyFile()) secret = this.decrypt(stored);
    return secret === null ? { unreadable: true } : { secret };
  }

  /**
   * Replaces the key and re-encrypts every secret. When this throws, or the process dies, no secret is lost: both
   * keys stay usable and finishRotation completes the rotation.
   *
   * @throws GatewayError `conflict` when the key comes from the environment, or during another rotation
   */
  async rotate(reencrypt: ReencryptRows): Promise<RotationResult> {
    if (this.source === 'env') {
      throw new GatewayError(
        'conflict',
        'The key comes from the environment (ACCOUNT_KEY or MASTER_KEY) and cannot be rotated here',
      );
    }
    return await this.exclusively(async () => {
      if (this.isUnfinished) await this.finish(reencrypt);
      const newKey = randomBytes(32);
      this.files.switchTo(newKey, this.key);
      this.olderKeys = [this.key];
      this.key = newKey;
      this.keyVersion = versionOf(this.keyPath);
      this.isUnfinished = true;
      return await this.finish(reencrypt);
    });
  }

  /** Completes a rotation that was interrupted; does nothing when there is none. */
  async finishRotation(reencrypt: ReencryptRows): Promise<RotationResult> {
    return await this.exclusively(() => this.finish(reencrypt));
  }

  private async finish(reencrypt: ReencryptRows): Promise<RotationResult> {
    if (!this.isUnfinished) return { reEncrypted: 0, failed: 0 };
    let reEncrypted = 0;
    let failed = 0;
    for (let pass = 0; pass < maxPasses; pass += 1) {
      const result = await reencrypt((stored) => this.toCurrentKey(stored));
      reEncrypted += result.reEncrypted;
      failed = result.failed;
      if (result.reEncrypted === 0) break;
    }
    // Secrets that failed are encrypted with neither key, so the old key is not needed for them.
    this.files.forgetOldKey();
    this.isUnfinished = false;
    return { reEncrypted, failed };
  }

  private decrypt(stored: string): string | null {
    for (const key of [this.key, ...this.olderKeys]) {
      const secret = decryptText(stored, key);
      if (secret !== null) return secret;
    }
    return null;
  }

  /** Reloads the key after another process has rotated it. Returns whether it had changed. */
  private followKeyFile(): boolean {
    if (this.source === 'env') return false;
    const version = versionOf(this.keyPath);
    if (version === null || version === this.keyVersion) return false;
    this.keyVersion = version;
    const key = readKeyFile(this.keyPath);
    if (!key || key.equals(this.key)) return false;
    this.olderKeys = [this.key, ...this.olderKeys];
    this.key = key;
    return true;
  }

  private toCurrentKey(stored: string): string | null {
    if (decryptText(stored, this.key) !== null) return stored;
    const secret = this.decrypt(stored);
    return secret === null ? null : encryptText(secret, this.key);
  }

  private async exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.isRotating) throw new GatewayError('conflict', 'The key is being rotated already');
    this.isRotating = true;
    try {
      return await work();
    } finally {
      this.isRotating = false;
    }
  }
}

/**
 * The original could encrypt secrets with its key file although a key was set in the environment (its proxy does not
 * read the variable, and its rotation ignores it). Those secrets stay readable.
 */
function fileKeyBesideEnvironment(keyPath: string): Buffer[] {
  try {
    const key = readKeyFile(keyPath);
    return key ? [key] : [];
  } catch {
    // An invalid file is ignored: the key of the environment is the current one.
    return [];
  }
}
