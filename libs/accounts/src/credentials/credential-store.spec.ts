import { describe, expect, it, jest } from '@jest/globals';

import { AccountCredential } from './account-credential.js';
import { CredentialStore } from './credential-store.js';

const credentialOf = (secret: string | null) => {
  const authHeaders = jest.fn((_credential: unknown, dialect: string) => ({
    [dialect]: secret ?? '',
  }));
  const credential = { authType: 'api_key' as const, secret, externalAccountId: null };
  return { authHeaders, credential: new AccountCredential({ authHeaders }, credential) };
};

describe('AccountCredential', () => {
  it('makes the headers of a dialect once', () => {
    const { authHeaders, credential } = credentialOf('k');

    expect(credential.headers('chat')).toEqual({ chat: 'k' });
    expect(credential.headers('chat')).toBe(credential.headers('chat'));
    expect(credential.headers('messages')).toEqual({ messages: 'k' });
    expect(authHeaders).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['sk-1', 'Bearer sk-1 and sk-1', 'Bearer *** and ***'],
    [null, 'as it was', 'as it was'],
    ['', 'as it was', 'as it was'],
  ])('replaces the key %j in texts', (secret, text, expected) => {
    expect(credentialOf(secret).credential.redact(text)).toBe(expected);
  });
});

describe('CredentialStore', () => {
  it('gives a request under way the credential of its own snapshot', () => {
    const store = new CredentialStore();
    const [before, after] = [{ id: 'a' }, { id: 'a' }];
    const [oldKey, newKey] = [credentialOf('old').credential, credentialOf('new').credential];
    store.set(before, oldKey);
    store.set(after, newKey);

    expect(store.of(before)).toBe(oldKey);
    expect(store.of(after)).toBe(newKey);
  });

  it('gives every later request a refreshed token', () => {
    const store = new CredentialStore();
    const account = { id: 'a' };
    store.set(account, credentialOf('first').credential);
    const refreshed = credentialOf('second').credential;
    store.set(account, refreshed);

    expect(store.of(account)).toBe(refreshed);
    expect(() => store.of({ id: 'a' })).toThrow('an account without a credential');
  });
});
