import { describe, expect, it } from '@jest/globals';

import { endpointOf, endpoints } from '@codegate/protocol';

import { providerIds, providerOf, providers } from './providers.js';

const stored = { authType: 'api_key', baseUrl: null };

describe('the catalogue', () => {
  it.each(providerIds)('exports %s under its own id, with a URL for every wire format', (id) => {
    const { id: ownId, label, dialects, paths } = providers[id];

    expect(ownId).toBe(id);
    expect(label).not.toBe('');
    for (const dialect of dialects) {
      expect(endpoints.some((name) => endpointOf(name).dialect === dialect && paths[name])).toBe(
        true,
      );
    }
    expect(providerOf({ ...stored, provider: id })?.id).toBe(id);
  });

  it('reads the names of the original CodeGate', () => {
    expect(providerOf({ ...stored, provider: 'openai_sub' })).toBe(providers.codex);
    expect(providerOf({ ...stored, provider: 'openai', authType: 'oauth' })).toBe(providers.codex);
    expect(providerOf({ ...stored, provider: 'gone', baseUrl: 'http://h' })).toBe(providers.custom);
    expect(providerOf({ ...stored, provider: 'constructor' })).toBeUndefined();
  });
});
