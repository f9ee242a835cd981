import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer, primaryKey } from './column-types.js';

/** What an admin knows better about a model than the built-in data; null leaves the built-in value. */
@Entity('model_limits')
export class ModelLimit {
  @PrimaryColumn({ ...primaryKey('pk_model_limits'), name: 'model_id' }) modelId: string;
  @Column({ ...integer, name: 'max_output_tokens' }) maxOutputTokens: number | null;
  @Column({ ...integer, name: 'supports_tool_calling' }) supportsToolCalling: number | null;
  @Column({ ...integer, name: 'supports_reasoning' }) supportsReasoning: number | null;
}
