import { describe, expect, it } from '@jest/globals';

import { TokenThrottle } from './token-throttle.js';

const start = 1_000_000;

describe('TokenThrottle', () => {
  it('blocks an address after ten different wrong tokens, until the minute is over', () => {
    const throttle = new TokenThrottle();
    for (let i = 0; i < 10; i += 1) throttle.failed('a', `digest ${i}`, start + i);

    expect(throttle.waitMs('a', start + 100)).toBe(59_900);
    expect(throttle.waitMs('b', start + 100)).toBe(0);
    expect(throttle.waitMs('a', start + 60_000)).toBe(0);
  });

  it('does not count a client that repeats one old token', () => {
    const throttle = new TokenThrottle();
    for (let i = 0; i < 1_000; i += 1) throttle.failed('a', 'the same', start + i);

    expect(throttle.waitMs('a', start + 2_000)).toBe(0);
  });

  it('keeps a limited number of addresses', () => {
    const throttle = new TokenThrottle();
    for (let i = 0; i < 10; i += 1) throttle.failed('first', `digest ${i}`, start);
    for (let i = 0; i < 10_000; i += 1) throttle.failed(`address ${i}`, 'x', start);

    expect(throttle.waitMs('first', start)).toBe(0);
  });
});
