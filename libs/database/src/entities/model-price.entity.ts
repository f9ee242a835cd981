import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey, real, requiredTime } from './column-types.js';

/** What an admin knows better about a model's price: US dollars for a million tokens. */
@Entity('model_prices')
export class ModelPrice {
  @PrimaryColumn(primaryKey('pk_model_prices')) model: string;
  @Column({ type: 'double precision' }) input: number;
  @Column({ type: 'double precision' }) output: number;
  @Column({ ...real, name: 'cache_read' }) cacheRead: number | null;
  @Column({ ...real, name: 'cache_write' }) cacheWrite: number | null;
  @Column({ ...real, name: 'cache_write_1h' }) cacheWrite1h: number | null;
  /** For a thousand searches. */
  @Column({ ...real, name: 'web_search' }) webSearch: number | null;
  @Column({ ...requiredTime, name: 'updated_at' }) updatedAt: string;
}
