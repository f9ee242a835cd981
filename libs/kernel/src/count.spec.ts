import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { toCount } from './count.js';

describe('toCount', () => {
  it('H3: makes a whole number from 0 to the maximum of every number', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const count = toCount(value, 1_000);

        expect(Number.isSafeInteger(count) && count >= 0 && count <= 1_000).toBe(true);
      }),
    );
  });

  it.each([
    [Number.NaN, 10],
    [Number.POSITIVE_INFINITY, 10],
    [Number.NEGATIVE_INFINITY, 0],
    [-0, 0],
    [0.1, 1],
    [10.5, 10],
    [7, 7],
  ])('takes %p as %p', (value, count) => {
    expect(toCount(value, 10)).toBe(count);
  });
});
