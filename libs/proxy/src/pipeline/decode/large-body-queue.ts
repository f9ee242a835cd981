import { setImmediate } from 'node:timers/promises';

/** Longest pause between two bodies. */
const maxPauseMs = 200;

/**
 * Large bodies are unpacked, and parsed, one after the other. While others wait, the queue pauses after each for as long
 * as it took, so a flood of large bodies leaves half of the time to other requests. Tenants take turns, so the bodies
 * of one do not hold back those of another. How many wait is bounded by BodyMemory.
 */
export class LargeBodyQueue {
  /** Tenants in the order in which they come next, each with its waiting requests. */
  private readonly waiting = new Map<string, (() => void)[]>();
  private isBusy = false;

  /** @returns what `work` returns, or its error */
  async run<Result>(tenantId: string, work: () => Promise<Result> | Result): Promise<Result> {
    await this.turnOf(tenantId);
    await setImmediate();
    const startMs = performance.now();
    try {
      return await work();
    } finally {
      const tookMs = performance.now() - startMs;
      if (this.waiting.size === 0) this.isBusy = false;
      else setTimeout(() => this.next(), Math.min(tookMs, maxPauseMs));
    }
  }

  private turnOf(tenantId: string): Promise<void> | undefined {
    if (!this.isBusy) {
      this.isBusy = true;
      return undefined;
    }
    return new Promise((resolve) => {
      const list = this.waiting.get(tenantId);
      if (list) list.push(resolve);
      else this.waiting.set(tenantId, [resolve]);
    });
  }

  private next(): void {
    for (const [tenantId, [first, ...others]] of this.waiting) {
      // Behind all the other tenants.
      this.waiting.delete(tenantId);
      if (others.length > 0) this.waiting.set(tenantId, others);
      first?.();
      return;
    }
    this.isBusy = false;
  }
}
