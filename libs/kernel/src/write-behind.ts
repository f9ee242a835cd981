export type WriteBehindOptions<V> = {
  /** Combines the value that waits with a newer one of the same key; by default the newer one replaces it. */
  readonly merge?: (older: V, newer: V) => V;
  /** Most entries that wait; beyond it the oldest are dropped and counted. By default 100,000. */
  readonly maxEntries?: number;
  /** Most entries of one write. By default all that wait. */
  readonly batchSize?: number;
};

/**
 * Gathers values in memory and writes them in batches. It has no timer: the owner calls `flush` at an interval and
 * once more at shutdown. A batch whose write fails waits again, behind any newer value of the same key.
 *
 * The write function has to be atomic: when it rejects, nothing of the batch may have been stored.
 */
export class WriteBehind<K, V> {
  private waiting = new Map<K, V>();
  /** Taken by the flush under way and not stored yet. */
  private inFlight = new Map<K, V>();
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private droppedCount = 0;
  private readonly merge: (older: V, newer: V) => V;
  private readonly maxEntries: number;
  private readonly batchSize: number;

  constructor(
    private readonly write: (batch: ReadonlyMap<K, V>) => Promise<void>,
    options: WriteBehindOptions<V> = {},
  ) {
    this.merge = options.merge ?? ((_older, newer) => newer);
    this.maxEntries = options.maxEntries ?? 100_000;
    this.batchSize = options.batchSize ?? Number.POSITIVE_INFINITY;
  }

  put(key: K, value: V): void {
    const older = this.waiting.get(key);
    this.waiting.set(key, older === undefined ? value : this.merge(older, value));
    if (this.waiting.size > this.maxEntries) this.dropOldest();
  }

  /** The value of a key that has not been stored yet. */
  get(key: K): V | undefined {
    const waiting = this.waiting.get(key);
    const inFlight = this.inFlight.get(key);
    if (waiting === undefined) return inFlight;
    return inFlight === undefined ? waiting : this.merge(inFlight, waiting);
  }

  /** Entries that have not been stored yet. A key that is being written and has a newer value counts twice. */
  get size(): number {
    return this.waiting.size + this.inFlight.size;
  }

  /** Entries lost because more than `maxEntries` waited. */
  get dropped(): number {
    return this.droppedCount;
  }

  /** Drops what waits. A write under way is not stopped; if it fails, its entries wait again. */
  clear(): void {
    this.waiting = new Map();
  }

  /**
   * Resolves when everything put before the call is stored. Calls at the same time share the writes.
   *
   * @throws the error of the write; what was not stored waits for the next flush
   */
  flush(): Promise<void> {
    if (!this.running) {
      this.running = this.writeWaiting().finally(() => (this.running = null));
      return this.running;
    }
    // The flush under way may have missed entries put since it began.
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        return this.flush();
      });
    return this.next;
  }

  private async writeWaiting(): Promise<void> {
    if (this.waiting.size === 0) return;
    this.inFlight = this.waiting;
    this.waiting = new Map();
    try {
      while (this.inFlight.size > 0) {
        const batch = firstEntries(this.inFlight, this.batchSize);
        await this.write(batch);
        for (const key of batch.keys()) this.inFlight.delete(key);
      }
    } catch (error) {
      this.requeueInFlight();
      throw error;
    }
  }

  private requeueInFlight(): void {
    const newer = this.waiting;
    this.waiting = this.inFlight;
    this.inFlight = new Map();
    for (const [key, value] of newer) this.put(key, value);
  }

  private dropOldest(): void {
    const [oldest] = this.waiting.keys();
    if (this.waiting.delete(oldest as K)) this.droppedCount += 1;
  }
}

function firstEntries<K, V>(entries: ReadonlyMap<K, V>, count: number): ReadonlyMap<K, V> {
  // A copy in any case: the caller's map changes while the batch is being written.
  if (entries.size <= count) return new Map(entries);
  return new Map([...entries].slice(0, count));
}
