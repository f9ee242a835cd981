import type { AdmissionTotals } from '@codegate/database';

import type { BudgetAmounts, Demand, Refusal, WindowView } from './admission.js';
import type { MemoryAdmission } from './memory-admission.js';
import { windowEndMs } from './sliding-window.js';

type Counted = { readonly taken: number; readonly emptyAtMs: number };
const nothing: Counted = { taken: 0, emptyAtMs: 0 };

/** The name of a limit in the database. */
export function storedKey({ kind, key }: Pick<Demand, 'kind' | 'key'>): string {
  return `${kind}:${key}`;
}

/** The window in which the spending of a budget period is counted by its time. */
export function recentKey(budgetKey: string): string {
  return `spent:${budgetKey}`;
}

/**
 * Limits as this process has last seen them, for what has to be known without waiting: headers, plans and the admin
 * API. What it says may be a moment old; nothing is granted by it.
 */
export class SqlView {
  private windows = new Map<string, Counted>();
  private held = new Map<string, number>();
  private spent = new Map<string, number>();
  /** When a requests demand that was refused has room again. */
  private readonly roomAtMs = new Map<string, number>();

  replace({ windows, held, spent }: AdmissionTotals, nowMs: number): void {
    this.windows = new Map(
      [...windows].map(([key, { amount, slot }]) => [
        key,
        { taken: amount, emptyAtMs: windowEndMs(slot) },
      ]),
    );
    this.held = new Map(held);
    this.spent = new Map(spent);
    for (const [key, atMs] of this.roomAtMs) if (atMs <= nowMs) this.roomAtMs.delete(key);
  }

  /** Takes over what a demand has found. */
  note(demand: Demand, found: MemoryAdmission, refusal: Refusal | null, nowMs: number): void {
    const { kind, key } = demand;
    const stored = storedKey(demand);
    switch (kind) {
      case 'slot':
        this.held.set(stored, found.slotsInUse(key));
        break;
      case 'budget': {
        const { spent, reserved } = found.budgetOf(key);
        this.spent.set(stored, spent);
        this.held.set(stored, reserved);
        break;
      }
      case 'requests':
      case 'tokens': {
        const { taken, emptyInMs } = found.windowOf(kind, key, nowMs);
        const held = kind === 'tokens' ? found.tokensHeld(key) : 0;
        this.held.set(stored, held);
        this.windows.set(stored, { taken: taken - held, emptyAtMs: nowMs + emptyInMs });
      }
    }
    if (kind === 'requests' && refusal?.demand === demand) {
      this.roomAtMs.set(key, nowMs + (refusal.retryAfterMs ?? 0));
    }
  }

  windowOf(kind: 'requests' | 'tokens', key: string, nowMs: number): WindowView {
    const stored = storedKey({ kind, key });
    const window = this.windows.get(stored) ?? nothing;
    const emptyInMs = Math.max(0, window.emptyAtMs - nowMs);
    const counted = emptyInMs > 0 ? window.taken : 0;
    return { taken: counted + (this.held.get(stored) ?? 0), emptyInMs };
  }

  waitForRequestMs(key: string, nowMs: number): number {
    return Math.max(0, (this.roomAtMs.get(key) ?? 0) - nowMs);
  }

  slotsInUse(key: string): number {
    return this.held.get(storedKey({ kind: 'slot', key })) ?? 0;
  }

  budgetOf(key: string): BudgetAmounts {
    const stored = storedKey({ kind: 'budget', key });
    return { spent: this.spent.get(stored) ?? 0, reserved: this.held.get(stored) ?? 0 };
  }
}
