import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey, requiredOrdered, requiredText } from './column-types.js';

/** A running gateway process. */
@Entity('instances')
export class InstanceRecord {
  @PrimaryColumn(primaryKey('pk_instances')) id: string;
  @Column(requiredText) host: string;
  @Column({ type: 'integer' }) pid: number;
  @Column(requiredText) role: string;
  @Column({ ...requiredOrdered, name: 'started_at' }) startedAt: string;
  /** Time of the database, milliseconds since the Unix epoch. */
  @Column({ type: 'bigint', name: 'heartbeat_at_ms' }) heartbeatAtMs: number;
}
