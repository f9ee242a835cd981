import { toMicroUsd } from '@codegate/kernel';

import type { UsageRow } from '../rows.js';
import { RawRowReader, type RawRow } from './raw-row.js';

/** Null for a row that cannot be addressed. */
export function readUsage(raw: RawRow): UsageRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  if (id === null) return null;
  const costUsd = row.number('cost_usd');
  return {
    id,
    accountId: row.text('account_id'),
    tenantId: row.text('tenant_id'),
    keyId: row.text('key_id'),
    configId: row.text('config_id'),
    tier: row.text('tier'),
    sessionId: row.text('session_id'),
    originalModel: row.textOr('original_model', ''),
    routedModel: row.textOr('routed_model', ''),
    inputTokens: row.countOr0('input_tokens'),
    outputTokens: row.countOr0('output_tokens'),
    cacheReadTokens: row.countOr0('cache_read_tokens'),
    cacheWriteTokens: row.countOr0('cache_write_tokens'),
    cacheWrite1hTokens: row.countOr0('cache_write_1h_tokens'),
    reasoningTokens: row.countOr0('reasoning_tokens'),
    webSearches: row.countOr0('web_searches'),
    // Rows written by the original while it has the file open too carry its cost column only.
    costMicroUsd: row.integer('cost_micro_usd') ?? (costUsd === null ? null : toMicroUsd(costUsd)),
    billing: row.text('billing') === 'value' ? 'value' : 'cash',
    isEstimated: row.optionalFlag('is_estimated') ?? false,
    createdAt: row.time('created_at'),
  };
}
