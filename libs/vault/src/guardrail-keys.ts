import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { GatewayError } from '@codegate/kernel';

import { decryptText, encryptText } from './cipher.js';
import { createKeyFile, readKeyFile, replaceKeyFile } from './key-file.js';
import {
  fingerprintOf,
  guardrailKeyFile,
  readGuardrailKey,
  type GuardrailKeyOptions,
  type KeySource,
} from './key-sources.js';

const olderPrefix = `${guardrailKeyFile}.old-`;

/**
 * The key of guardrail replacements, and all earlier keys: replacements stay in files and conversations longer than a
 * key is used, so earlier keys are never deleted.
 */
export class GuardrailKeys {
  private constructor(
    private readonly options: GuardrailKeyOptions,
    private key: Buffer,
    readonly source: KeySource,
    private olderKeys: readonly Buffer[],
  ) {}

  static open(options: GuardrailKeyOptions): GuardrailKeys {
    const { key, source } = readGuardrailKey(options);
    const older = readOlderKeys(options.dataDir).filter((each) => !each.equals(key));
    return new GuardrailKeys(options, key, source, older);
  }

  get current(): Buffer {
    return this.key;
  }

  get older(): readonly Buffer[] {
    return this.olderKeys;
  }

  get fingerprint(): string {
    return fingerprintOf(this.key);
  }

  /**
   * Replaces the key; replacements made with the old key can still be restored. The old key is saved before the new
   * one is written, so that a crash in between loses nothing.
   *
   * @throws GatewayError `conflict` when the key comes from the environment
   */
  rotate(): void {
    if (this.source === 'env') {
      throw new GatewayError(
        'conflict',
        'The key comes from the environment (GUARDRAIL_KEY) and cannot be rotated here',
      );
    }
    const { dataDir } = this.options;
    createKeyFile(join(dataDir, olderPrefix + this.fingerprint), this.key);
    const key = randomBytes(32);
    replaceKeyFile(join(dataDir, guardrailKeyFile), key);
    this.olderKeys = [this.key, ...this.olderKeys];
    this.key = key;
  }

  /** Encrypts the value of a replacement. */
  seal(text: string): string {
    return encryptText(text, this.key);
  }

  /** The value, or null when no key decrypts it. */
  open(stored: string): string | null {
    for (const key of [this.key, ...this.olderKeys]) {
      const text = decryptText(stored, key);
      if (text !== null) return text;
    }
    return null;
  }
}

function readOlderKeys(dataDir: string): Buffer[] {
  return readdirSync(dataDir)
    .filter((name) => name.startsWith(olderPrefix) && !name.endsWith('.tmp'))
    .flatMap((name) => readKeyFile(join(dataDir, name)) ?? []);
}
