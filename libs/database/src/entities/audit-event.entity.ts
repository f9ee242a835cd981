import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { ordered, requiredOrdered, requiredText, text } from './column-types.js';

/** An action of an actor. Each event has the hash of the one before, so that a change is noticed. */
@Entity('audit_events')
@Index('ix_audit_events_at', ['at', 'seq'])
@Index('ix_audit_events_actor', ['actorId', 'seq'])
@Index('ix_audit_events_actor_name', ['actorName', 'seq'])
@Index('ix_audit_events_action', ['action', 'seq'])
@Index('ix_audit_events_target', ['targetId', 'seq'])
@Index('ix_audit_events_failures', ['seq'], { where: "outcome = 'failure'" })
export class AuditEvent {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_audit_events' }) seq: number;
  @Column(requiredOrdered) at: string;
  @Column({ ...requiredText, name: 'actor_kind' }) actorKind: string;
  @Column({ ...ordered, name: 'actor_id' }) actorId: string | null;
  @Column({ ...text, name: 'actor_name' }) actorName: string | null;
  @Column(requiredOrdered) action: string;
  @Column({ ...ordered, name: 'target_id' }) targetId: string | null;
  @Column(requiredText) outcome: string;
  /** Code of the problem when it failed. */
  @Column(text) reason: string | null;
  @Column(text) address: string | null;
  @Column({ ...text, name: 'request_id' }) requestId: string | null;
  /** JSON objects, secrets masked. */
  @Column(text) before: string | null;
  @Column(text) after: string | null;
  @Column({ ...requiredText, name: 'prev_hash' }) prevHash: string;
  @Column(requiredText) hash: string;
}
