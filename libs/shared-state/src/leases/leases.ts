/** A named right that one owner has for a limited time. */
export type Lease = {
  readonly name: string;
  readonly owner: string;
  /**
   * Grows with every acquisition of the name, also across restarts. Whoever writes on behalf of a lease passes it on,
   * so that the write of a former holder can be recognized.
   */
  readonly fencing: number;
};

/**
 * Leases that several processes share. Times to live are in milliseconds and measured with one clock (the database's),
 * so that hosts whose clocks differ agree on what has expired.
 */
export type Leases = {
  /** Null while it is held, also by the same owner. */
  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | null>;
  /** The lease is held for `ttlMs` from now on. False when it had expired or another owner has acquired it. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  /** Does nothing when the lease is no longer held. */
  release(lease: Lease): Promise<void>;
  /** Releases every lease of an owner. */
  releaseAll(owner: string): Promise<void>;
  /** The current holder; null while it is free. */
  current(name: string): Promise<(Lease & { readonly expiresInMs: number }) | null>;
};
