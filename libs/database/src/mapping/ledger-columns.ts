import type { RequestLogRow, UsageRow } from '../rows.js';
import { toBigInteger, toFlag, toInteger, toOptionalUsd, toText } from './write-values.js';

/** A column of a ledger table: its type in PostgreSQL and its value for a row. */
export type LedgerColumn<Row> = {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'bigint' | 'double precision';
  readonly value: (row: Row) => string | number | null;
};

const text = <Row>(name: string, value: (row: Row) => unknown): LedgerColumn<Row> => ({
  name,
  type: 'text',
  value: (row) => toText(value(row)),
});
const integer = <Row>(name: string, value: (row: Row) => unknown): LedgerColumn<Row> => ({
  name,
  type: 'integer',
  value: (row) => toInteger(value(row)),
});
const count = <Row>(name: string, value: (row: Row) => unknown): LedgerColumn<Row> => ({
  name,
  type: 'integer',
  value: (row) => toInteger(value(row)) ?? 0,
});
const bigInteger = <Row>(name: string, value: (row: Row) => unknown): LedgerColumn<Row> => ({
  name,
  type: 'bigint',
  value: (row) => toBigInteger(value(row)),
});

export const usageColumns: readonly LedgerColumn<UsageRow>[] = [
  text('id', (row) => row.id),
  text('account_id', (row) => row.accountId),
  text('tenant_id', (row) => row.tenantId),
  text('config_id', (row) => row.configId),
  text('tier', (row) => row.tier),
  text('session_id', (row) => row.sessionId),
  text('original_model', (row) => row.originalModel),
  text('routed_model', (row) => row.routedModel),
  count('input_tokens', (row) => row.inputTokens),
  count('output_tokens', (row) => row.outputTokens),
  count('cache_read_tokens', (row) => row.cacheReadTokens),
  count('cache_write_tokens', (row) => row.cacheWriteTokens),
  count('cache_write_1h_tokens', (row) => row.cacheWrite1hTokens),
  count('reasoning_tokens', (row) => row.reasoningTokens),
  bigInteger('cost_micro_usd', (row) => row.costMicroUsd),
  {
    name: 'cost_usd',
    type: 'double precision',
    value: (row) => toOptionalUsd(toBigInteger(row.costMicroUsd)),
  },
  text('created_at', (row) => row.createdAt),
  text('key_id', (row) => row.keyId),
  text('billing', (row) => row.billing),
  count('web_searches', (row) => row.webSearches),
  { name: 'is_estimated', type: 'integer', value: (row) => toFlag(row.isEstimated) },
];

export const requestLogColumns: readonly LedgerColumn<RequestLogRow>[] = [
  text('id', (row) => row.id),
  text('timestamp', (row) => row.timestamp),
  text('request_id', (row) => row.requestId),
  text('method', (row) => row.method),
  text('path', (row) => row.path),
  text('inbound_format', (row) => row.inboundFormat),
  text('account_id', (row) => row.accountId),
  text('account_name', (row) => row.accountName),
  text('provider', (row) => row.provider),
  text('tenant_id', (row) => row.tenantId),
  text('session_id', (row) => row.sessionId),
  text('original_model', (row) => row.originalModel),
  text('routed_model', (row) => row.routedModel),
  integer('status_code', (row) => row.statusCode),
  integer('input_tokens', (row) => row.inputTokens),
  integer('output_tokens', (row) => row.outputTokens),
  bigInteger('cost_micro_usd', (row) => row.costMicroUsd),
  integer('latency_ms', (row) => row.latencyMs),
  integer('first_byte_ms', (row) => row.firstByteMs),
  { name: 'is_stream', type: 'integer', value: (row) => toFlag(row.isStream) },
  { name: 'is_failover', type: 'integer', value: (row) => toFlag(row.isFailover) },
  text('attempts', (row) => row.attempts),
  text('error_message', (row) => row.errorMessage),
  text('request_body', (row) => row.requestBody),
  text('response_body', (row) => row.responseBody),
  text('key_id', (row) => row.keyId),
];
