import type { AccountCredential } from './account-credential.js';

/**
 * The credentials of the accounts in the snapshot, kept apart from it: the snapshot holds no secret, and a new token
 * replaces one entry here without a new snapshot. Requests fetch the credential when they are sent.
 *
 * The key is the account object of a snapshot, not its id. When an account gets another address and another key, a
 * request that is still under way to the old address must not be given the new key.
 */
export class CredentialStore {
  private readonly credentials = new WeakMap<object, AccountCredential>();

  set(account: object, credential: AccountCredential): void {
    this.credentials.set(account, credential);
  }

  /** @throws Error for an account nothing was set for, which is an error of the program */
  of(account: object): AccountCredential {
    const credential = this.credentials.get(account);
    if (!credential) throw new Error('an account without a credential');
    return credential;
  }
}
