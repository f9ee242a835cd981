import { LRUCache } from 'lru-cache';

import { networkOf, type Logger } from '@codegate/kernel';

const windowMs = 60_000;
/** Refused requests in a window that get a row in the request log: of one address, and of all together. */
const maxRows = { address: 10, all: 300 };
/** Refused requests of one address in a window before each further response is delayed. */
const freeRefusals = 100;
const delayMs = 1_000;
/** Responses that are delayed at the same time; further ones go out at once, to bound the memory. */
const maxDelayed = 2_000;
const maxAddresses = 10_000;

type Count = { refused: number; untilMs: number };
/** How to treat a refused request. */
export type Refused = { readonly isLogged: boolean; readonly delayMs: number };

/**
 * Counts requests without a valid key, so that they neither fill the request log nor cost much. A request with a valid
 * key is never held back, whatever else its address sends.
 */
export class RefusedCallers {
  private readonly counts = new LRUCache<string, Count>({ max: maxAddresses });
  private all: Count = { refused: 0, untilMs: 0 };
  private delayed = 0;

  constructor(private readonly logger: Pick<Logger, 'warn'>) {}

  /** Counts one refused request of an address. */
  note(address: string, nowMs: number): Refused {
    const count = this.countOf(networkOf(address), nowMs);
    count.refused += 1;
    if (nowMs >= this.all.untilMs) this.all = { refused: 0, untilMs: nowMs + windowMs };
    const isLogged = count.refused <= maxRows.address && this.all.refused < maxRows.all;
    if (isLogged) this.all.refused += 1;
    const isDelayed = count.refused > freeRefusals && this.delayed < maxDelayed;
    return { isLogged, delayMs: isDelayed ? delayMs : 0 };
  }

  /** Resolves after the delay. */
  async wait(ms: number): Promise<void> {
    this.delayed += 1;
    await new Promise((resolve) => setTimeout(resolve, ms).unref());
    this.delayed -= 1;
  }

  private countOf(address: string, nowMs: number): Count {
    const known = this.counts.get(address);
    if (known && nowMs < known.untilMs) return known;
    if (known && known.refused > maxRows.address) {
      const { refused } = known;
      this.logger.warn({ address, refused }, 'requests without a valid key in one minute');
    }
    const count = { refused: 0, untilMs: nowMs + windowMs };
    this.counts.set(address, count);
    return count;
  }
}
