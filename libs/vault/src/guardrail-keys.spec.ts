import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { GuardrailKeys } from './guardrail-keys.js';

const aDataDir = () => mkdtempSync(join(tmpdir(), 'guardrail-keys-'));

describe('GuardrailKeys', () => {
  it('decrypts what it encrypted, after a restart too', () => {
    const dataDir = aDataDir();
    const sealed = GuardrailKeys.open({ dataDir }).seal('värde');

    expect(GuardrailKeys.open({ dataDir }).open(sealed)).toBe('värde');
    expect(GuardrailKeys.open({ dataDir: aDataDir() }).open(sealed)).toBeNull();
  });

  it('keeps older keys usable after any number of rotations', () => {
    const dataDir = aDataDir();
    const keys = GuardrailKeys.open({ dataDir });
    const sealed = [keys.seal('first')];
    const first = keys.current;
    keys.rotate();
    sealed.push(keys.seal('second'));
    keys.rotate();

    const reopened = GuardrailKeys.open({ dataDir });
    expect(sealed.map((text) => reopened.open(text))).toEqual(['first', 'second']);
    expect(reopened.current.equals(keys.current)).toBe(true);
    expect(reopened.older.some((key) => key.equals(first))).toBe(true);
    for (const name of readdirSync(dataDir)) {
      expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
    }
  });

  it('refuses to rotate a key from the environment', () => {
    const keys = GuardrailKeys.open({ dataDir: aDataDir(), guardrailKey: 'a passphrase' });

    expect(() => keys.rotate()).toThrow(/GUARDRAIL_KEY/);
  });
});
