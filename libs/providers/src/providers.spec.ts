import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

  // Otherwise a new provider would need changes in more places than its file and the catalogue.
  it('is the only place that knows a provider by its name', () => {
    const names = providerIds.join('|');
    const comparison = new RegExp(`\\b(?:provider|id)(?:\\.id)? ?[!=]== ?'(?:${names})'`);
    const files = ['apps', 'libs']
      .flatMap((folder) => filesUnder(folder))
      .filter((file) => !/libs.(?:providers|api-client).|\.spec\.ts$/.test(file));

    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((file) => comparison.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
