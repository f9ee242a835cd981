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

import { ordered, primaryKey, requiredOrdered, requiredText, text, time } from './column-types.js';
import { User } from './user.entity.js';

/** What a program uses instead of a login; of the token only the hash is kept. */
@Entity('api_tokens')
@Unique('uq_api_tokens_token_hash', ['tokenHash'])
@Index('ix_api_tokens_user', ['userId'])
@Index('ix_api_tokens_parent', ['parentId'])
export class ApiToken {
  @PrimaryColumn(primaryKey('pk_api_tokens')) id: string;
  @Column(requiredText) name: string;
  @Column({ ...requiredOrdered, name: 'token_hash' }) tokenHash: string;
  @Column({ ...requiredText, name: 'token_prefix' }) tokenPrefix: string;

  /** Null: made with ADMIN_TOKEN. */
  @Column({ ...ordered, name: 'user_id' }) userId: string | null;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_api_tokens_user' })
  user: Relation<User> | null;

  /** The token it was made with. Not a foreign key: rows are never deleted one by one. */
  @Column({ ...ordered, name: 'parent_id' }) parentId: string | null;
  /** Of the ADMIN_TOKEN it was made with; null for tokens of users. */
  @Column({ ...text, name: 'admin_token_fingerprint' }) adminTokenFingerprint: string | null;

  /** JSON list. */
  @Column(requiredText) permissions: string;
  /** JSON list; null: no limit of its own. */
  @Column({ ...text, name: 'tenant_ids' }) tenantIds: string | null;
  @Column({ ...text, name: 'expires_at' }) expiresAt: string | null;
  @Column({ ...text, name: 'last_used_at' }) lastUsedAt: string | null;
  @Column({ ...text, name: 'revoked_at' }) revokedAt: string | null;
  @Column({ ...time, name: 'created_at' }) createdAt: string | null;
}
