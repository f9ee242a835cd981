import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey, requiredOrdered } from './column-types.js';

/** A named right that one owner has for a time. The row stays when it ends, so that the fencing number only grows. */
@Entity('leases')
export class LeaseRecord {
  @PrimaryColumn(primaryKey('pk_leases')) name: string;
  @Column(requiredOrdered) owner: string;
  @Column({ type: 'bigint' }) fencing: number;
  /** Time of the database, milliseconds since the Unix epoch. */
  @Column({ type: 'bigint', name: 'expires_at_ms' }) expiresAtMs: number;
}
