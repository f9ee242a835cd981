import { describe, expect, it } from '@jest/globals';

import { holdsZeroByte } from './null-bytes.js';

describe('holdsZeroByte', () => {
  it.each([
    ['a\0b', true],
    [{ a: [1, { b: '\0' }] }, true],
    [{ 'a\0': 1 }, true],
    ['\\u0000', false],
    [{ a: null, b: [true, 'x'] }, false],
  ])('answers for %j', (value, expected) => {
    expect(holdsZeroByte(value)).toBe(expected);
  });
});
