import type { Grant, Used } from '@codegate/shared-state';

/** A grant that is not renewed for this long returns what it holds: its process has died. */
export const grantTtlMs = 60_000;

/** What a running request holds of limits and budgets: a grant of the request and one of the attempt at an account. */
export class Reservations {
  private request: Grant | null = null;
  private attempt: Grant | null = null;

  constructor(private readonly open: OpenReservations) {}

  /** Held until the request is over for the client. */
  holdForRequest(grant: Grant): void {
    this.request = grant;
    this.open.add(this);
  }

  /** Held until it is known what the attempt used. */
  holdForAttempt(grant: Grant): void {
    this.attempt = grant;
    this.open.add(this);
  }

  /** Ends the attempt; null: it used nothing. */
  settle(used: Used | null): void {
    const grant = this.attempt;
    this.attempt = null;
    if (used) void grant?.settle(used);
    else void grant?.release();
  }

  /** Ends a request that the gateway refused before it cost anything: it does not count. */
  cancel(): void {
    void this.request?.cancel();
  }

  /** Ends everything that has not ended yet. */
  close(): void {
    this.settle(null);
    const grant = this.request;
    this.request = null;
    void grant?.release();
    this.open.delete(this);
  }

  renew(nowMs: number): void {
    void this.request?.renew(grantTtlMs, nowMs);
    void this.attempt?.renew(grantTtlMs, nowMs);
  }
}

/** The reservations of all running requests. They are renewed together, so that long requests keep what they hold. */
export class OpenReservations {
  private readonly all = new Set<Reservations>();

  get size(): number {
    return this.all.size;
  }

  add(reservations: Reservations): void {
    this.all.add(reservations);
  }

  delete(reservations: Reservations): void {
    this.all.delete(reservations);
  }

  /** To be called several times in `grantTtlMs`. */
  renew(nowMs: number): void {
    for (const reservations of this.all) reservations.renew(nowMs);
  }
}
