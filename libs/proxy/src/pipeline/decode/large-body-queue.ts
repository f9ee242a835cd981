import { setImmediate } from 'node:timers/promises';

/**
 * Large bodies are unpacked and parsed one after the other, and other requests get their turn before each. Tenants
 * take turns, so the bodies of one do not hold back those of another. How many wait is bounded by BodyMemory.
 */
export class LargeBodyQueue {
  /** Tenants in the order in which they come next, each with its waiting requests. */
  private readonly waiting = new Map<string, (() => void)[]>();
  private isBusy = false;

  /** @returns what `work` returns, or its error */
  async run<Result>(tenantId: string, work: () => Promise<Result> | Result): Promise<Result> {
    await this.turnOf(tenantId);
    try {
      await setImmediate();
      return await work();
    } finally {
      this.next();
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
