/**
 * Rows as other libraries use them: plain, readonly, with units in their names. Times are UTC text
 * (kernel's toUtcText). Money is whole micro-dollars.
 */

/** A value in the row that could not be used as stored; the field then holds a safe default. */
export type RowProblem = { column: string; reason: string };

export type AccountRow = {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly authType: string;
  /** Ciphertexts; null when there is no secret (the original also stores empty text for that). */
  readonly apiKeyEnc: string | null;
  readonly refreshTokenEnc: string | null;
  /** Milliseconds since the epoch; null when unknown (the original also stores 0 for that). */
  readonly tokenExpiresAtMs: number | null;
  readonly baseUrl: string | null;
  readonly priority: number;
  /** Requests per minute; 0 is unlimited. */
  readonly rateLimit: number;
  readonly monthlyBudgetMicroUsd: number | null;
  readonly enabled: boolean;
  readonly subscriptionType: string | null;
  readonly accountEmail: string | null;
  readonly externalAccountId: string | null;
  /** Wire formats the admin chose; null means: the provider's own. */
  readonly dialects: readonly string[] | null;
  readonly lastUsedAt: string | null;
  readonly lastError: string | null;
  readonly lastErrorAt: string | null;
  readonly errorCount: number;
  readonly status: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly problems: readonly RowProblem[];
};

export type ConfigRow = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly isActive: boolean;
  readonly routingStrategy: string;
  readonly createdAt: string;
  readonly tiers: readonly ConfigTierRow[];
  readonly problems: readonly RowProblem[];
};

export type ConfigTierRow = {
  readonly id: string;
  readonly configId: string;
  readonly tier: string;
  readonly accountId: string;
  readonly priority: number;
  readonly targetModel: string | null;
};

export type TenantRow = LimitColumns & {
  readonly id: string;
  readonly name: string;
  readonly apiKeyHash: string;
  readonly apiKeyPrefix: string;
  /** Ciphertext of the key itself; null when it was never kept. */
  readonly apiKeyEnc: string | null;
  readonly configId: string | null;
  readonly enabled: boolean;
  /** IANA name, for the days and months of its budgets; null is UTC. */
  readonly timeZone: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly problems: readonly RowProblem[];
};

/** A tenant and its own settings, by the settings' keys. */
export type TenantWithSettings = {
  readonly row: TenantRow;
  readonly settings: Readonly<Record<string, string>>;
};

/** Limits of a tenant or key; 0 is unlimited. */
export type LimitColumns = {
  /** Requests per minute. */
  readonly rateLimit: number;
  readonly tokensPerMinute: number;
  /** Requests under way at once. */
  readonly maxConcurrent: number;
};

/** A key of a tenant, besides the one in the tenant's own row. */
export type TenantKeyRow = LimitColumns & {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly keyHash: string;
  readonly keyPrefix: string;
  readonly keyEnc: string | null;
  /** The key before the last rotation, and until when it works. */
  readonly previousHash: string | null;
  readonly previousUntil: string | null;
  readonly enabled: boolean;
  /** Disabled by an actor with tenants:write, so the tenant cannot enable it. Such a key does not work. */
  readonly suspended: boolean;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  /** Null allows everything. */
  readonly endpoints: readonly string[] | null;
  /** Globs; null allows everything. */
  readonly models: readonly string[] | null;
  /** By the settings' keys. */
  readonly settings: Readonly<Record<string, string>>;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly problems: readonly RowProblem[];
};

export type BudgetScope = 'tenant' | 'key' | 'account';

/** Limit on spending in a period. */
export type BudgetRow = {
  readonly id: string;
  readonly scope: BudgetScope;
  readonly subjectId: string;
  readonly period: 'daily' | 'monthly' | 'total';
  readonly limitMicroUsd: number;
  /** `strict` never spends more; `lenient` lets a lone request take what is left; `alert` refuses nothing. */
  readonly enforcement: 'strict' | 'lenient' | 'alert';
  /** Whether what a subscription covers counts too. */
  readonly counts: 'cash' | 'all';
  /** Percentages of the limit at which an alert is sent, in rising order. */
  readonly thresholds: readonly number[];
  /** Null: the tenant's, or UTC. */
  readonly timeZone: string | null;
  /** Nothing before it counts. */
  readonly startsAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** Something people have to hear about. */
export type AlertRow = {
  readonly id: string;
  /** The same for the same event. */
  readonly once: string;
  readonly kind: string;
  readonly budgetId: string | null;
  readonly scope: string;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  readonly threshold: number | null;
  readonly spentMicroUsd: number | null;
  readonly limitMicroUsd: number | null;
  readonly message: string;
  /** How each channel's delivery went. */
  readonly deliveries: Readonly<Record<string, string>>;
  readonly acknowledgedAt: string | null;
  readonly createdAt: string;
};

/** US dollars for a million tokens; null: as the built-in data says, or as fresh input. */
export type ModelPriceRow = {
  readonly model: string;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly cacheWrite1h: number | null;
  /** For a thousand searches. */
  readonly webSearch: number | null;
  readonly updatedAt: string;
};

export type ModelLimitRow = {
  readonly modelId: string;
  readonly maxOutputTokens: number | null;
  readonly supportsToolCalling: boolean | null;
  readonly supportsReasoning: boolean | null;
};

/** One answered request. Token counts are disjoint: input is fresh input only. */
export type UsageRow = {
  readonly id: string;
  readonly accountId: string | null;
  readonly tenantId: string | null;
  readonly configId: string | null;
  readonly tier: string | null;
  readonly sessionId: string | null;
  readonly originalModel: string;
  readonly routedModel: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** Part of cacheWriteTokens that is kept for an hour. */
  readonly cacheWrite1hTokens: number;
  /** Part of outputTokens. */
  readonly reasoningTokens: number;
  /** Null: the price of the model is unknown. */
  readonly costMicroUsd: number | null;
  /** The tenant's key that was used; null for the one in the tenant's own row. */
  readonly keyId: string | null;
  /** `value`: a subscription covers it, so the cost is what it would have been. */
  readonly billing: 'cash' | 'value';
  /** Searches the provider ran and bills by themselves. */
  readonly webSearches: number;
  /** The provider did not tell its bill: counts and cost are what is likely. */
  readonly isEstimated: boolean;
  readonly createdAt: string;
};

export type RequestLogRow = {
  readonly id: string;
  readonly timestamp: string;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly inboundFormat: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly provider: string | null;
  readonly tenantId: string | null;
  readonly keyId: string | null;
  readonly sessionId: string | null;
  readonly originalModel: string | null;
  readonly routedModel: string | null;
  readonly statusCode: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costMicroUsd: number | null;
  readonly latencyMs: number;
  /** Until the first byte of the answer; null when there was none. */
  readonly firstByteMs: number | null;
  readonly isStream: boolean;
  readonly isFailover: boolean;
  /** JSON list of the attempts before the final one: [{account, status, reason}]. */
  readonly attempts: string | null;
  readonly errorMessage: string | null;
  readonly requestBody: string | null;
  readonly responseBody: string | null;
};

/** A running gateway process. */
export type InstanceRow = {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly role: string;
  /** UTC text. */
  readonly startedAt: string;
};

/** @property silentMs milliseconds since the last heartbeat */
export type SeenInstanceRow = InstanceRow & { readonly silentMs: number };

export type LeaseRow = {
  readonly name: string;
  readonly owner: string;
  /** Grows with every acquisition of the name. */
  readonly fencing: number;
};

export type CurrentLeaseRow = LeaseRow & { readonly expiresInMs: number };
