/** A value, or a promise of it. Await it only when it is a promise: one process then pays no microtask. */
export type MaybePromise<T> = T | Promise<T>;

/** One request in a sliding window of 60 s. */
export type RequestsDemand = {
  readonly kind: 'requests';
  readonly key: string;
  /** Requests per minute; 0 or less means unlimited (they are counted all the same). */
  readonly limit: number;
};

/** One of `limit` slots for requests that run at the same time. */
export type SlotDemand = {
  readonly kind: 'slot';
  readonly key: string;
  /** 0 or less means unlimited. */
  readonly limit: number;
};

/** Tokens in a sliding window of 60 s: reserved by estimate, settled by real use. */
export type TokensDemand = {
  readonly kind: 'tokens';
  readonly key: string;
  /** Tokens per minute, above 0. */
  readonly limit: number;
  /** An estimate above the limit needs an empty window, so that it is not refused for ever. */
  readonly amount: number;
};

/** One period of one budget. The period is part of the key, so nothing has to be reset when it ends. */
export type BudgetPeriod = {
  readonly key: string;
  /** Infinity for a budget that never ends. */
  readonly endsAtMs: number;
};

/** Micro-dollars of a budget. */
export type BudgetDemand = BudgetPeriod & {
  readonly kind: 'budget';
  /** Micro-dollars that may be spent in the period. */
  readonly limit: number;
  /** Micro-dollars the request may cost. */
  readonly amount: number;
  /** Whether a request that may cost more than what is left passes when it is the only one. */
  readonly isLenient: boolean;
};

/** What a step of a request needs from one limit. */
export type Demand = RequestsDemand | SlotDemand | TokensDemand | BudgetDemand;

export type RefusalReason =
  /** The window or the slots are full. */
  | 'limit'
  /** What is left is reserved by running requests. */
  | 'reserved'
  /** The budget is spent. */
  | 'exhausted'
  /** The request may cost more than what is left of the budget. */
  | 'too_small';

export type Refusal<D extends Demand = Demand> = {
  readonly granted: false;
  /** The demand that has no room. */
  readonly demand: D;
  readonly reason: RefusalReason;
  /** When a retry makes sense; null when waiting does not help. */
  readonly retryAfterMs: number | null;
  /** What is left of the limit: requests, slots, tokens or micro-dollars. */
  readonly left: number;
};

/** What a request really used. */
export type Used = {
  /** Counted in the windows of the grant's token demands. */
  readonly tokens: number;
  readonly microUsd: number;
  /** The budget periods in which `microUsd` is counted: those of the moment of use, not of the grant. */
  readonly budgets: readonly BudgetPeriod[];
  /** Time of use; the ledger row of the same use carries the same time. */
  readonly nowMs: number;
};

/**
 * What a request holds. `settle`, `release` and `cancel` end it; the first call is effective, every later one does nothing.
 * A grant that is neither ended nor renewed returns what it holds when its time to live is over.
 */
export type Grant = {
  readonly granted: true;
  /** Returns what was reserved and counts what was used, even if the time to live is over. */
  settle(used: Used): MaybePromise<void>;
  /** Returns what was reserved. Requests stay counted in their window. */
  release(): MaybePromise<void>;
  /** Returns what was reserved, and the requests count no more: for one that was refused before it cost anything. */
  cancel(): MaybePromise<void>;
  /** Extends the time to live to `nowMs + ttlMs`; for requests that run long. */
  renew(ttlMs: number, nowMs: number): MaybePromise<void>;
};

export type Terms = {
  /** The instance that holds the grant. */
  readonly owner: string;
  readonly ttlMs: number;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
};

/** A sliding window of 60 s at one moment. */
export type WindowView = {
  /** Counted in the last 60 s, or reserved. */
  readonly taken: number;
  /** Until nothing that is counted now is in the window any more. */
  readonly emptyInMs: number;
};

/** Micro-dollars of one budget period. */
export type BudgetAmounts = { readonly spent: number; readonly reserved: number };

/**
 * Sums of the ledger in micro-dollars by the key of the period.
 *
 * @param cuts for each key, only rows created before this moment count; keys without a cut need no sum
 */
export type LedgerSums = (
  cuts: ReadonlyMap<string, number>,
) => Promise<ReadonlyMap<string, number>>;

/**
 * Limits that requests share: requests per minute, slots, tokens per minute and budgets. A step of a request names
 * all its demands at once and gets all of them or none; to look and to take is one atomic step, so that of any number
 * of requests at once no more pass than there is room for. The memory implementation serves one process and never
 * returns a promise; others serve several processes.
 */
export type Admission = {
  /**
   * @param demands at most one of a kind for each key
   * @returns a grant of all of them, or the first that has no room
   */
  acquire<D extends Demand>(demands: readonly D[], terms: Terms): MaybePromise<Grant | Refusal<D>>;

  /**
   * Brings what is counted as spent in line with the ledger, which is the source of truth: at the start, for new
   * budgets, and again and again for what other processes have spent.
   */
  reconcile(periods: readonly BudgetPeriod[], nowMs: number, ledgerSums: LedgerSums): Promise<void>;

  /** The window of a requests or tokens demand. Several processes: as last read. */
  windowOf(kind: 'requests' | 'tokens', key: string, nowMs: number): WindowView;
  /** When a requests demand has room again; 0 when it has room now. Several processes: as last refused. */
  waitForRequestMs(key: string, limit: number, nowMs: number): number;
  slotsInUse(key: string): number;
  budgetOf(key: string): BudgetAmounts;
};
