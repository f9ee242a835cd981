import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { bigInteger, count, flag, ordered, primaryKey, real, text, time } from './column-types.js';

/**
 * One answered request. The ids are plain columns: a row is written after the answer, when the account or the
 * tenant may be gone.
 */
@Entity('usage')
@Index('ix_usage_created_at', ['createdAt'])
@Index('ix_usage_account_created', ['accountId', 'createdAt'])
@Index('ix_usage_tenant_created', ['tenantId', 'createdAt'])
@Index('ix_usage_key_created', ['keyId', 'createdAt'])
@Index('ix_usage_model_created', ['routedModel', 'createdAt'])
@Index('ix_usage_session_created', ['sessionId', 'createdAt'], { where: 'session_id IS NOT NULL' })
export class Usage {
  @PrimaryColumn(primaryKey('pk_usage')) id: string;
  @Column({ ...ordered, name: 'account_id' }) accountId: string | null;
  @Column({ ...ordered, name: 'tenant_id' }) tenantId: string | null;
  @Column({ ...ordered, name: 'config_id' }) configId: string | null;
  @Column(text) tier: string | null;
  @Column({ ...ordered, name: 'session_id' }) sessionId: string | null;
  @Column({ ...text, name: 'original_model' }) originalModel: string | null;
  @Column({ ...text, name: 'routed_model' }) routedModel: string | null;
  @Column({ ...count, name: 'input_tokens' }) inputTokens: number | null;
  @Column({ ...count, name: 'output_tokens' }) outputTokens: number | null;
  @Column({ ...count, name: 'cache_read_tokens' }) cacheReadTokens: number | null;
  @Column({ ...count, name: 'cache_write_tokens' }) cacheWriteTokens: number | null;
  @Column({ ...count, name: 'cache_write_1h_tokens' }) cacheWrite1hTokens: number | null;
  @Column({ ...count, name: 'reasoning_tokens' }) reasoningTokens: number | null;
  /** Null, as cost_usd: the price is unknown. */
  @Column({ ...bigInteger, name: 'cost_micro_usd' }) costMicroUsd: number | null;
  /** The original's column, still written so that it can read the file again. */
  @Column({ ...real, name: 'cost_usd' }) costUsd: number | null;
  @Column({ ...ordered, name: 'key_id' }) keyId: string | null;
  /** `value`: covered by a subscription; anything else was paid for. */
  @Column(text) billing: string | null;
  @Column({ ...count, name: 'web_searches' }) webSearches: number | null;
  /** 1: the provider did not tell, so the counts are what is likely. */
  @Column({ ...flag(0), name: 'is_estimated' }) isEstimated: number | null;
  @Column({ ...time, name: 'created_at' }) createdAt: string | null;
}
