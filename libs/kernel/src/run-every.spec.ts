import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { flushEvery, runEvery } from './run-every.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('runEvery', () => {
  it('does not start a run while one is under way, and stop waits for it', async () => {
    let end: () => void = () => undefined;
    const work = jest.fn(() => new Promise<void>((resolve) => (end = resolve)));
    const repeated = runEvery(1_000, work, fail);

    await jest.advanceTimersByTimeAsync(3_500);
    expect(work).toHaveBeenCalledTimes(1);
    end();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(work).toHaveBeenCalledTimes(2);

    let isStopped = false;
    const stopped = repeated.stop().then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(isStopped).toBe(false);
    end();
    await stopped;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('reports a failure and goes on', async () => {
    const errors: unknown[] = [];
    const work = jest.fn(() => Promise.reject(new Error('locked')));
    const repeated = runEvery(1_000, work, (error) => errors.push(error));

    await jest.advanceTimersByTimeAsync(2_000);

    expect(errors).toHaveLength(2);
    await repeated.stop();
  });
});

describe('flushEvery', () => {
  it('flushes at the interval and once more when it is stopped', async () => {
    const flush = jest.fn(() => Promise.resolve());
    const flushing = flushEvery(1_000, { flush }, fail);
    await jest.advanceTimersByTimeAsync(1_500);
    expect(flush).toHaveBeenCalledTimes(1);

    await flushing.stop();

    expect(flush).toHaveBeenCalledTimes(2);
  });

  it('reports a write that fails at the end instead of throwing', async () => {
    const errors: unknown[] = [];
    const flush = () => Promise.reject(new Error('locked'));

    await flushEvery(1_000, { flush }, (error) => errors.push(error)).stop();

    expect(errors).toHaveLength(1);
  });
});

function fail(error: unknown): void {
  throw error;
}
