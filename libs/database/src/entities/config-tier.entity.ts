import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';

import { Account } from './account.entity.js';
import { count, integer, primaryKey, requiredOrdered, requiredText, text } from './column-types.js';
import { Config } from './config.entity.js';

/** One account that serves one tier of a configuration. */
@Entity('config_tiers')
@Index('ix_config_tiers_config', ['configId'])
@Index('ix_config_tiers_account', ['accountId'])
export class ConfigTier {
  @PrimaryColumn(primaryKey('pk_config_tiers')) id: string;

  @Column({ ...requiredOrdered, name: 'config_id' }) configId: string;
  @ManyToOne(() => Config, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'config_id', foreignKeyConstraintName: 'fk_config_tiers_config' })
  config: Relation<Config>;

  @Column(requiredText) tier: string;

  @Column({ ...requiredOrdered, name: 'account_id' }) accountId: string;
  @ManyToOne(() => Account, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_config_tiers_account' })
  account: Relation<Account>;

  @Column(count) priority: number | null;
  @Column({ ...text, name: 'target_model' }) targetModel: string | null;
  /** Place in the list the admin gave: breaks ties of equal priority. */
  @Column(integer) position: number | null;
}
