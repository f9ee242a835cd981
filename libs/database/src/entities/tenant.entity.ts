import {
  Column,
  Entity,
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
  text,
  time,
} from './column-types.js';
import { Config } from './config.entity.js';

/** A team or customer with its own keys for the proxy. */
@Entity('tenants')
@Unique('uq_tenants_name', ['name'])
@Unique('uq_tenants_api_key_hash', ['apiKeyHash'])
export class Tenant {
  @PrimaryColumn(primaryKey('pk_tenants')) id: string;
  @Column(requiredText) name: string;
  @Column({ ...requiredOrdered, name: 'api_key_hash' }) apiKeyHash: string;
  @Column({ ...requiredText, name: 'api_key_prefix' }) apiKeyPrefix: string;
  @Column({ ...text, name: 'api_key_enc' }) apiKeyEnc: string | null;
  /** The original's clear text; emptied on upgrade. */
  @Column({ ...text, name: 'api_key_raw' }) apiKeyRaw: string | null;

  @Column({ ...ordered, name: 'config_id' }) configId: string | null;
  @ManyToOne(() => Config, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'config_id', foreignKeyConstraintName: 'fk_tenants_config' })
  config: Relation<Config> | null;

  @Column({ ...count, name: 'rate_limit' }) rateLimit: number | null;
  @Column({ ...count, name: 'tokens_per_minute' }) tokensPerMinute: number | null;
  @Column({ ...count, name: 'max_concurrent' }) maxConcurrent: number | null;
  /** IANA name, for the days and months of budgets; null is UTC. */
  @Column({ ...text, name: 'time_zone' }) timeZone: string | null;
  @Column(flag(1)) enabled: number | null;
  @Column({ ...time, name: 'created_at' }) createdAt: string | null;
  @Column({ ...time, name: 'updated_at' }) updatedAt: string | null;
}
