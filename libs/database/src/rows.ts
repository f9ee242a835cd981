/**
 * Rows as the rest of the house sees them: plain, readonly, with units in their names. Times are UTC text
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

export type TenantRow = {
  readonly id: string;
  readonly name: string;
  readonly apiKeyHash: string;
  readonly apiKeyPrefix: string;
  /** Ciphertext of the key itself; null when it was never kept. */
  readonly apiKeyEnc: string | null;
  readonly configId: string | null;
  /** Requests per minute; 0 is unlimited. */
  readonly rateLimit: number;
  readonly enabled: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly problems: readonly RowProblem[];
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
