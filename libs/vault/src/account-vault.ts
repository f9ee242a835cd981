import type { KeySource } from './key-sources.js';
import type { ReencryptRows, RotationResult } from './rotation.js';

export type AccountKeyOptions = {
  readonly dataDir: string;
  /** Values of ACCOUNT_KEY and MASTER_KEY; `auto` and empty text mean: not set. */
  readonly accountKey?: string | undefined;
  readonly masterKey?: string | undefined;
};

/** `secret` is null when there is none (the original stores empty text for that). */
export type Decrypted =
  { readonly secret: string | null } | { readonly unreadable: true };

export class AccountVault {
  static open(_options: AccountKeyOptions): AccountVault {
    throw new Error('not written yet');
  }

  get source(): KeySource {
    throw new Error('not written yet');
  }

  get fingerprint(): string {
    throw new Error('not written yet');
  }

  /** Whether an earlier rotation has not re-encrypted everything yet; both keys read until finishRotation. */
  get pendingRotation(): boolean {
    throw new Error('not written yet');
  }

  /** @throws GatewayError `invalid_request` for empty text, which has no readable ciphertext */
  encrypt(_secret: string): string {
    throw new Error('not written yet');
  }

  /** Null, undefined and empty text become null: no secret. */
  encryptOptional(_secret: string | null | undefined): string | null {
    throw new Error('not written yet');
  }

  tryDecrypt(_stored: string | null): Decrypted {
    throw new Error('not written yet');
  }

  /** @throws GatewayError `conflict` under a key from the environment */
  rotate(_reencrypt: ReencryptRows): Promise<RotationResult> {
    throw new Error('not written yet');
  }

  finishRotation(_reencrypt: ReencryptRows): Promise<RotationResult> {
    throw new Error('not written yet');
  }
}
