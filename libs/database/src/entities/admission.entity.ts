import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { primaryKey, requiredOrdered } from './column-types.js';

const number = { type: 'bigint' } as const;

/** What was counted in one slot of a sliding window. */
@Entity('admission_windows')
@Index('ix_admission_windows_slot', ['slot'])
export class AdmissionWindow {
  @PrimaryColumn(primaryKey('pk_admission_windows')) key: string;
  /** Number of the slot since the epoch. */
  @PrimaryColumn({ ...number, primaryKeyConstraintName: 'pk_admission_windows' }) slot: number;
  @Column(number) amount: number;
}

/** What a running request holds of one limit. */
@Entity('admission_grants')
@Index('ix_admission_grants_id', ['id'])
@Index('ix_admission_grants_expires', ['expiresAtMs'])
export class AdmissionGrant {
  @PrimaryColumn(primaryKey('pk_admission_grants')) key: string;
  @PrimaryColumn(primaryKey('pk_admission_grants')) id: string;
  /** The instance that holds it. */
  @Column(requiredOrdered) owner: string;
  /** Slots, tokens or micro-dollars. */
  @Column(number) amount: number;
  @Column({ ...number, name: 'expires_at_ms' }) expiresAtMs: number;
}

/** What was spent in one period of one budget. */
@Entity('admission_budgets')
export class AdmissionBudget {
  @PrimaryColumn(primaryKey('pk_admission_budgets')) key: string;
  @Column({ ...number, name: 'ends_at_ms' }) endsAtMs: number;
  @Column({ ...number, name: 'spent_micro_usd' }) spentMicroUsd: number;
  /** What is spent from this moment on is counted here; 0: from the start of the period. */
  @Column({ ...number, name: 'counted_from_ms' }) countedFromMs: number;
  /** 0 or 1: whether the ledger has been read for what was spent before. */
  @Column({ type: 'integer', name: 'is_seeded' }) isSeeded: number;
}
