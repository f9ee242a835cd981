import { Worker } from 'node:worker_threads';

import { afterEach, describe, expect, it } from '@jest/globals';

import { rulesFor } from '../rules.js';
import { MaskPool, type MaskPoolOptions } from './mask-pool.js';

/**
 * A thread that reads its orders from the body: `hold` waits for a later order of the same thread, `spin` never ends,
 * `exit` ends the thread. Anything else is sent back, with the id of the thread.
 */
const program = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ id, request }) => {
  const order = Buffer.from(request.body).toString().trim();
  if (order === 'spin') for (;;);
  if (order === 'exit') process.exit(1);
  const wait = Number(/^wait (\\d+)/.exec(order)?.[1] ?? 0);
  setTimeout(() => parentPort.postMessage({ id, result: { order, threadId } }), wait);
});
`;
const cacheSizes = { texts: 1, tokens: 1, tenantKeys: 1 };
const mebibyte = 2 ** 20;

const pools: MaskPool[] = [];
function aPool(options: Partial<MaskPoolOptions> = {}): MaskPool {
  const pool = new MaskPool({
    ...{ threads: 2, cacheSizes, timeoutMs: 10_000 },
    startWorker: () => new Worker(program, { eval: true }),
    ...options,
  });
  pools.push(pool);
  return pool;
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const done: string[] = [];
function mask(pool: MaskPool, tenantId: string, order: string, bytes = 0, isWanted = () => true) {
  const job = {
    ...{ rules: rulesFor(new Map()), keys: [], tenantId, dialect: 'messages' as const },
    body: Buffer.from(order.padEnd(bytes)),
  };
  const result = pool.mask(job, { affinity: order, isWanted });
  return (result as unknown as Promise<{ order: string; threadId: number }>).then((value) => {
    done.push(value.order);
    return value;
  });
}

describe('MaskPool', () => {
  it('M10: ends a job that takes too long, refuses it, and goes on with the others', async () => {
    const pool = aPool({ timeoutMs: 700, threads: 1 });
    const spinning = mask(pool, 'a', 'spin');
    const next = mask(pool, 'a', 'next');

    await expect(spinning).rejects.toMatchObject({ code: 'guardrail_failed' });
    await expect(spinning).rejects.toThrow(/within 1 s. It was not sent/);
    expect((await next).order).toBe('next');
  });

  it('M10: refuses the job whose thread ends, and starts another thread', async () => {
    const pool = aPool({ threads: 1 });
    const { threadId } = await mask(pool, 'a', 'x');

    await expect(mask(pool, 'a', 'exit')).rejects.toMatchObject({ code: 'guardrail_failed' });
    expect((await mask(pool, 'a', 'y')).threadId).not.toBe(threadId);
  });

  it("M10: one tenant's jobs leave a thread for others, whose jobs do not wait", async () => {
    const pool = aPool();
    const spinning = Promise.allSettled([mask(pool, 'a', 'spin'), mask(pool, 'a', 'spin')]);

    expect((await mask(pool, 'b', 'b')).order).toBe('b');
    await pool.close();
    expect((await spinning).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('M10: large jobs of several tenants leave a thread for small ones', async () => {
    const pool = aPool();
    const large = Promise.allSettled(
      ['a', 'b'].map((tenant) => mask(pool, tenant, 'spin', mebibyte + 1)),
    );

    expect((await mask(pool, 'c', 'c')).order).toBe('c');
    await pool.close();
    await large;
  });

  it('M10: tenants take turns', async () => {
    const pool = aPool({ threads: 1 });
    done.length = 0;
    const first = mask(pool, 'a', 'wait 100');
    const orders = ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'];
    await Promise.all([first, ...orders.map((order) => mask(pool, order.charAt(0), order))]);

    expect(done).toEqual(['wait 100', 'a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('M10: refuses what a tenant, or all of them, put in beyond the limit, but never a single job', async () => {
    const pool = aPool({ maxTenantBytes: 1_000, maxBytes: 1_500 });
    const held = mask(pool, 'a', 'wait 300', 2_000);
    await expect(mask(pool, 'a', 'x', 10)).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 1_000,
    });
    await expect(mask(pool, 'b', 'x', 10)).rejects.toMatchObject({ code: 'upstream_overloaded' });
    await held;

    expect((await mask(pool, 'a', 'free again', 900)).order).toBe('free again');
  });

  it('does not start the job of a client that has disconnected', async () => {
    const pool = aPool({ threads: 1 });
    const running = mask(pool, 'a', 'wait 50');
    const unwanted = mask(pool, 'a', 'spin', 0, () => false);

    await expect(unwanted).rejects.toThrow(/disconnected/);
    await running;
    expect((await mask(pool, 'a', 'next')).order).toBe('next');
  });

  it('restarts threads after their jobs, and refuses jobs when it is closed', async () => {
    const pool = aPool({ threads: 1 });
    const running = mask(pool, 'a', 'wait 50');
    await pool.restart();
    const { threadId } = await running;
    expect((await mask(pool, 'a', 'x')).threadId).not.toBe(threadId);

    await pool.close();
    await expect(mask(pool, 'a', 'x')).rejects.toThrow(/closed/);
  });
});
