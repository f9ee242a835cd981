import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey, text } from './column-types.js';

/** A setting for everybody. */
@Entity('settings')
export class Setting {
  @PrimaryColumn(primaryKey('pk_settings')) key: string;
  @Column(text) value: string | null;
}
