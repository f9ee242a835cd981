import { LRUCache } from 'lru-cache';

import { networkOf } from '@codegate/kernel';

const windowMs = 60_000;
/**
 * Number of different wrong tokens an address may send in a window. The same one again, from a misconfigured client,
 * does not count.
 */
const maxGuesses = 10;
/** Maximum number of addresses in memory. */
const maxAddresses = 10_000;

type Guesses = { digests: Set<string>; untilMs: number };

/**
 * Limits wrong tokens per address. Right tokens are never limited, and neither is a client that only has an old token.
 */
export class TokenThrottle {
  private readonly guesses = new LRUCache<string, Guesses>({ max: maxAddresses });

  /** Milliseconds in which wrong tokens of the address get 429; 0 when they get 401. */
  waitMs(address: string, nowMs: number): number {
    const known = this.guesses.peek(networkOf(address));
    if (!known || known.untilMs <= nowMs || known.digests.size < maxGuesses) return 0;
    return known.untilMs - nowMs;
  }

  failed(address: string, digest: string, nowMs: number): void {
    const known = this.guesses.peek(networkOf(address));
    if (known && known.untilMs > nowMs) {
      if (known.digests.size < maxGuesses) known.digests.add(digest);
      return;
    }
    this.guesses.set(networkOf(address), { digests: new Set([digest]), untilMs: nowMs + windowMs });
  }
}
