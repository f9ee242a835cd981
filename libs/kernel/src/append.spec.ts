import { describe, expect, it } from '@jest/globals';

import { append } from './append.js';

describe('append', () => {
  it('L3: adds more items than a call may have arguments', () => {
    const list = [0];

    append(
      list,
      Array.from({ length: 300_000 }, (_, i) => i + 1),
    );

    expect(list).toHaveLength(300_001);
    expect(list.at(-1)).toBe(300_000);
  });
});
