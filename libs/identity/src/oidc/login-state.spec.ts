import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { AccountVault } from '@codegate/vault';

import { maxLoginMs, openLoginState, sealLoginState } from './login-state.js';

const aVault = () => AccountVault.open({ dataDir: mkdtempSync(join(tmpdir(), 'journey-')) });
const journey = { state: 's', nonce: 'n', codeVerifier: 'c', returnTo: '/' };

describe('a journey to the provider', () => {
  it('is remembered for ten minutes', () => {
    const vault = aVault();
    const sealed = sealLoginState(journey, vault, 0);

    expect(openLoginState(sealed, vault, maxLoginMs - 1)).toEqual(journey);
    expect(openLoginState(sealed, vault, maxLoginMs)).toBeNull();
  });

  it('is one we made', () => {
    const vault = aVault();

    for (const text of ['', 'x', sealLoginState(journey, aVault(), 0), vault.encrypt('sk-ant-1')]) {
      expect(openLoginState(text, vault, 0)).toBeNull();
    }
    const half = vault.encrypt(JSON.stringify({ untilMs: 1, state: 's', returnTo: '/' }));
    expect(openLoginState(half, vault, 0)).toBeNull();
  });
});
