import type { ListRequest, Page } from './lists.js';
import type {
  AccountRow,
  AlertRow,
  BudgetRow,
  ConfigRow,
  ConfigTierRow,
  RequestLogRow,
  TenantKeyRow,
  TenantRow,
} from './rows.js';

/** All times are UTC text (kernel's toUtcText). `from` is inclusive, `to` and `before` are exclusive. */

export type NewAccount = Omit<AccountRow, 'problems'>;
export type AccountPatch = Partial<Omit<NewAccount, 'id' | 'createdAt'>> & {
  readonly updatedAt: string;
};

/** How a request to an account ended. */
export type AccountOutcome = {
  readonly status: string;
  /** Null: it went well; error text, its time and the count are cleared. */
  readonly error: string | null;
  readonly at: string;
  /** Null or absent: this was not a use (a test for example). */
  readonly usedAt?: string | null;
};

export type NewConfig = Omit<ConfigRow, 'tiers' | 'problems'>;
export type ConfigPatch = Partial<Pick<ConfigRow, 'name' | 'description' | 'routingStrategy'>>;
export type NewConfigTier = Omit<ConfigTierRow, 'configId'>;

export type NewTenant = Omit<TenantRow, 'problems'>;
export type TenantPatch = Partial<
  Pick<
    TenantRow,
    'name' | 'configId' | 'rateLimit' | 'tokensPerMinute' | 'maxConcurrent' | 'timeZone' | 'enabled'
  >
> & {
  readonly updatedAt: string;
};
export type TenantKey = {
  readonly hash: string;
  readonly prefix: string;
  readonly enc: string | null;
  readonly updatedAt: string;
};

export type NewTenantKey = Omit<TenantKeyRow, 'problems'>;
export type TenantKeyPatch = Partial<Omit<NewTenantKey, 'id' | 'tenantId' | 'createdAt'>> & {
  readonly updatedAt: string;
};

export type BudgetPatch = Partial<Omit<BudgetRow, 'id' | 'scope' | 'subjectId' | 'createdAt'>> & {
  readonly updatedAt: string;
};

/** `subjectTimeZone`: of the tenant, or of the tenant of the key. */
export type BudgetWithSubject = BudgetRow & {
  readonly subjectName: string;
  readonly subjectTimeZone: string | null;
};

export type BudgetQuery = ListRequest & {
  readonly scope?: BudgetRow['scope'] | undefined;
  readonly subjectId?: string | undefined;
  /** Only budgets of these tenants and their keys; null: all, those of accounts included. */
  readonly tenantIds: readonly string[] | null;
};

/** Which spending a budget counts. `key` is the name of its sum. */
export type SpendQuery = {
  readonly key: string;
  readonly scope: BudgetRow['scope'];
  readonly subjectId: string;
  readonly counts: BudgetRow['counts'];
  readonly from: string;
  readonly to: string;
};

export type AlertQuery = ListRequest & {
  readonly budgetId?: string;
  readonly isAcknowledged?: boolean;
};
export type AlertPage = Page<AlertRow>;

export type UsageGroup =
  'model' | 'account' | 'tenant' | 'key' | 'tier' | 'session' | 'hour' | 'day';

export type UsageFilters = {
  readonly accountId?: string;
  readonly tenantId?: string;
  /** The only tenants that count; none when it is empty. */
  readonly tenantIds?: readonly string[] | undefined;
  readonly keyId?: string;
  readonly configId?: string;
  /** The routed model. */
  readonly model?: string;
  readonly tier?: string;
  readonly sessionId?: string;
};

export type UsageQuery = {
  readonly from?: string;
  readonly to?: string;
  readonly groupBy: UsageGroup;
  readonly filters?: UsageFilters;
  readonly limit: number;
  readonly offset: number;
};

export type UsageTotals = {
  readonly requests: number;
  /** Requests whose price is unknown; they are not part of costMicroUsd. */
  readonly unpricedRequests: number;
  /** Requests whose provider did not tell what they used. */
  readonly estimatedRequests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheWrite1hTokens: number;
  readonly reasoningTokens: number;
  readonly webSearches: number;
  readonly costMicroUsd: number;
  /** Part of costMicroUsd that a subscription covered: what it was worth, not what was paid. */
  readonly valueMicroUsd: number;
};

/** `key`: model name, account, tenant, key or session id, tier, `YYYY-MM-DD HH` or `YYYY-MM-DD`; null for none. */
export type UsageSum = UsageTotals & { readonly key: string | null };

export type UsageSums = {
  readonly items: readonly UsageSum[];
  /** Number of groups. */
  readonly total: number;
  readonly totals: UsageTotals;
};

export type RequestLogFilter = {
  readonly from?: string;
  readonly to?: string;
  /** Success is a status below 400. */
  readonly status?: 'success' | 'error' | number;
  /** The asked or the routed model's name; with a `*` at its end, the beginning of it. */
  readonly model?: string;
  /** An account's id, or part of the name of one there is. */
  readonly account?: string;
  /** A tenant's id. */
  readonly tenant?: string;
  /** The only tenants that are visible; none when it is empty. */
  readonly tenantIds?: readonly string[] | undefined;
  /** A tenant key's id. */
  readonly key?: string;
  /** A session's id. */
  readonly session?: string;
};

export type RequestLogQuery = RequestLogFilter & {
  readonly limit: number;
  /** Ignored with a cursor. */
  readonly offset?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
};

export type RequestLogSummary = Omit<RequestLogRow, 'requestBody' | 'responseBody'>;

export type RequestLogPage = {
  readonly items: readonly RequestLogSummary[];
  readonly total: number;
  /** Null on the last page. */
  readonly nextCursor: string | null;
};
