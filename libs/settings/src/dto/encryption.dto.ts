import type { KeySource } from '@codegate/vault';

export class KeyDto {
  /** First 8 hexadecimal digits of the key's SHA-256. */
  fingerprint: string;
  /** Where the key comes from: the environment, an existing file, or a file created at this start. */
  source: KeySource;
}

export class EncryptionDto {
  /** The key that encrypts the secrets of accounts and tenants. */
  accountKey: KeyDto;
  /** The key that creates the replacements of guardrails. */
  guardrailKey: KeyDto;
  /** Number of stored secrets that none of the current keys decrypts. */
  decryptErrors: number;
}

export class RotationDto {
  /** Fingerprint of the new key. */
  fingerprint: string;
  reEncrypted: number;
  /** Number of secrets that could not be decrypted; they are unchanged. */
  failed: number;
}
