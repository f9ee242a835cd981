import { describe, expect, it } from '@jest/globals';

import { isOpenToLoopback, keyWarnings, type KeyState } from './key-warnings.js';
import { toProxyKey } from './proxy-key.js';

const key = toProxyKey('cgk_0123456789abcdef0123456789abcdef');
const aState = (state: Partial<KeyState> = {}): KeyState => ({
  multiTenancy: false,
  hasEnvironmentKey: false,
  storedKey: key,
  tenantKeyHashes: new Set(['a tenant']),
  ...state,
});
const on = { multiTenancy: true };

describe('keyWarnings', () => {
  it('warns that the proxy key stops working with multiTenancy on', () => {
    expect(keyWarnings(aState(), aState(on))).toEqual([
      expect.stringMatching(/cgk_0123\.\.\.cdef is no longer accepted.*multiTenancy/),
    ]);
  });

  it("does not warn when the proxy key is a tenant's key, as in the original", () => {
    const copy = { tenantKeyHashes: new Set([key.sha256]) };

    expect(keyWarnings(aState(copy), aState({ ...copy, ...on }))).toEqual([]);
  });

  it('does not warn when the key comes from the environment', () => {
    const environment = { hasEnvironmentKey: true };

    expect(keyWarnings(aState(environment), aState({ ...environment, ...on }))).toEqual([]);
  });

  it('says that the proxy key works again', () => {
    expect(keyWarnings(aState(on), aState())).toEqual([expect.stringMatching(/accepted again/)]);
  });

  it('warns that no request is accepted without a tenant', () => {
    const none = { storedKey: null, tenantKeyHashes: new Set<string>() };

    expect(keyWarnings(aState(none), aState({ ...none, ...on }))).toEqual([
      expect.stringMatching(/now need a key/),
      expect.stringMatching(/no tenant/),
    ]);
  });

  it('warns about a removed or replaced key, and about access without a key', () => {
    const other = aState({ storedKey: toProxyKey('another-proxy-key') });
    expect(keyWarnings(aState(), other)).toEqual([expect.stringMatching(/another key/)]);
    const nothing = { tenantKeyHashes: new Set<string>() };
    const after = aState({ ...nothing, storedKey: null });

    expect(isOpenToLoopback(after)).toBe(true);
    expect(keyWarnings(aState(nothing), after)).toEqual([
      expect.stringMatching(/removed/),
      expect.stringMatching(/served without one/),
    ]);
  });
});
