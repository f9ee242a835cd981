import type { EngineCacheSizes } from './engine/index.js';

const mebibyte = 2 ** 20;

/**
 * Bytes that all caches of the guardrails may take in one process, whatever the number of rules, tenants, conversations
 * and threads: small enough for a gateway in a container of 512 MiB. Sizes of entries are estimates, rounded up.
 */
export const guardrailCacheBytes = 192 * mebibyte;

/** The parts of the budget. */
export type MemoryBudget = {
  /** The last request of each conversation. */
  readonly requests: number;
  /** Values of tokens that are too short to hold them. */
  readonly mappings: number;
  /** The engines of the event loop. */
  readonly engines: EngineCacheSizes;
  /** The engines of each mask thread. */
  readonly threadEngines: EngineCacheSizes;
};

/**
 * Splits the budget. Cached requests save the most work; a mapping that is dropped cannot be restored before the next
 * start.
 *
 * @param threads mask threads, which share one part of the budget
 */
export function memoryBudget(threads: number): MemoryBudget {
  const perThread = (bytes: number) => Math.floor(bytes / threads);
  return {
    requests: 80 * mebibyte,
    mappings: 32 * mebibyte,
    engines: { texts: 32 * mebibyte, tokens: 8 * mebibyte, tenantKeys: 2 * mebibyte },
    threadEngines: {
      texts: perThread(28 * mebibyte),
      tokens: perThread(8 * mebibyte),
      tenantKeys: perThread(2 * mebibyte),
    },
  };
}
