import { describe, expect, it } from '@jest/globals';

import { eachItem } from './each-item.js';

type Query = { limit?: number; offset?: number; cursor?: string };

const all = [1, 2, 3, 4, 5];

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('eachItem', () => {
  it.each([1, 2, 5, 9])('reads a list by offset, %i at a time', async (limit) => {
    const list = ({ query: { offset = 0 } = {} }: { query?: Query }) =>
      Promise.resolve({ items: all.slice(offset, offset + limit), total: all.length });

    await expect(collect(eachItem(list, { query: { limit } }))).resolves.toEqual(all);
    await expect(collect(eachItem(list, { query: { limit, offset: 2 } }))).resolves.toEqual([
      3, 4, 5,
    ]);
  });

  it('reads a list by cursor, which moving items do not disturb', async () => {
    const list = ({ query: { cursor = '0' } = {} }: { query?: Query }) => {
      const end = Number(cursor) + 2;
      const nextCursor = end < all.length ? String(end) : null;
      return Promise.resolve({ items: all.slice(Number(cursor), end), total: 99, nextCursor });
    };

    await expect(collect(eachItem(list, {}))).resolves.toEqual(all);
  });

  it('ends when the list has shrunk meanwhile', async () => {
    const list = ({ query: { offset = 0 } = {} }: { query?: Query }) =>
      Promise.resolve({ items: offset === 0 ? [1] : [], total: 5 });

    await expect(collect(eachItem(list, {}))).resolves.toEqual([1]);
  });

  it('stops asking when nobody reads on', async () => {
    let calls = 0;
    const list = ({ query: { offset = 0 } = {} }: { query?: Query }) => {
      calls += 1;
      return Promise.resolve({ items: [offset + 1], total: 100 });
    };

    for await (const item of eachItem(list, {})) if (item === 2) break;

    expect(calls).toBe(2);
  });
});
