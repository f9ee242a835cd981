/** Where a key comes from: the environment, a file that was there, or a file made just now. */
export type KeySource = 'env' | 'file' | 'generated';

export type LoadedKey = {
  /** 32 bytes. */
  readonly key: Buffer;
  readonly source: KeySource;
  /** First 8 hexadecimal digits of the key's SHA-256; safe to show. */
  readonly fingerprint: string;
};

export function readGuardrailKey(_options: {
  dataDir: string;
  guardrailKey?: string | undefined;
}): LoadedKey {
  throw new Error('not written yet');
}
