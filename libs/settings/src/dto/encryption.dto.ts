import type { KeySource } from '@codegate/vault';

export class KeyDto {
  /** First 8 hexadecimal digits of the key's SHA-256. */
  fingerprint: string;
  /** Where the key comes from: the environment, its file, or a file made at this start. */
  source: KeySource;
}

export class EncryptionDto {
  /** Encrypts accounts' and tenants' keys. */
  accountKey: KeyDto;
  /** Makes the guardrails' tokens. */
  guardrailKey: KeyDto;
  /** Stored secrets that no key at hand decrypts. */
  decryptErrors: number;
}

export class RotationDto {
  /** Of the new key. */
  fingerprint: string;
  reEncrypted: number;
  /** Secrets that could not be decrypted before either; their text is unchanged. */
  failed: number;
}
