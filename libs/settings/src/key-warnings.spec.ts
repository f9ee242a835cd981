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
  it('says that the proxy key stops when tenants take over', () => {
    expect(keyWarnings(aState(), aState(on))).toEqual([
      expect.stringMatching(/cgk_0123\.\.\.cdef does not open.*multiTenancy/),
    ]);
  });

  it("says nothing when the proxy key is a tenant's, as in the original", () => {
    const copy = { tenantKeyHashes: new Set([key.sha256]) };

    expect(keyWarnings(aState(copy), aState({ ...copy, ...on }))).toEqual([]);
  });

  it('says nothing when the key of the environment is the one in force', () => {
    const environment = { hasEnvironmentKey: true };

    expect(keyWarnings(aState(environment), aState({ ...environment, ...on }))).toEqual([]);
  });

  it('says that the proxy key is back', () => {
    expect(keyWarnings(aState(on), aState())).toEqual([expect.stringMatching(/opens.*again/)]);
  });

  it('says that nobody is served without a tenant', () => {
    const none = { storedKey: null, tenantKeyHashes: new Set<string>() };

    expect(keyWarnings(aState(none), aState({ ...none, ...on }))).toEqual([
      expect.stringMatching(/without a key/),
      expect.stringMatching(/no tenant/),
    ]);
  });

  it('says that a key was removed, replaced, and what that opens', () => {
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
