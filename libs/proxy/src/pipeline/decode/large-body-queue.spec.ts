import { describe, expect, it } from '@jest/globals';

import { LargeBodyQueue } from './large-body-queue.js';

describe('LargeBodyQueue', () => {
  it('works on one body at a time, and tenants take turns', async () => {
    const queue = new LargeBodyQueue();
    const order: string[] = [];
    let running = 0;
    const run = (tenant: string, name: string) =>
      queue.run(tenant, async () => {
        running += 1;
        expect(running).toBe(1);
        await Promise.resolve();
        order.push(name);
        running -= 1;
      });
    await Promise.all([run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('b', 'b1')]);

    expect(order).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('goes on after work that failed', async () => {
    const queue = new LargeBodyQueue();
    const failing = queue.run('a', () => Promise.reject(new Error('broken')));
    const following = queue.run('a', () => 'done');

    await expect(failing).rejects.toThrow('broken');
    await expect(following).resolves.toBe('done');
  });
});
