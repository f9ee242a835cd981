import type { Demand, Grant, MaybePromise, Used } from './admission.js';
import type { SqlAdmission } from './sql-admission.js';

/** A grant whose rows are in the database. */
export class SqlGrant implements Grant {
  readonly granted = true;
  private hasEnded = false;

  /**
   * @param id of its rows; null when it has none
   * @param local what is counted in this process only
   */
  constructor(
    private readonly admission: Pick<SqlAdmission, 'end' | 'renew'>,
    private readonly demands: readonly Demand[],
    private readonly id: string | null,
    private readonly local: Grant | null,
  ) {}

  settle(used: Used): MaybePromise<void> {
    return this.end(used);
  }

  release(): MaybePromise<void> {
    return this.end(null);
  }

  renew(ttlMs: number, nowMs: number): MaybePromise<void> {
    void this.local?.renew(ttlMs, nowMs);
    if (this.id !== null && !this.hasEnded) return this.admission.renew(this.id, nowMs + ttlMs);
  }

  private end(used: Used | null): MaybePromise<void> {
    if (this.hasEnded) return;
    this.hasEnded = true;
    void this.local?.release();
    return this.admission.end(this.id, this.demands, used);
  }
}
