import type { AdmissionChanges, AdmissionState } from '@codegate/database';
import { append, newId } from '@codegate/kernel';

import type { Demand, Refusal, Terms, Used } from './admission.js';
import { amountOf, countable } from './amounts.js';
import { MemoryAdmission, type StoredLimit } from './memory-admission.js';
import { oldestWindowSlot, windowSlotMs } from './sliding-window.js';
import { recentKey, storedKey, type SqlView } from './sql-view.js';

type Granted = { readonly granted: true; readonly id: string };
type Result = Granted | Refusal;
type Asked = {
  readonly demands: readonly Demand[];
  readonly terms: Terms;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};
type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : never;
};

/** What is written in one transaction: grants that end, then grants that are asked for, in their order. */
export class SqlBatch {
  /** Of this batch; null before it is needed. */
  written: Promise<void> | null = null;
  readonly ended = noChanges();
  private readonly asked: Asked[] = [];
  private results: Result[] = [];
  private decided = new MemoryAdmission();

  /** What is not older than this is still counted. */
  static since(nowMs: number): { slot: number; nowMs: number } {
    return { slot: oldestWindowSlot(nowMs), nowMs };
  }

  /** The limits that have to be known. */
  get keys(): string[] {
    return this.asked.flatMap(({ demands }) => demands.map(storedKey));
  }

  get nowMs(): number {
    return this.asked[0]?.terms.nowMs ?? 0;
  }

  acquire(demands: readonly Demand[], terms: Terms): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.asked.push({ demands, terms, resolve, reject });
    });
  }

  /** @returns false when there is nothing to write */
  end(id: string | null, demands: readonly Demand[], ended: Used | null): boolean {
    const used = ended && countable(ended);
    if (id !== null) this.ended.ended.push(id);
    const counts = used && used.tokens > 0 ? this.countTokens(demands, used) : 0;
    const spends = used && used.microUsd > 0 ? this.countSpent(used) : 0;
    return id !== null || counts + spends > 0 || this.ended.counts.length > 0;
  }

  /** Only of limited demands: the others are not in the database. */
  takeBackRequests(demands: readonly Demand[], countedAtMs: number): void {
    const slot = Math.floor(countedAtMs / windowSlotMs);
    for (const demand of demands) {
      if (demand.kind !== 'requests' || demand.limit <= 0) continue;
      this.ended.counts.push({ key: storedKey(demand), slot, amount: -1 });
    }
  }

  private countTokens(demands: readonly Demand[], { tokens, nowMs }: Used): number {
    const counted = demands.filter(({ kind }) => kind === 'tokens').map(storedKey);
    const slot = Math.floor(nowMs / windowSlotMs);
    for (const key of counted) this.ended.counts.push({ key, slot, amount: tokens });
    return counted.length;
  }

  private countSpent({ budgets, microUsd, nowMs }: Used): number {
    for (const { key, endsAtMs } of budgets) {
      this.ended.spent.push({
        key: storedKey({ kind: 'budget', key }),
        endsAtMs: Math.min(endsAtMs, Number.MAX_SAFE_INTEGER),
        microUsd,
        atMs: nowMs,
      });
      const slot = Math.floor(nowMs / windowSlotMs);
      this.ended.counts.push({ key: recentKey(key), slot, amount: microUsd });
    }
    return budgets.length;
  }

  renew(id: string, expiresAtMs: number): void {
    this.ended.renewed.push({ id, expiresAtMs });
  }

  /** Takes over what another batch could not write. */
  keep({ counts, ended, renewed, spent }: AdmissionChanges): boolean {
    append(this.ended.counts, counts);
    append(this.ended.ended, ended);
    append(this.ended.renewed, renewed);
    append(this.ended.spent, spent);
    return counts.length + ended.length + renewed.length + spent.length > 0;
  }

  /** Decides by the same rules as one process; inside the transaction, so it may run again after a failure. */
  decide(state: AdmissionState): AdmissionChanges {
    const changes = noChanges();
    this.decided = new MemoryAdmission();
    const limits = new Map(
      this.asked.flatMap(({ demands }) => demands.map((demand) => [storedKey(demand), demand])),
    );
    for (const [stored, demand] of limits) this.decided.load(demand, stateOf(stored, state));
    this.results = this.asked.map(({ demands, terms }) => {
      const result = this.decided.acquire(demands, terms);
      if (!result.granted) return result;
      const id = newId();
      for (const demand of demands) addDemand(changes, demand, id, terms);
      return { granted: true, id };
    });
    return changes;
  }

  /** Hands out what was decided, after it has been written. */
  resolve(view: SqlView): void {
    for (const [index, { demands, terms, resolve }] of this.asked.entries()) {
      const result = this.results[index];
      if (!result) continue;
      const refusal = result.granted ? null : result;
      for (const demand of demands) view.note(demand, this.decided, refusal, terms.nowMs);
      resolve(result);
    }
  }

  reject(error: unknown): void {
    for (const { reject } of this.asked) reject(error);
  }
}

function addDemand(
  changes: Mutable<AdmissionChanges>,
  demand: Demand,
  id: string,
  { owner, ttlMs, nowMs }: Terms,
): void {
  const key = storedKey(demand);
  if (demand.kind === 'requests') {
    changes.counts.push({ key, slot: Math.floor(nowMs / windowSlotMs), amount: 1 });
  } else {
    const expiresAtMs = nowMs + ttlMs;
    changes.granted.push({ key, id, owner, amount: amountOf(demand), expiresAtMs });
  }
}

function stateOf(stored: string, { windows, held, spent }: AdmissionState): StoredLimit {
  return {
    window: windows
      .filter(({ key }) => key === stored)
      .map(({ slot, amount }) => ({ atMs: slot * windowSlotMs, amount })),
    held: held.get(stored) ?? 0,
    spent: spent.get(stored) ?? 0,
  };
}

function noChanges(): Mutable<AdmissionChanges> {
  return { counts: [], granted: [], ended: [], renewed: [], spent: [] };
}
