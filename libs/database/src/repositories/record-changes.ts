import type { DeleteResult, EntityManager, UpdateResult } from 'typeorm';

import type { Change, ChangeTopic } from '../changes.js';
import { Change as ChangeEntity, Revision } from '../entities/index.js';

/** Changes of a topic that are kept; a process that has missed more reloads the topic. */
export const keptChanges = 1_000;

/**
 * Records changes within the transaction that makes them, so that no process misses one. Call it last in the
 * transaction and once: the rows of `revisions` are locked until it ends, always in the order of the topics.
 */
export async function recordChanges(
  manager: EntityManager,
  changes: readonly Change[],
): Promise<void> {
  for (const topic of [...new Set(changes.map((change) => change.topic))].sort()) {
    const rowIds = changes.filter((change) => change.topic === topic).map(({ rowId }) => rowId);
    const last = await increaseRevision(manager, topic, rowIds.length);
    const first = last - rowIds.length + 1;
    await manager.insert(
      ChangeEntity,
      rowIds.map((rowId, index) => ({ topic, revision: first + index, rowId })),
    );
    await deleteBefore(manager, topic, last - keptChanges + 1);
  }
}

/**
 * Records the change of one row if the statement found it.
 *
 * @returns whether it did
 */
export async function recordIfFound(
  manager: EntityManager,
  { affected }: UpdateResult | DeleteResult,
  topic: ChangeTopic,
  rowId: string,
): Promise<boolean> {
  if ((affected ?? 0) === 0) return false;
  await recordChanges(manager, [{ topic, rowId }]);
  return true;
}

async function increaseRevision(
  manager: EntityManager,
  topic: ChangeTopic,
  by: number,
): Promise<number> {
  const update = manager
    .createQueryBuilder()
    .update(Revision)
    .set({ revision: () => `"revision" + ${by}` })
    .where({ topic });
  if ((await update.execute()).affected === 0) {
    const first = { topic, revision: 0 };
    // Another transaction may insert the row first.
    await manager.createQueryBuilder().insert().into(Revision).values(first).orIgnore().execute();
    await update.execute();
  }
  return (await manager.findOneByOrFail(Revision, { topic })).revision;
}

async function deleteBefore(
  manager: EntityManager,
  topic: ChangeTopic,
  revision: number,
): Promise<void> {
  await manager
    .createQueryBuilder()
    .delete()
    .from(ChangeEntity)
    .where('topic = :topic AND revision < :revision', { topic, revision })
    .execute();
}
