import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import {
  bigInteger,
  integer,
  ordered,
  primaryKey,
  requiredOrdered,
  requiredText,
  requiredTime,
  text,
} from './column-types.js';

/** Something people have to hear about. It keeps the names of its time, because subjects can be gone later. */
@Entity('alerts')
@Unique('uq_alerts_once', ['once'])
@Index('ix_alerts_created', ['createdAt', 'id'])
export class Alert {
  @PrimaryColumn(primaryKey('pk_alerts')) id: string;
  /** Equal for the same event, so that several processes store and send it once. */
  @Column(requiredOrdered) once: string;
  @Column(requiredText) kind: string;
  @Column({ ...ordered, name: 'budget_id' }) budgetId: string | null;
  @Column(requiredText) scope: string;
  @Column({ ...ordered, name: 'subject_id' }) subjectId: string | null;
  @Column({ ...text, name: 'subject_name' }) subjectName: string | null;
  @Column(integer) threshold: number | null;
  @Column({ ...bigInteger, name: 'spent_micro_usd' }) spentMicroUsd: number | null;
  @Column({ ...bigInteger, name: 'limit_micro_usd' }) limitMicroUsd: number | null;
  @Column(requiredText) message: string;
  /** JSON object: how each channel's delivery went. */
  @Column(text) deliveries: string | null;
  @Column({ ...ordered, name: 'acknowledged_at' }) acknowledgedAt: string | null;
  @Column({ ...requiredTime, name: 'created_at' }) createdAt: string;
}
