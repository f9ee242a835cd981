import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey } from './column-types.js';

const counter = { type: 'integer', default: 0 } as const;

/** How often a guardrail found something, by day and tenant (empty: none). */
@Entity('guardrail_counts')
export class GuardrailCount {
  @PrimaryColumn(primaryKey('pk_guardrail_counts')) day: string;
  @PrimaryColumn({ ...primaryKey('pk_guardrail_counts'), name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn(primaryKey('pk_guardrail_counts')) category: string;
  @Column(counter) anonymized: number;
  @Column(counter) reported: number;
  @Column(counter) blocked: number;
}
