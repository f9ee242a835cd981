import { describe, expect, it } from '@jest/globals';

import { FairQueue } from './fair-queue.js';

const any = () => true;

describe('FairQueue', () => {
  it('M10: takes the items of each group in order, and one of each group in turn', () => {
    const queue = new FairQueue<string>();
    for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.push(item.charAt(0), item);
    const taken = Array.from({ length: 7 }, () => queue.take(any));

    expect(taken).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', undefined]);
  });

  it('passes over groups whose first item is not accepted, which keep their turn', () => {
    const queue = new FairQueue<string>();
    for (const item of ['a1', 'b1', 'a2']) queue.push(item.charAt(0), item);

    expect(queue.take((item) => item !== 'a1')).toBe('b1');
    expect(queue.take((item) => item === 'a2')).toBeUndefined();
    expect(queue.drain()).toEqual(['a1', 'a2']);
    expect(queue.take(any)).toBeUndefined();
  });
});
