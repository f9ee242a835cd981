/** What changes in shared limits. Times are milliseconds since the epoch. */
export type AdmissionChanges = {
  /** Counted in sliding windows. */
  readonly counts: readonly {
    readonly key: string;
    readonly slot: number;
    readonly amount: number;
  }[];
  /** What new grants hold. */
  readonly granted: readonly {
    readonly key: string;
    readonly id: string;
    readonly owner: string;
    readonly amount: number;
    readonly expiresAtMs: number;
  }[];
  /** Ids of grants. */
  readonly ended: readonly string[];
  readonly renewed: readonly { readonly id: string; readonly expiresAtMs: number }[];
  readonly spent: readonly {
    readonly key: string;
    readonly endsAtMs: number;
    readonly microUsd: number;
    readonly atMs: number;
  }[];
};

/** What is counted, held and spent of some keys. */
export type AdmissionState = {
  /** Ordered by key and slot. */
  readonly windows: readonly {
    readonly key: string;
    readonly slot: number;
    readonly amount: number;
  }[];
  readonly held: ReadonlyMap<string, number>;
  readonly spent: ReadonlyMap<string, number>;
};

/** As `AdmissionState`, with one total for each window. */
export type AdmissionTotals = Pick<AdmissionState, 'held' | 'spent'> & {
  readonly windows: ReadonlyMap<string, { readonly amount: number; readonly slot: number }>;
};

/** `countedFromMs`: what is spent from this moment on is counted; 0: from the start of the period. */
export type BudgetCounter = {
  readonly key: string;
  readonly countedFromMs: number;
  /** Whether the ledger has been read for what was spent before. */
  readonly isSeeded: boolean;
};

/** A sum of the ledger up to a cut. */
export type BudgetSum = {
  readonly key: string;
  /** The window in which the spending of the period is counted, too. */
  readonly recentKey: string;
  /** The slot at which the cut is; only for a period that was seeded before. */
  readonly fromSlot: number;
  readonly isSeeded: boolean;
  readonly sum: number;
};

/** The cooldown of an account (`model`: null) or of one of its models. `failures`: 0 when it has been ended. */
export type AccountHealthRow = {
  readonly accountId: string;
  readonly model: string | null;
  readonly reason: string;
  readonly untilMs: number;
  readonly failures: number;
  readonly failedAtMs: number;
  readonly requestedByProvider: boolean;
  readonly updatedAtMs: number;
};
