import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  Unique,
  type Relation,
} from 'typeorm';

import {
  count,
  flag,
  ordered,
  primaryKey,
  requiredOrdered,
  requiredText,
  requiredTime,
  text,
} from './column-types.js';
import { Tenant } from './tenant.entity.js';

/** One of the keys of a tenant, besides the one in the tenant's own row. */
@Entity('tenant_keys')
@Unique('uq_tenant_keys_hash', ['keyHash'])
@Index('ix_tenant_keys_tenant', ['tenantId'])
export class TenantKey {
  @PrimaryColumn(primaryKey('pk_tenant_keys')) id: string;
  @Column({ ...requiredOrdered, name: 'tenant_id' }) tenantId: string;
  @ManyToOne(() => Tenant, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'fk_tenant_keys_tenant' })
  tenant: Relation<Tenant>;

  @Column(requiredText) name: string;
  @Column({ ...requiredOrdered, name: 'key_hash' }) keyHash: string;
  @Column({ ...requiredText, name: 'key_prefix' }) keyPrefix: string;
  @Column({ ...text, name: 'key_enc' }) keyEnc: string | null;
  /** The key before the last rotation, and until when it works. */
  @Column({ ...ordered, name: 'previous_hash' }) previousHash: string | null;
  @Column({ ...ordered, name: 'previous_until' }) previousUntil: string | null;
  @Column(flag(1)) enabled: number | null;
  /** 1: disabled by an actor with tenants:write; the tenant cannot enable it. */
  @Column(flag(0)) suspended: number | null;
  @Column({ ...ordered, name: 'expires_at' }) expiresAt: string | null;
  @Column({ ...ordered, name: 'revoked_at' }) revokedAt: string | null;
  @Column({ ...ordered, name: 'last_used_at' }) lastUsedAt: string | null;
  /** JSON list; null allows everything. */
  @Column(text) endpoints: string | null;
  /** JSON list of globs; null allows everything. */
  @Column(text) models: string | null;
  /** JSON object: settings by their keys. */
  @Column(text) settings: string | null;
  @Column({ ...count, name: 'rate_limit' }) rateLimit: number | null;
  @Column({ ...count, name: 'tokens_per_minute' }) tokensPerMinute: number | null;
  @Column({ ...count, name: 'max_concurrent' }) maxConcurrent: number | null;
  @Column({ ...text, name: 'created_by' }) createdBy: string | null;
  @Column({ ...requiredTime, name: 'created_at' }) createdAt: string;
  @Column({ ...requiredTime, name: 'updated_at' }) updatedAt: string;
}
