import { describe, expect, it } from '@jest/globals';

import { sha256Hex } from '@codegate/kernel';

import { hideClearProxyKey, readProxyKey, writeProxyKey } from './proxy-key.js';

const key = 'cgk_0123456789abcdef0123456789abcdef';
const known = { sha256: sha256Hex(key), mask: 'cgk_0123...cdef' };

describe('proxy key', () => {
  it('is stored as a hash', () => {
    expect(writeProxyKey(key)).not.toContain(key);
    expect(readProxyKey(writeProxyKey(key))).toEqual(known);
  });

  it('stored as plain text by the original is recognised too, and masked', () => {
    expect(readProxyKey(key)).toEqual(known);
    expect(readProxyKey(hideClearProxyKey(key) ?? '')).toEqual(known);
    expect(hideClearProxyKey(writeProxyKey(key))).toBeNull();
  });

  it.each([undefined, ''])('is absent when %j is stored', (stored) => {
    expect(readProxyKey(stored)).toBeNull();
    expect(hideClearProxyKey(stored)).toBeNull();
  });
});
