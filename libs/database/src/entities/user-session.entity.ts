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

import { primaryKey, requiredOrdered, requiredTime, text } from './column-types.js';
import { User } from './user.entity.js';

/** A login that is still good; of its secret only the hash is kept. */
@Entity('user_sessions')
@Unique('uq_user_sessions_secret_hash', ['secretHash'])
@Index('ix_user_sessions_user', ['userId'])
export class UserSession {
  @PrimaryColumn(primaryKey('pk_user_sessions')) id: string;
  @Column({ ...requiredOrdered, name: 'secret_hash' }) secretHash: string;

  @Column({ ...requiredOrdered, name: 'user_id' }) userId: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_user_sessions_user' })
  user: Relation<User>;

  @Column({ ...requiredTime, name: 'created_at' }) createdAt: string;
  @Column({ ...requiredTime, name: 'last_seen_at' }) lastSeenAt: string;
  @Column({ ...requiredOrdered, name: 'expires_at' }) expiresAt: string;
  @Column(text) address: string | null;
  @Column({ ...text, name: 'user_agent' }) userAgent: string | null;
}
