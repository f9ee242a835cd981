import type { AdmissionRepository } from '@codegate/database';
import type { Logger } from '@codegate/kernel';

import type {
  Admission,
  BudgetAmounts,
  BudgetPeriod,
  Demand,
  Grant,
  LedgerSums,
  MaybePromise,
  Refusal,
  Terms,
  Used,
  WindowView,
} from './admission.js';
import { MemoryAdmission } from './memory-admission.js';
import { BudgetReconciliation } from './sql-budgets.js';
import { SqlBatch } from './sql-batch.js';
import { SqlGrant } from './sql-grant.js';
import { SqlView, storedKey } from './sql-view.js';

/** A change that could not be written is tried again after this long, unless another one comes earlier. */
const retryMs = 1_000;

type Store = Pick<
  AdmissionRepository,
  'change' | 'openBudgets' | 'learnBudgets' | 'totals' | 'prune'
>;

/**
 * Admission of several processes on one database (SQLite or PostgreSQL). What is asked while a transaction runs
 * shares the next one, so the number of transactions does not grow with the traffic. Demands without a limit are
 * counted in this process only and cost no transaction. While the database does not answer, requests with limits fail.
 */
export class SqlAdmission implements Admission {
  private readonly unlimited = new MemoryAdmission();
  private readonly view = new SqlView();
  private batch = new SqlBatch();
  private running: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    private readonly logger: Logger,
  ) {}

  acquire<D extends Demand>(demands: readonly D[], terms: Terms): MaybePromise<Grant | Refusal<D>> {
    const limited = demands.filter(isLimited);
    if (limited.length === 0) {
      const local = this.unlimited.acquire(demands, terms);
      return local.granted ? new SqlGrant(this, demands, null, local, terms.nowMs) : local;
    }
    return this.acquireLimited(demands, limited, terms);
  }

  async reconcile(
    periods: readonly BudgetPeriod[],
    nowMs: number,
    ledgerSums: LedgerSums,
  ): Promise<void> {
    if (periods.length === 0) return;
    const counters = await this.store.openBudgets(
      periods.map(({ key, endsAtMs }) => ({
        key: storedKey({ kind: 'budget', key }),
        endsAtMs: Math.min(endsAtMs, Number.MAX_SAFE_INTEGER),
      })),
      nowMs,
    );
    const plan = new BudgetReconciliation(periods, counters, nowMs);
    await this.store.learnBudgets(plan.toSums(await ledgerSums(plan.cuts)));
    await this.refresh(nowMs);
  }

  /** Reads what other processes have changed; only for the admin API, `acquire` always reads them itself. */
  async refresh(nowMs: number): Promise<void> {
    await this.running;
    this.view.replace(await this.store.totals(SqlBatch.since(nowMs)), nowMs);
  }

  /** Deletes what has left its window, grants that have expired and budget periods that have ended. */
  async prune(nowMs: number): Promise<void> {
    await this.store.prune(SqlBatch.since(nowMs));
  }

  windowOf(kind: 'requests' | 'tokens', key: string, nowMs: number): WindowView {
    const shared = this.view.windowOf(kind, key, nowMs);
    return shared.taken > 0 ? shared : this.unlimited.windowOf(kind, key, nowMs);
  }

  waitForRequestMs(key: string, limit: number, nowMs: number): number {
    return limit > 0 ? this.view.waitForRequestMs(key, nowMs) : 0;
  }

  slotsInUse(key: string): number {
    return this.view.slotsInUse(key) + this.unlimited.slotsInUse(key);
  }

  budgetOf(key: string): BudgetAmounts {
    return this.view.budgetOf(key);
  }

  /** Ends a grant in the next transaction. Never rejects: what fails is tried again. */
  end(id: string | null, demands: readonly Demand[], used: Used | null): MaybePromise<void> {
    const changed = this.batch.end(id, demands, used);
    return changed ? this.commit() : undefined;
  }

  takeBackRequests(demands: readonly Demand[], countedAtMs: number): void {
    this.batch.takeBackRequests(demands, countedAtMs);
  }

  renew(id: string, expiresAtMs: number): Promise<void> {
    this.batch.renew(id, expiresAtMs);
    return this.commit();
  }

  private async acquireLimited<D extends Demand>(
    demands: readonly D[],
    limited: readonly D[],
    terms: Terms,
  ): Promise<Grant | Refusal<D>> {
    const result = this.batch.acquire(limited, terms);
    void this.commit();
    const granted = await result;
    if (!granted.granted) return granted as Refusal<D>;
    const rest = demands.filter((demand) => !isLimited(demand));
    const local = rest.length > 0 ? this.unlimited.acquire(rest, terms) : null;
    return new SqlGrant(this, demands, granted.id, local?.granted ? local : null, terms.nowMs);
  }

  /** Resolves when everything in the current batch has been written, or has been kept for the next try. */
  private commit(): Promise<void> {
    const { batch } = this;
    batch.written ??= (this.running ?? Promise.resolve()).then(() => {
      this.batch = new SqlBatch();
      this.running = this.write(batch);
      return this.running;
    });
    return batch.written;
  }

  private async write(batch: SqlBatch): Promise<void> {
    try {
      await this.store.change(batch.ended, batch.keys, SqlBatch.since(batch.nowMs), (state) =>
        batch.decide(state),
      );
      batch.resolve(this.view);
    } catch (error) {
      batch.reject(error);
      if (!this.batch.keep(batch.ended)) return;
      this.logger.error({ err: error }, 'ended grants could not be written, will retry');
      setTimeout(() => void this.commit(), retryMs).unref();
    }
  }
}

function isLimited(demand: Demand): boolean {
  return demand.kind === 'budget' || demand.limit > 0;
}
