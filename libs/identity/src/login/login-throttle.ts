import { isIPv6 } from 'node:net';

import { LRUCache } from 'lru-cache';

/** The number of wrong passwords without a wait, and the first wait, which doubles with each further one. */
const limits = {
  account: { free: 5, firstMs: 30_000, maxMs: 15 * 60_000 },
  address: { free: 20, firstMs: 30_000, maxMs: 15 * 60_000 },
} as const;
/** The failures are forgotten after this time without another one. */
const memoryMs = 60 * 60_000;
/** Maximum number of names and addresses in memory. */
const maxEntries = 20_000;

type Entry = { failures: number; lastMs: number; untilMs: number };
type Subject = { readonly account: string; readonly address: string };

/**
 * Limits password guessing per account and per address. An attempt counts as failed until it has succeeded, so
 * parallel attempts get no more tries than sequential ones.
 */
export class LoginThrottle {
  private readonly entries = new LRUCache<string, Entry>({ max: maxEntries });

  /** Counts one attempt. @returns milliseconds to wait; 0 when it may be made */
  attempt(subject: Subject, nowMs: number): number {
    const keys = keysOf(subject);
    const waitMs = Math.max(...keys.map(({ key }) => this.waitMs(key, nowMs)));
    if (waitMs > 0) return waitMs;
    for (const { key, kind } of keys) this.fail(key, limits[kind], nowMs);
    return 0;
  }

  /** Records a success: the failures of the account are forgotten, and the attempt does not count for the address. */
  succeeded({ account, address }: Subject): void {
    this.entries.delete(`account:${account}`);
    const entry = this.entries.peek(`address:${networkOf(address)}`);
    if (!entry) return;
    entry.failures -= 1;
    entry.untilMs = 0;
  }

  private waitMs(key: string, nowMs: number): number {
    const entry = this.entries.peek(key);
    return entry ? Math.max(0, entry.untilMs - nowMs) : 0;
  }

  private fail(key: string, limit: (typeof limits)[keyof typeof limits], nowMs: number): void {
    const known = this.entries.peek(key);
    const isFresh = known !== undefined && nowMs - known.lastMs < memoryMs;
    const failures = isFresh ? known.failures + 1 : 1;
    const over = failures - limit.free;
    const waitMs = over < 0 ? 0 : Math.min(limit.maxMs, limit.firstMs * 2 ** Math.min(over, 20));
    this.entries.set(key, { failures, lastMs: nowMs, untilMs: nowMs + waitMs });
  }
}

function keysOf({ account, address }: Subject): { key: string; kind: keyof typeof limits }[] {
  return [
    { key: `account:${account}`, kind: 'account' },
    { key: `address:${networkOf(address)}`, kind: 'address' },
  ];
}

/** A client usually owns a whole IPv6 /64 network. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  const groups = address.includes('::') ? [...first, ...zeros, ...last] : first;
  return groups.slice(0, 4).join(':');
}
