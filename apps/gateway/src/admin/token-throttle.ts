const windowMs = 60_000;
/** Different wrong tokens one address may try in a window. The same one again, from a forgotten client, is no guess. */
const maxGuesses = 10;
/** Addresses that are remembered at once. */
const maxAddresses = 10_000;

type Guesses = { digests: Set<string>; untilMs: number };

/** Slows down whoever guesses tokens, without locking out neighbours that merely have an old one. */
export class TokenThrottle {
  private readonly guesses = new Map<string, Guesses>();

  /** Milliseconds the address has to wait; 0 when it may try. */
  waitMs(address: string, nowMs: number): number {
    const known = this.guesses.get(address);
    if (!known || known.untilMs <= nowMs || known.digests.size < maxGuesses) return 0;
    return known.untilMs - nowMs;
  }

  failed(address: string, digest: string, nowMs: number): void {
    const known = this.guesses.get(address);
    if (known && known.untilMs > nowMs) {
      known.digests.add(digest);
      return;
    }
    this.guesses.delete(address);
    if (this.guesses.size >= maxAddresses) this.forgetOldest();
    this.guesses.set(address, { digests: new Set([digest]), untilMs: nowMs + windowMs });
  }

  private forgetOldest(): void {
    const [oldest] = this.guesses.keys();
    if (oldest !== undefined) this.guesses.delete(oldest);
  }
}
