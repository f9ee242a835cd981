import { isIPv6 } from 'node:net';

import { LRUCache } from 'lru-cache';

/** How many wrong passwords there may be before one has to wait, and how long: the wait doubles each time. */
const limits = {
  account: { free: 5, firstMs: 30_000, maxMs: 15 * 60_000 },
  address: { free: 20, firstMs: 30_000, maxMs: 15 * 60_000 },
} as const;
/** After so long without a failure everything is forgotten. */
const memoryMs = 60 * 60_000;
/** Names and addresses that are remembered at once. */
const maxEntries = 20_000;

type Entry = { failures: number; lastMs: number; untilMs: number };
type Subject = { readonly account: string; readonly address: string };

/**
 * Slows down guessing, by account and by address. An attempt counts as failed from its beginning until it has
 * succeeded: many at once do not get more tries than one after the other.
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

  /** The attempt was right: the account starts anew, the address gets its try back. */
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

/** Whoever has one IPv6 address has 2^64 of them. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  const groups = address.includes('::') ? [...first, ...zeros, ...last] : first;
  return groups.slice(0, 4).join(':');
}
