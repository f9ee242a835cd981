import type { EntityManager } from 'typeorm';

import { Account, Setting, SsoProvider, Tenant, TenantKey, User } from '../entities/index.js';

type Counts = { reEncrypted: number; failed: number };

/** The setting that holds a secret; the table has no other column that identifies it. */
const secretSettings = ['alert_webhook_secret_enc'];

const columns = [
  { entity: Account, property: 'apiKeyEnc' },
  { entity: Account, property: 'refreshTokenEnc' },
  { entity: Tenant, property: 'apiKeyEnc' },
  { entity: TenantKey, property: 'keyEnc' },
  { entity: User, property: 'totpSecretEnc' },
  { entity: SsoProvider, property: 'clientSecretEnc' },
] as const;

/** Rewrites every stored secret; the caller's transaction makes it all or nothing. */
export async function reencryptColumns(
  manager: EntityManager,
  convert: (stored: string) => string | null,
): Promise<Counts> {
  const counts: Counts = { reEncrypted: 0, failed: 0 };
  for (const { entity, property } of columns) {
    const rows = await manager
      .createQueryBuilder(entity, 'row')
      .select('row.id', 'id')
      .addSelect(`row.${property}`, 'stored')
      .where(`row.${property} IS NOT NULL`)
      .getRawMany<{ id: string; stored: unknown }>();
    for (const { id, stored } of rows) {
      if (typeof stored !== 'string' || stored === '') continue;
      const converted = convert(stored);
      if (converted === null) counts.failed += 1;
      if (converted === null || converted === stored) continue;
      const result = await manager
        .createQueryBuilder()
        .update(entity)
        .set({ [property]: converted })
        // Not over a token that was refreshed since it was read.
        .where({ id, [property]: stored })
        .execute();
      counts.reEncrypted += result.affected ?? 0;
    }
  }
  for (const key of secretSettings) {
    const stored = (await manager.findOneBy(Setting, { key }))?.value;
    if (!stored) continue;
    const converted = convert(stored);
    if (converted === null) counts.failed += 1;
    else await manager.update(Setting, { key }, { value: converted });
    if (converted !== null && converted !== stored) counts.reEncrypted += 1;
  }
  return counts;
}
