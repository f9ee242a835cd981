import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import { primaryKey, text } from './column-types.js';
import { Tenant } from './tenant.entity.js';

/** A setting a tenant has of its own. */
@Entity('tenant_settings')
export class TenantSetting {
  @PrimaryColumn({ ...primaryKey('pk_tenant_settings'), name: 'tenant_id' }) tenantId: string;
  @ManyToOne(() => Tenant, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'fk_tenant_settings_tenant' })
  tenant: Relation<Tenant>;

  @PrimaryColumn(primaryKey('pk_tenant_settings')) key: string;
  @Column(text) value: string | null;
}
