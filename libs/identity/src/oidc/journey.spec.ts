import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { AccountVault } from '@codegate/vault';

import { longestAbsenceMs, openJourney, sealJourney } from './journey.js';

const aVault = () => AccountVault.open({ dataDir: mkdtempSync(join(tmpdir(), 'journey-')) });
const journey = { state: 's', nonce: 'n', codeVerifier: 'c', returnTo: '/' };

describe('a journey to the provider', () => {
  it('is remembered for ten minutes', () => {
    const vault = aVault();
    const sealed = sealJourney(journey, vault, 0);

    expect(openJourney(sealed, vault, longestAbsenceMs - 1)).toEqual(journey);
    expect(openJourney(sealed, vault, longestAbsenceMs)).toBeNull();
  });

  it('is one we made', () => {
    const vault = aVault();

    for (const text of ['', 'x', sealJourney(journey, aVault(), 0), vault.encrypt('sk-ant-1')]) {
      expect(openJourney(text, vault, 0)).toBeNull();
    }
    const half = vault.encrypt(JSON.stringify({ untilMs: 1, state: 's', returnTo: '/' }));
    expect(openJourney(half, vault, 0)).toBeNull();
  });
});
