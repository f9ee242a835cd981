import type { Logger } from '@codegate/kernel';
import { toMicroUsd } from '@codegate/kernel';

import type {
  AccountRow,
  ConfigRow,
  ConfigTierRow,
  LimitColumns,
  ModelLimitRow,
  TenantRow,
} from '../rows.js';
import { RawRowReader, type RawRow } from './raw-row.js';

/** The strategies that exist; another one in the table is replaced by the first and reported. */
const strategies = ['priority', 'round-robin', 'least-used', 'budget-aware'];
/** The original's default, for rows in which the limit cannot be used. */
const defaultRateLimit = 60;

/** Reads all rows; those without a usable key are left out, counted and logged. */
export function readAll<T>(
  table: string,
  rows: readonly RawRow[],
  read: (row: RawRow) => T | null,
  logger: Logger,
): T[] {
  const usable = rows.map(read).filter((row) => row !== null);
  const skipped = rows.length - usable.length;
  if (skipped > 0) logger.warn({ table, skipped }, 'rows without a usable id or name are left out');
  return usable;
}

export function readAccount(raw: RawRow): AccountRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const name = row.key('name');
  if (id === null || name === null) return null;
  const expiresAtMs = row.integer('token_expires_at');
  const budget = row.number('monthly_budget');
  return {
    id,
    name,
    provider: row.textOr('provider', 'custom'),
    authType: row.textOr('auth_type', 'api_key'),
    apiKeyEnc: row.text('api_key_enc'),
    refreshTokenEnc: row.text('refresh_token_enc'),
    tokenExpiresAtMs: expiresAtMs !== null && expiresAtMs > 0 ? expiresAtMs : null,
    baseUrl: row.text('base_url'),
    priority: row.integerOr('priority', 0),
    rateLimit: Math.max(0, row.integerOr('rate_limit', defaultRateLimit)),
    monthlyBudgetMicroUsd: budget === null ? null : toMicroUsd(Math.max(0, budget)),
    enabled: row.flag('enabled'),
    subscriptionType: row.text('subscription_type'),
    accountEmail: row.text('account_email'),
    externalAccountId: row.text('external_account_id'),
    dialects: row.textList('dialects'),
    lastUsedAt: row.optionalTime('last_used_at'),
    lastError: row.text('last_error'),
    lastErrorAt: row.optionalTime('last_error_at'),
    errorCount: row.countOr0('error_count'),
    status: row.textOr('status', 'unknown'),
    createdAt: row.time('created_at'),
    updatedAt: row.time('updated_at'),
    problems: row.problems,
  };
}

export function readConfig(raw: RawRow): ConfigRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const name = row.key('name');
  if (id === null || name === null) return null;
  return {
    id,
    name,
    description: row.text('description'),
    isActive: row.flag('is_active'),
    routingStrategy: row.word('routing_strategy', strategies, 'priority'),
    createdAt: row.time('created_at'),
    tiers: [],
    problems: row.problems,
  };
}

/** The tier and what is wrong with it; the problems belong to its config. */
export function readConfigTier(
  raw: RawRow,
): { tier: ConfigTierRow; problems: RawRowReader['problems'] } | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const configId = row.key('config_id');
  const accountId = row.key('account_id');
  const tier = row.key('tier');
  if (id === null || configId === null || accountId === null || tier === null) return null;
  return {
    tier: {
      id,
      configId,
      tier,
      accountId,
      priority: row.integerOr('priority', 0),
      targetModel: row.text('target_model'),
    },
    problems: row.problems,
  };
}

export function readTenant(raw: RawRow): TenantRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const name = row.key('name');
  const apiKeyHash = row.key('api_key_hash');
  if (id === null || name === null || apiKeyHash === null) return null;
  return {
    id,
    name,
    apiKeyHash,
    apiKeyPrefix: row.textOr('api_key_prefix', ''),
    apiKeyEnc: row.text('api_key_enc'),
    configId: row.text('config_id'),
    ...readLimits(row),
    enabled: row.flag('enabled'),
    timeZone: row.text('time_zone'),
    createdAt: row.time('created_at'),
    updatedAt: row.time('updated_at'),
    problems: row.problems,
  };
}

/** A row the original wrote has no value in the two columns it does not know. */
export function readLimits(row: RawRowReader): LimitColumns {
  return {
    rateLimit: Math.max(0, row.integerOr('rate_limit', 0)),
    tokensPerMinute: row.countOr0('tokens_per_minute'),
    maxConcurrent: row.countOr0('max_concurrent'),
  };
}

export function readModelLimit(raw: RawRow): ModelLimitRow | null {
  const row = new RawRowReader(raw);
  const modelId = row.key('model_id');
  if (modelId === null) return null;
  const maxOutputTokens = row.integer('max_output_tokens');
  return {
    modelId,
    maxOutputTokens: maxOutputTokens !== null && maxOutputTokens > 0 ? maxOutputTokens : null,
    supportsToolCalling: row.optionalFlag('supports_tool_calling'),
    supportsReasoning: row.optionalFlag('supports_reasoning'),
  };
}
