import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import { afterEach, describe, expect, it } from '@jest/globals';

import { WorkerRpc } from './worker-rpc.js';

/** Answers with its thread id; keeps calls with `hold` until `release`, exits on `exit`. */
const program = `
const { parentPort, threadId } = require('node:worker_threads');
const held = [];
parentPort.on('message', ({ id, request }) => {
  if (request.exit) process.exit(1);
  if (request.crash) setImmediate(() => { throw new Error('the thread crashed'); });
  else if (request.fail) parentPort.postMessage({ id, error: request.fail });
  else if (request.hold) held.push({ id, result: { echo: request.hold, threadId } });
  else {
    parentPort.postMessage({ id, result: { echo: request.echo, bytes: request.body?.length, threadId } });
    while (held.length > 0) parentPort.postMessage(held.pop());
  }
});
`;
type Request = {
  echo?: string;
  hold?: string;
  fail?: string;
  exit?: boolean;
  crash?: boolean;
  body?: Uint8Array;
};
type Result = { echo: string; bytes?: number; threadId: number };

const opened: WorkerRpc<Request, Result>[] = [];
function anRpc(maxPendingBytes?: number): WorkerRpc<Request, Result> {
  const rpc = new WorkerRpc<Request, Result>(
    () => new Worker(program, { eval: true }),
    maxPendingBytes,
  );
  opened.push(rpc);
  return rpc;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((rpc) => rpc.close()));
});

describe('WorkerRpc', () => {
  it('keeps the process alive while a call is pending, and not longer', async () => {
    let worker: Worker | undefined;
    const rpc = new WorkerRpc<Request, Result>(() => {
      worker = new Worker(program, { eval: true });
      return worker;
    });
    opened.push(rpc);
    const keepsAlive = () =>
      process.getActiveResourcesInfo().filter((type) => type === 'MessagePort').length;
    const before = keepsAlive();
    const answer = rpc.call({ echo: 'a' });
    expect(keepsAlive()).toBeGreaterThan(before);
    await answer;

    expect(keepsAlive()).toBe(before);
  });

  it('gives each call its own result, whatever the order of the replies', async () => {
    const rpc = anRpc();
    const held = ['a', 'b', 'c'].map((hold) => rpc.call({ hold }));
    const direct = await rpc.call({ echo: 'd' });
    const echoes = (await Promise.all(held)).map(({ echo }) => echo);

    expect(direct.echo).toBe('d');
    expect(echoes).toEqual(['a', 'b', 'c']);
  });

  it("rejects with the worker's error and goes on", async () => {
    const rpc = anRpc();
    await expect(rpc.call({ fail: 'no such table' })).rejects.toThrow('no such table');
    expect((await rpc.call({ echo: 'still here' })).echo).toBe('still here');
  });

  it.each([
    ['exits', { exit: true }, 'The worker thread has ended'],
    ['crashes', { crash: true }, 'the thread crashed'],
  ])(
    'rejects all pending calls when the thread %s; the next call starts another',
    async (_, end, message) => {
      const rpc = anRpc();
      const first = await rpc.call({ echo: 'x' });
      const pending = [rpc.call({ hold: 'a' }), rpc.call({ hold: 'b' }), rpc.call(end)];
      const outcomes = await Promise.allSettled(pending);

      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      await expect(pending[0]).rejects.toThrow(message);
      const next = await rpc.call({ echo: 'y' });
      expect(next.echo).toBe('y');
      expect(next.threadId).not.toBe(first.threadId);
    },
  );

  it('rejects pending calls when it is closed, and can be used again', async () => {
    const rpc = anRpc();
    const pending = rpc.call({ hold: 'a' });
    const rejected = expect(pending).rejects.toThrow('The worker thread has ended');
    await rpc.close();
    await rejected;
    expect((await rpc.call({ echo: 'again' })).echo).toBe('again');
  });

  it('moves buffers to the thread without a copy', async () => {
    const rpc = anRpc();
    const body = new Uint8Array(1_000);
    const { bytes } = await rpc.call({ echo: 'x', body }, { transfer: [body.buffer] });

    expect(bytes).toBe(1_000);
    expect(body.byteLength).toBe(0);
  });

  it('refuses calls beyond the limit of pending bytes, but never a single one', async () => {
    const rpc = anRpc(100);
    const large = rpc.call({ hold: 'large' }, { bytes: 5_000 });
    await expect(rpc.call({ echo: 'x' }, { bytes: 1 })).rejects.toMatchObject({
      code: 'rate_limited',
    });
    // Without bytes it is accepted nowhere else either: the limit is already exceeded.
    await expect(rpc.call({ echo: 'x' })).rejects.toMatchObject({ code: 'rate_limited' });
    await rpc.close();
    await expect(large).rejects.toThrow('The worker thread has ended');
    await setImmediate();

    expect((await rpc.call({ echo: 'free again' }, { bytes: 90 })).echo).toBe('free again');
  });
});
