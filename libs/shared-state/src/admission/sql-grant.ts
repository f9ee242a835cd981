import type { Demand, Grant, MaybePromise, Used } from './admission.js';

type GrantRows = {
  takeBackRequests(demands: readonly Demand[], countedAtMs: number): void;
  end(id: string | null, demands: readonly Demand[], used: Used | null): MaybePromise<void>;
  renew(id: string, expiresAtMs: number): Promise<void>;
};

/** A grant whose rows are in the database. */
export class SqlGrant implements Grant {
  readonly granted = true;
  private hasEnded = false;

  /**
   * @param id of its rows; null when it has none
   * @param local what is counted in this process only
   */
  constructor(
    private readonly rows: GrantRows,
    private readonly demands: readonly Demand[],
    private readonly id: string | null,
    private readonly local: Grant | null,
    private readonly grantedAtMs: number,
  ) {}

  settle(used: Used): MaybePromise<void> {
    return this.end(used);
  }

  cancel(): MaybePromise<void> {
    if (this.hasEnded) return;
    void this.local?.cancel();
    this.rows.takeBackRequests(this.demands, this.grantedAtMs);
    return this.end(null);
  }

  release(): MaybePromise<void> {
    return this.end(null);
  }

  renew(ttlMs: number, nowMs: number): MaybePromise<void> {
    void this.local?.renew(ttlMs, nowMs);
    if (this.id !== null && !this.hasEnded) return this.rows.renew(this.id, nowMs + ttlMs);
  }

  private end(used: Used | null): MaybePromise<void> {
    if (this.hasEnded) return;
    this.hasEnded = true;
    void this.local?.release();
    return this.rows.end(this.id, this.demands, used);
  }
}
