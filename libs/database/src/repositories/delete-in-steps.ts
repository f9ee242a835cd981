import { setImmediate } from 'node:timers/promises';
import type { ObjectLiteral, ObjectType } from 'typeorm';

import type { Database } from '../database.js';

/** Small enough that SQLite, which works inside this process, does not hold up a request for long. */
const rowsPerStep = 500;

/** Deletes old rows of a table; all of them without `olderThan`. */
export async function deleteInSteps<Entity extends ObjectLiteral>(
  database: Database,
  entity: ObjectType<Entity>,
  olderThan?: { readonly column: string; readonly before: string },
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const inStep = await database.write(async (manager) => {
      const oldest = manager.createQueryBuilder(entity, 'old').select('old.id').limit(rowsPerStep);
      if (olderThan) oldest.where(`old.${olderThan.column} < :before`, olderThan);
      const result = await manager
        .createQueryBuilder()
        .delete()
        .from(entity)
        .where(`"id" IN (${oldest.getQuery()})`)
        .setParameters(oldest.getParameters())
        .execute();
      return result.affected ?? 0;
    });
    deleted += inStep;
    if (inStep < rowsPerStep) return deleted;
    await setImmediate();
  }
}
