import type { RequestLogSummary } from '../queries.js';
import type { RequestLogRow } from '../rows.js';
import { RawRowReader, type RawRow } from './raw-row.js';

/** What the list shows; null for a row that cannot be addressed. */
export function readRequestLogSummary(raw: RawRow): RequestLogSummary | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  if (id === null) return null;
  return {
    id,
    timestamp: row.time('timestamp'),
    requestId: row.textOr('request_id', id),
    method: row.textOr('method', ''),
    path: row.textOr('path', ''),
    inboundFormat: row.textOr('inbound_format', ''),
    accountId: row.text('account_id'),
    accountName: row.text('account_name'),
    provider: row.text('provider'),
    tenantId: row.text('tenant_id'),
    keyId: row.text('key_id'),
    sessionId: row.text('session_id'),
    originalModel: row.text('original_model'),
    routedModel: row.text('routed_model'),
    statusCode: row.countOr0('status_code'),
    inputTokens: row.integer('input_tokens'),
    outputTokens: row.integer('output_tokens'),
    costMicroUsd: row.integer('cost_micro_usd'),
    latencyMs: row.countOr0('latency_ms'),
    firstByteMs: row.integer('first_byte_ms'),
    isStream: row.optionalFlag('is_stream') ?? false,
    isFailover: row.optionalFlag('is_failover') ?? false,
    attempts: row.text('attempts'),
    errorMessage: row.text('error_message'),
  };
}

export function readRequestLog(raw: RawRow): RequestLogRow | null {
  const summary = readRequestLogSummary(raw);
  if (!summary) return null;
  const row = new RawRowReader(raw);
  return {
    ...summary,
    requestBody: row.text('request_body'),
    responseBody: row.text('response_body'),
  };
}
