import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { primaryKey, requiredOrdered, requiredText, requiredTime, text } from './column-types.js';

/** What a tenant, a key or an account (the subject) may spend in a period. */
@Entity('budgets')
@Index('ix_budgets_subject', ['scope', 'subjectId'])
export class Budget {
  @PrimaryColumn(primaryKey('pk_budgets')) id: string;
  @Column(requiredText) scope: string;
  @Column({ ...requiredOrdered, name: 'subject_id' }) subjectId: string;
  @Column(requiredText) period: string;
  @Column({ type: 'bigint', name: 'limit_micro_usd' }) limitMicroUsd: number;
  @Column(requiredText) enforcement: string;
  @Column(requiredText) counts: string;
  /** JSON list of percentages. */
  @Column(text) thresholds: string | null;
  @Column({ ...text, name: 'time_zone' }) timeZone: string | null;
  @Column({ ...requiredOrdered, name: 'starts_at' }) startsAt: string;
  @Column({ ...requiredTime, name: 'created_at' }) createdAt: string;
  @Column({ ...requiredTime, name: 'updated_at' }) updatedAt: string;
}
