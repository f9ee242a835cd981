import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey } from './column-types.js';

/** How often the rows of a topic have changed. */
@Entity('revisions')
export class Revision {
  @PrimaryColumn(primaryKey('pk_revisions')) topic: string;
  @Column({ type: 'integer' }) revision: number;
}
