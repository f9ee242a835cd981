import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { commonPrefixLength } from './common-prefix.js';

describe('commonBeginning', () => {
  it('counts the bytes up to the first difference, wherever it is', () => {
    fc.assert(
      fc.property(fc.nat(70_000), fc.nat(70_000), fc.nat(70_000), (first, second, place) => {
        const a = Buffer.alloc(first, 'a');
        const b = Buffer.alloc(second, 'a');
        if (place < second) b[place] = 0x62;

        expect(commonPrefixLength(a, b)).toBe(Math.min(first, second, place));
      }),
    );
  });
});
