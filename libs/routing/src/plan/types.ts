import type { Endpoint } from '@codegate/protocol';
import type { Tier } from '@codegate/models';
import type { Cooldown } from '@codegate/shared-state';

export const strategyNames = ['priority', 'round-robin', 'least-used', 'budget-aware'] as const;
export type StrategyName = (typeof strategyNames)[number];

/** What routing needs to know of an account. */
export type PlanAccount = {
  readonly id: string;
  readonly name: string;
  /** Id of the provider. */
  readonly provider: string;
  /** Higher is preferred. */
  readonly priority: number;
  /** Requests per minute; 0 or less is unlimited. */
  readonly rateLimit: number;
  /** Null or 0: no budget. */
  readonly monthlyBudgetMicroUsd: number | null;
  readonly enabled: boolean;
  /** Whether its stored secret could be read (or none is needed). */
  readonly usable: boolean;
  /** Endpoints of the proxy this account can serve. */
  readonly endpoints: ReadonlySet<Endpoint>;
};

export type PlanRow = {
  readonly tier: Tier;
  readonly accountId: string;
  readonly priority: number;
  readonly targetModel: string | null;
};

export type PlanConfig = {
  readonly id: string;
  readonly name: string;
  readonly strategy: StrategyName;
  readonly rows: readonly PlanRow[];
};

/** The configuration routing works on: an immutable part of the snapshot. */
export type RoutingTable<Account extends PlanAccount = PlanAccount> = {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly configs: ReadonlyMap<string, PlanConfig>;
  readonly activeConfigId: string | null;
};

export type PlanRequest = {
  readonly endpoint: Endpoint;
  readonly model: string;
  readonly tier: Tier;
  /** Whether the caller may use a model; null when it may use all. */
  readonly allowsModel: ((model: string) => boolean) | null;
  /** The tenant's own config, if it has one. */
  readonly configId: string | null;
  readonly nowMs: number;
};

/** Why an account is not among the candidates. */
export type RefusalReason =
  | 'disabled'
  | 'unreadable_credential'
  | 'dialect_not_supported'
  | 'budget_exhausted'
  | 'rate_limited'
  /** Only another tier has accounts, and the caller may not use the model it has there. */
  | 'model_not_allowed'
  /** In a cooldown that the provider asked for. */
  | 'resting';

export type Candidate<Account extends PlanAccount = PlanAccount> = {
  readonly account: Account;
  /** The model to request from this account. */
  readonly targetModel: string;
  /** The reason for its position, for people. */
  readonly reason: string;
  /** Null when it is not in cooldown. */
  readonly cooldown: Cooldown | null;
};

export type Refusal = {
  readonly accountId: string;
  readonly accountName: string;
  readonly reason: RefusalReason;
  readonly retryAfterMs: number | null;
};

export type Plan<Account extends PlanAccount = PlanAccount> = {
  /** `direct` when no config decides. */
  readonly strategy: StrategyName | 'direct';
  readonly configId: string | null;
  readonly candidates: readonly Candidate<Account>[];
  readonly refusals: readonly Refusal[];
};
