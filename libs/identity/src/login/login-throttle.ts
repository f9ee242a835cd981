import { LRUCache } from 'lru-cache';

import { networkOf } from '@codegate/kernel';

/** The number of wrong passwords without a wait, and the first wait, which doubles with each further one. */
const waits = { firstMs: 30_000, maxMs: 15 * 60_000 } as const;
const limits = {
  /** A browser that has logged in to the account before. */
  device: { free: 5, ...waits },
  /** One account from one address. */
  pair: { free: 5, ...waits },
  /** One account from all addresses that have not logged in to it before. */
  account: { free: 50, ...waits },
  /** One address with any account. */
  address: { free: 20, ...waits },
} as const;
type Kind = keyof typeof limits;
/** The failures are forgotten after this time without another one. */
const memoryMs = 60 * 60_000;
/** Maximum number of entries in memory. */
const maxEntries = 20_000;

type Entry = { failures: number; lastMs: number; untilMs: number };
type Subject = {
  readonly account: string;
  readonly address: string;
  /** The id of a browser that has logged in to the account before, or of a session of it. */
  readonly device: string | null;
};

/**
 * Limits password guessing. An attempt counts as failed until it has succeeded, so parallel attempts get no more tries
 * than sequential ones. Somebody who guesses does not lock out the owner of the account: a known browser has a count of
 * its own (the device cookies of OWASP), and one address does not use up the tries of another.
 */
export class LoginThrottle {
  private readonly entries = new LRUCache<string, Entry>({ max: maxEntries });
  /** Pairs of account and address with a login. */
  private readonly known = new LRUCache<string, true>({ max: maxEntries });

  /** Counts one attempt. @returns milliseconds to wait; 0 when it may be made */
  attempt(subject: Subject, nowMs: number): number {
    const keys = this.keysOf(subject);
    const waitMs = Math.max(...keys.map(({ key }) => this.waitMs(key, nowMs)));
    if (waitMs > 0) return waitMs;
    for (const { key, kind } of keys) this.fail(key, limits[kind], nowMs);
    return 0;
  }

  /** Records a success: the failures of this browser and address at the account are forgotten, others stay. */
  succeeded(subject: Subject): void {
    for (const { key, kind } of this.keysOf(subject)) {
      const entry = this.entries.peek(key);
      if (!entry) continue;
      if (kind === 'device' || kind === 'pair') {
        this.entries.delete(key);
        continue;
      }
      entry.failures -= 1;
      entry.untilMs = 0;
    }
    this.known.set(pairOf(subject), true);
  }

  private keysOf(subject: Subject): { key: string; kind: Kind }[] {
    const { account, address, device } = subject;
    if (device !== null) return [{ key: `device:${account} ${device}`, kind: 'device' }];
    const pair = pairOf(subject);
    return [
      { key: `pair:${pair}`, kind: 'pair' },
      { key: `address:${networkOf(address)}`, kind: 'address' },
      ...(this.known.has(pair) ? [] : [{ key: `account:${account}`, kind: 'account' as const }]),
    ];
  }

  private waitMs(key: string, nowMs: number): number {
    const entry = this.entries.peek(key);
    return entry ? Math.max(0, entry.untilMs - nowMs) : 0;
  }

  private fail(key: string, limit: (typeof limits)[Kind], nowMs: number): void {
    const known = this.entries.peek(key);
    const isFresh = known !== undefined && nowMs - known.lastMs < memoryMs;
    const failures = isFresh ? known.failures + 1 : 1;
    const over = failures - limit.free;
    const waitMs = over < 0 ? 0 : Math.min(limit.maxMs, limit.firstMs * 2 ** Math.min(over, 20));
    this.entries.set(key, { failures, lastMs: nowMs, untilMs: nowMs + waitMs });
  }
}

function pairOf({ account, address }: Subject): string {
  return `${networkOf(address)} ${account}`;
}
