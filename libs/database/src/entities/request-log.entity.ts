import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import {
  bigInteger,
  flag,
  integer,
  ordered,
  primaryKey,
  requiredTime,
  text,
} from './column-types.js';

/** One call of the proxy. The bodies are last: SQLite reads past them to reach a column behind. */
@Entity('request_logs')
@Index('ix_request_logs_timestamp', ['timestamp', 'id'])
@Index('ix_request_logs_tenant', ['tenantId', 'timestamp', 'id'])
@Index('ix_request_logs_account', ['accountId', 'timestamp', 'id'])
@Index('ix_request_logs_session', ['sessionId', 'timestamp', 'id'])
@Index('ix_request_logs_errors', ['timestamp', 'id'], { where: 'status_code >= 400' })
@Index('ix_request_logs_status', ['statusCode', 'timestamp', 'id'], {
  where: 'status_code IS DISTINCT FROM 200',
})
@Index('ix_request_logs_key', ['keyId', 'timestamp', 'id'], { where: 'key_id IS NOT NULL' })
@Index('ix_request_logs_model', ['originalModel', 'timestamp', 'id'])
@Index('ix_request_logs_routed_model', ['routedModel', 'timestamp', 'id'], {
  where: 'routed_model IS DISTINCT FROM original_model',
})
export class RequestLog {
  @PrimaryColumn(primaryKey('pk_request_logs')) id: string;
  @Column(requiredTime) timestamp: string;
  @Column({ ...text, name: 'request_id' }) requestId: string | null;
  @Column(text) method: string | null;
  @Column(text) path: string | null;
  @Column({ ...text, name: 'inbound_format' }) inboundFormat: string | null;
  @Column({ ...ordered, name: 'account_id' }) accountId: string | null;
  @Column({ ...text, name: 'account_name' }) accountName: string | null;
  @Column(text) provider: string | null;
  @Column({ ...ordered, name: 'tenant_id' }) tenantId: string | null;
  @Column({ ...ordered, name: 'key_id' }) keyId: string | null;
  @Column({ ...ordered, name: 'session_id' }) sessionId: string | null;
  @Column({ ...ordered, name: 'original_model' }) originalModel: string | null;
  @Column({ ...ordered, name: 'routed_model' }) routedModel: string | null;
  @Column({ ...integer, name: 'status_code' }) statusCode: number | null;
  @Column({ ...integer, name: 'input_tokens' }) inputTokens: number | null;
  @Column({ ...integer, name: 'output_tokens' }) outputTokens: number | null;
  @Column({ ...bigInteger, name: 'cost_micro_usd' }) costMicroUsd: number | null;
  @Column({ ...integer, name: 'latency_ms' }) latencyMs: number | null;
  @Column({ ...integer, name: 'first_byte_ms' }) firstByteMs: number | null;
  @Column({ ...flag(0), name: 'is_stream' }) isStream: number | null;
  @Column({ ...flag(0), name: 'is_failover' }) isFailover: number | null;
  /** JSON list. */
  @Column(text) attempts: string | null;
  @Column({ ...text, name: 'error_message' }) errorMessage: string | null;
  @Column({ ...text, name: 'request_body' }) requestBody: string | null;
  @Column({ ...text, name: 'response_body' }) responseBody: string | null;
}
