import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer, ordered, primaryKey, requiredText, requiredTime, text } from './column-types.js';

/** A terminal session. */
@Entity('sessions')
export class Session {
  @PrimaryColumn(primaryKey('pk_sessions')) id: string;
  @Column({ ...text, name: 'container_id' }) containerId: string | null;
  @Column(requiredText) name: string;
  @Column({ ...requiredText, default: 'starting' }) status: string;
  @Column(integer) port: number | null;
  @Column({ ...ordered, name: 'account_id' }) accountId: string | null;
  @Column({ ...requiredTime, name: 'created_at' }) createdAt: string;
  @Column({ ...requiredTime, name: 'last_active_at' }) lastActiveAt: string;
}
