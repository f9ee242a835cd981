import { LRUCache } from 'lru-cache';

const windowMs = 60_000;
/** Different wrong tokens one address may try in a window. The same one again, from a forgotten client, is no guess. */
const maxGuesses = 10;
/** Addresses that are remembered at once. */
const maxAddresses = 10_000;

type Guesses = { digests: Set<string>; untilMs: number };

/** Slows down whoever guesses tokens, without locking out neighbours that merely have an old one. */
export class TokenThrottle {
  private readonly guesses = new LRUCache<string, Guesses>({ max: maxAddresses });

  /** Milliseconds the address has to wait; 0 when it may try. */
  waitMs(address: string, nowMs: number): number {
    const known = this.guesses.peek(address);
    if (!known || known.untilMs <= nowMs || known.digests.size < maxGuesses) return 0;
    return known.untilMs - nowMs;
  }

  failed(address: string, digest: string, nowMs: number): void {
    const known = this.guesses.peek(address);
    if (known && known.untilMs > nowMs) {
      known.digests.add(digest);
      return;
    }
    this.guesses.set(address, { digests: new Set([digest]), untilMs: nowMs + windowMs });
  }
}
