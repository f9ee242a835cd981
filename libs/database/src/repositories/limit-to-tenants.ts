import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Leaves out what belongs to no tenant, or to another than these; does nothing when there is no limit. */
export function limitToTenants<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  tenantIds: readonly string[] | undefined,
): void {
  if (tenantIds === undefined) return;
  if (tenantIds.length === 0) builder.andWhere('1 = 0');
  else builder.andWhere(`${builder.alias}.tenant_id IN (:...tenantIds)`, { tenantIds });
}
