import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey, text } from './column-types.js';

/** Which row each revision of a topic changed; old entries are deleted. */
@Entity('changes')
export class Change {
  @PrimaryColumn(primaryKey('pk_changes')) topic: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_changes' }) revision: number;
  /** Null: any row. */
  @Column({ ...text, name: 'row_id' }) rowId: string | null;
}
