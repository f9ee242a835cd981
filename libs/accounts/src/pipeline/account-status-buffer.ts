import type { AccountOutcome } from '@codegate/database';
import { toUtcText, WriteBehind } from '@codegate/kernel';

export type AccountStatus = 'active' | 'rate_limited' | 'expired' | 'error';

const maxErrorLength = 500;

/**
 * The last result of each account, collected in memory until it is written to the database. It is only displayed;
 * routing does not depend on it.
 */
export class AccountStatusBuffer {
  private readonly outcomes: WriteBehind<string, AccountOutcome>;

  /** @param write stores a batch, by account id, in one transaction */
  constructor(write: (outcomes: ReadonlyMap<string, AccountOutcome>) => Promise<void>) {
    this.outcomes = new WriteBehind(write, {
      merge: (older, newer) => ({ ...newer, usedAt: newer.usedAt ?? older.usedAt }),
    });
  }

  succeeded(id: string, nowMs: number): void {
    const at = toUtcText(nowMs);
    this.outcomes.put(id, { status: 'active', error: null, at, usedAt: at });
  }

  failed(id: string, status: AccountStatus, error: string, nowMs: number): void {
    const at = toUtcText(nowMs);
    this.outcomes.put(id, { status, error: error.slice(0, maxErrorLength), at, usedAt: null });
  }

  /** @throws the error of the write; the results are kept for the next flush */
  flush(): Promise<void> {
    return this.outcomes.flush();
  }
}
