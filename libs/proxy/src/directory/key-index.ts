/** What the pipeline needs of an index of keys; a Map will do as well. */
export type KeyLookup<T> = Pick<ReadonlyMap<string, T>, 'get' | 'size' | 'values'>;

const bucketCount = 256;

/**
 * An immutable map from SHA-256 of a key, in hexadecimal, to what the key opens. A changed copy shares all buckets
 * with the original except those that change, so one write does not copy tens of thousands of entries.
 */
export class KeyIndex<T> implements KeyLookup<T> {
  constructor(
    private readonly buckets: readonly ReadonlyMap<string, T>[] = Array<Map<string, T>>(
      bucketCount,
    ).fill(new Map()),
    readonly size = 0,
  ) {}

  get(hash: string): T | undefined {
    return this.buckets[bucketOf(hash)]?.get(hash);
  }

  *values(): MapIterator<T> {
    for (const bucket of this.buckets) yield* bucket.values();
  }

  /** Collects changes; the index itself stays as it is. */
  draft(): KeyIndexDraft<T> {
    return new KeyIndexDraft(this.buckets, this.size);
  }
}

/** The changes for a new index. A bucket is copied when it is changed for the first time. */
export class KeyIndexDraft<T> {
  private readonly buckets: ReadonlyMap<string, T>[];
  private readonly copies = new Map<number, Map<string, T>>();

  constructor(
    buckets: readonly ReadonlyMap<string, T>[],
    private size: number,
  ) {
    this.buckets = [...buckets];
  }

  set(hash: string, value: T): void {
    const bucket = this.copyOf(hash);
    if (!bucket.has(hash)) this.size += 1;
    bucket.set(hash, value);
  }

  delete(hash: string): void {
    if (this.copyOf(hash).delete(hash)) this.size -= 1;
  }

  /** The draft must not be used afterwards. */
  finish(): KeyIndex<T> {
    return new KeyIndex(this.buckets, this.size);
  }

  private copyOf(hash: string): Map<string, T> {
    const number = bucketOf(hash);
    const known = this.copies.get(number);
    if (known) return known;
    const copy = new Map(this.buckets[number]);
    this.copies.set(number, copy);
    this.buckets[number] = copy;
    return copy;
  }
}

/** By the first two digits; hashes are spread evenly. */
function bucketOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 2), 16) & (bucketCount - 1);
}
