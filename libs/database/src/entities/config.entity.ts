import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

import { flag, primaryKey, requiredText, text, time } from './column-types.js';

/** A routing configuration; its tiers say which accounts serve which models. */
@Entity('configs')
@Unique('uq_configs_name', ['name'])
export class Config {
  @PrimaryColumn(primaryKey('pk_configs')) id: string;
  @Column(requiredText) name: string;
  @Column(text) description: string | null;
  @Column({ ...flag(0), name: 'is_active' }) isActive: number | null;
  @Column({ ...text, name: 'routing_strategy', default: 'priority' }) routingStrategy:
    string | null;
  @Column({ ...time, name: 'created_at' }) createdAt: string | null;
}
