import { describe, expect, it } from '@jest/globals';

import { newProxyKey, newTimeOrderedId } from './ids.js';

describe('newTimeOrderedId', () => {
  it('is a version 7 UUID that sorts by time', () => {
    const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map(newTimeOrderedId);

    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('newProxyKey', () => {
  it('has the format of existing tenant keys', () => {
    expect(newProxyKey()).toMatch(/^cgk_[0-9a-f]{32}$/);
  });
});
