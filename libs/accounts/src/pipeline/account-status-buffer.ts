import type { AccountOutcome } from '@codegate/database';
import { toUtcText } from '@codegate/kernel';

export type AccountStatus = 'active' | 'rate_limited' | 'expired' | 'error';

const maxErrorLength = 500;

/**
 * What requests taught about accounts, for people to see; routing does not depend on it. Gathered in memory, the
 * last outcome of each account, until somebody writes it to the database.
 */
export class AccountStatusBuffer {
  private outcomes = new Map<string, AccountOutcome & { id: string }>();

  succeeded(id: string, nowMs: number): void {
    const at = toUtcText(nowMs);
    this.outcomes.set(id, { id, status: 'active', error: null, at, usedAt: at });
  }

  failed(id: string, status: AccountStatus, error: string, nowMs: number): void {
    const usedAt = this.outcomes.get(id)?.usedAt ?? null;
    const at = toUtcText(nowMs);
    this.outcomes.set(id, { id, status, error: error.slice(0, maxErrorLength), at, usedAt });
  }

  /** What has been gathered since the last time. */
  take(): (AccountOutcome & { id: string })[] {
    if (this.outcomes.size === 0) return [];
    const taken = [...this.outcomes.values()];
    this.outcomes = new Map();
    return taken;
  }
}
