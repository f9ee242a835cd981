import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import { ordered, primaryKey, requiredOrdered, requiredText, time } from './column-types.js';

/** What a guardrail has put in the place of a value. */
@Entity('privacy_mappings')
@Unique('uq_privacy_mappings_hash', ['originalHash'])
@Unique('uq_privacy_mappings_replacement', ['replacement'])
@Index('ix_privacy_mappings_created_at', ['createdAt', 'id'])
export class PrivacyMapping {
  @PrimaryColumn(primaryKey('pk_privacy_mappings')) id: string;
  @Column(requiredText) category: string;
  @Column({ ...requiredOrdered, name: 'original_hash' }) originalHash: string;
  @Column({ ...requiredText, name: 'original_enc' }) originalEnc: string;
  @Column(requiredText) replacement: string;
  @Column({ ...time, name: 'created_at' }) createdAt: string | null;
  /** Null in rows of the original. */
  @Column({ ...ordered, name: 'tenant_id' }) tenantId: string | null;
}
