import type { Clock } from '@codegate/kernel';

import type { Lease, Leases } from './leases.js';

type Entry = Lease & { expiresAtMs: number };

/** Leases within one process. */
export class MemoryLeases implements Leases {
  /** Ended leases stay: their fencing numbers are continued. */
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly clock: Clock) {}

  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | null> {
    const before = this.entries.get(name);
    const nowMs = this.clock.now();
    if (before && before.expiresAtMs > nowMs) return Promise.resolve(null);
    const lease = { name, owner, fencing: (before?.fencing ?? 0) + 1 };
    this.entries.set(name, { ...lease, expiresAtMs: nowMs + ttlMs });
    return Promise.resolve(lease);
  }

  renew(lease: Lease, ttlMs: number): Promise<boolean> {
    const entry = this.heldEntry(lease);
    if (!entry) return Promise.resolve(false);
    entry.expiresAtMs = this.clock.now() + ttlMs;
    return Promise.resolve(true);
  }

  release(lease: Lease): Promise<void> {
    const entry = this.heldEntry(lease);
    if (entry) entry.expiresAtMs = 0;
    return Promise.resolve();
  }

  releaseAll(owner: string): Promise<void> {
    for (const entry of this.entries.values()) if (entry.owner === owner) entry.expiresAtMs = 0;
    return Promise.resolve();
  }

  current(name: string): Promise<(Lease & { expiresInMs: number }) | null> {
    const entry = this.entries.get(name);
    const expiresInMs = (entry?.expiresAtMs ?? 0) - this.clock.now();
    if (!entry || expiresInMs <= 0) return Promise.resolve(null);
    const { owner, fencing } = entry;
    return Promise.resolve({ name, owner, fencing, expiresInMs });
  }

  private heldEntry({ name, owner, fencing }: Lease): Entry | null {
    const entry = this.entries.get(name);
    if (!entry || entry.expiresAtMs <= this.clock.now()) return null;
    return entry.owner === owner && entry.fencing === fencing ? entry : null;
  }
}
