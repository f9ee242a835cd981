import { describe, expect, it } from '@jest/globals';

import { isDeeperThan } from './json-depth.js';

describe('isDeeperThan', () => {
  it.each([
    [0, 'text', false],
    [0, null, false],
    [0, [], true],
    [1, { a: 1 }, false],
    [1, { a: [] }, true],
    [2, [{ a: 1 }, [2]], false],
    [2, [1, { a: { b: 1 } }], true],
  ])('with %i levels, answers for %j', (levels, value, expected) => {
    expect(isDeeperThan(levels, value)).toBe(expected);
  });

  it('handles values deeper than the stack', () => {
    const value: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

    expect(isDeeperThan(32, value)).toBe(true);
  });
});
