import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { runEvery } from './run-every.js';

describe('runEvery', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

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

function fail(error: unknown): void {
  throw error;
}
