import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { AccountVault } from '@codegate/vault';

import { maxLoginMs, openLoginState, sealLoginState } from './login-state.js';

const aVault = () => AccountVault.open({ dataDir: mkdtempSync(join(tmpdir(), 'loginState-')) });
const loginState = { state: 's', nonce: 'n', codeVerifier: 'c', returnTo: '/' };

describe('the state of an OIDC login', () => {
  it('is valid for ten minutes', () => {
    const vault = aVault();
    const sealed = sealLoginState(loginState, vault, 0);

    expect(openLoginState(sealed, vault, maxLoginMs - 1)).toEqual(loginState);
    expect(openLoginState(sealed, vault, maxLoginMs)).toBeNull();
  });

  it('has to be encrypted by the gateway', () => {
    const vault = aVault();

    for (const text of [
      '',
      'x',
      sealLoginState(loginState, aVault(), 0),
      vault.encrypt('sk-ant-1'),
    ]) {
      expect(openLoginState(text, vault, 0)).toBeNull();
    }
    const half = vault.encrypt(JSON.stringify({ untilMs: 1, state: 's', returnTo: '/' }));
    expect(openLoginState(half, vault, 0)).toBeNull();
  });
});
