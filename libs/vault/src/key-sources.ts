import { createHash, randomBytes, scryptSync } from 'node:crypto';
import { join } from 'node:path';

import { createKeyFile, readKeyFile } from './key-file.js';

/** Where a key comes from: the environment, an existing file, or a file that was just created. */
export type KeySource = 'env' | 'file' | 'generated';

export type LoadedKey = {
  /** 32 bytes. */
  readonly key: Buffer;
  readonly source: KeySource;
  /** First 8 hexadecimal digits of the key's SHA-256; safe to show. */
  readonly fingerprint: string;
};

export type AccountKeyOptions = {
  readonly dataDir: string;
  /** Values of ACCOUNT_KEY and MASTER_KEY; `auto` and empty text mean: not set. */
  readonly accountKey?: string | undefined;
  readonly masterKey?: string | undefined;
};

export const accountKeyFile = '.account-key';
/** Earlier file names of the original, in the order it tries them. */
const olderAccountKeyFiles = ['.master-key', 'encryption.key'];
export const guardrailKeyFile = '.guardrail-key';

export function fingerprintOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** ACCOUNT_KEY, else MASTER_KEY, else the key file, else a new key file. */
export function readAccountKey(options: AccountKeyOptions): LoadedKey {
  const { dataDir, accountKey, masterKey } = options;
  return (
    fromPassphrase(accountKey, 'claude-proxy-account-key-salt') ??
    fromPassphrase(masterKey, 'claude-proxy-master-key-salt') ??
    fromFile(dataDir, accountKeyFile, olderAccountKeyFiles)
  );
}

export type GuardrailKeyOptions = {
  readonly dataDir: string;
  /** Value of GUARDRAIL_KEY; `auto` and empty text mean: not set. */
  readonly guardrailKey?: string | undefined;
};

/** GUARDRAIL_KEY, else the key file, else a new key file. */
export function readGuardrailKey(options: GuardrailKeyOptions): LoadedKey {
  return (
    fromPassphrase(options.guardrailKey, 'claude-proxy-guardrail-key-salt') ??
    fromFile(options.dataDir, guardrailKeyFile, [])
  );
}

/** Salts and costs are those of the original: the same passphrase has to give the same key. */
function fromPassphrase(value: string | undefined, salt: string): LoadedKey | null {
  const passphrase = value?.trim() ?? '';
  if (passphrase === '' || passphrase === 'auto') return null;
  const key = scryptSync(passphrase, salt, 32, { N: 16384, r: 8, p: 1 });
  return loaded(key, 'env');
}

function fromFile(dataDir: string, name: string, olderNames: readonly string[]): LoadedKey {
  const path = join(dataDir, name);
  const existing = readKeyFile(path);
  if (existing) return loaded(existing, 'file');
  for (const olderName of olderNames) {
    const older = readKeyFile(join(dataDir, olderName));
    // Copied to the current name, so that a rotation has one file to replace.
    if (older) return loaded(createKeyFile(path, older).key, 'file');
  }
  const { key, created } = createKeyFile(path, randomBytes(32));
  return loaded(key, created ? 'generated' : 'file');
}

function loaded(key: Buffer, source: KeySource): LoadedKey {
  return { key, source, fingerprint: fingerprintOf(key) };
}
