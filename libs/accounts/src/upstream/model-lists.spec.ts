import { describe, expect, it } from '@jest/globals';

import { ModelLists } from './model-lists.js';

function aProvider() {
  const calls: string[] = [];
  let answer: () => Promise<{ id: string }[]> = () => Promise.resolve([{ id: 'm1' }]);
  return {
    calls,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
    fetch: (accountId: string) => {
      calls.push(accountId);
      return answer();
    },
  };
}

function aClock() {
  let now = 1_000;
  return {
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('ModelLists', () => {
  it('sends one request for concurrent calls, and another one after five minutes', async () => {
    const [provider, clock] = [aProvider(), aClock()];
    const lists = new ModelLists(provider.fetch, clock);

    await Promise.all([lists.list('a'), lists.list('a'), lists.ofAccount('a')]);
    await lists.list('a');
    expect(provider.calls).toEqual(['a']);

    clock.pass(5 * 60_000);
    await lists.list('a');
    expect(provider.calls).toEqual(['a', 'a']);
  });

  it('caches an empty list too', async () => {
    const provider = aProvider();
    const lists = new ModelLists(provider.fetch, aClock());
    provider.answerWith(() => Promise.resolve([]));

    await lists.list('a');
    await lists.list('a');

    expect(provider.calls).toHaveLength(1);
  });

  it('`list` throws the reason of a failure, `ofAccount` returns the last known list', async () => {
    const [provider, clock] = [aProvider(), aClock()];
    const lists = new ModelLists(provider.fetch, clock);
    await lists.list('a');
    provider.answerWith(() => Promise.reject(new Error('down')));
    clock.pass(5 * 60_000);

    await expect(lists.list('a')).rejects.toThrow('down');
    expect(await lists.ofAccount('a')).toEqual([{ id: 'm1' }]);
    expect(provider.calls).toHaveLength(2);

    clock.pass(30_000);
    await lists.ofAccount('a');
    expect(provider.calls).toHaveLength(3);
  });

  it('does not cache a response that was requested before the account changed', async () => {
    const provider = aProvider();
    const lists = new ModelLists(provider.fetch, aClock());
    let answer: (models: { id: string }[]) => void = () => undefined;
    provider.answerWith(() => new Promise((resolve) => (answer = resolve)));

    const early = lists.list('a');
    lists.forget('a');
    answer([{ id: 'old' }]);
    await early;

    expect(lists.cached('a')).toBeUndefined();
  });
});
