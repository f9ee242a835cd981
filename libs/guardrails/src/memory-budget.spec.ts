import { describe, expect, it } from '@jest/globals';

import { guardrailCacheBytes, memoryBudget, type MemoryBudget } from './memory-budget.js';

const sumOf = (sizes: object): number =>
  Object.values(sizes as Record<string, number>).reduce((sum, size) => sum + size, 0);

function totalOf({ requests, mappings, engines, threadEngines }: MemoryBudget, threads: number) {
  return requests + mappings + sumOf(engines) + threads * sumOf(threadEngines);
}

describe('memoryBudget', () => {
  it.each([1, 2, 3, 4, 64])('stays within the budget of the process with %i threads', (threads) => {
    const total = totalOf(memoryBudget(threads), threads);

    expect(total).toBeLessThanOrEqual(guardrailCacheBytes);
    expect(total).toBeGreaterThan(0.99 * guardrailCacheBytes);
  });
});
