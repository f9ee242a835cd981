import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey, requiredText } from './column-types.js';

const number = { type: 'bigint' } as const;

/** The cooldown of an account, or of one of its models, as all processes know it. */
@Entity('account_health')
export class AccountHealthEntity {
  @PrimaryColumn({ ...primaryKey('pk_account_health'), name: 'account_id' }) accountId: string;
  /** Empty: the whole account. */
  @PrimaryColumn(primaryKey('pk_account_health')) model: string;
  @Column(requiredText) reason: string;
  @Column({ ...number, name: 'until_ms' }) untilMs: number;
  @Column({ type: 'integer' }) failures: number;
  @Column({ ...number, name: 'failed_at_ms' }) failedAtMs: number;
  /** 0 or 1. */
  @Column({ type: 'integer', name: 'requested_by_provider' }) requestedByProvider: number;
  @Column({ ...number, name: 'updated_at_ms' }) updatedAtMs: number;
}
