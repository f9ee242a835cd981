import { setImmediate } from 'node:timers/promises';

import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

import type { Database } from '../database.js';
import { rawRows, type RawRow } from '../mapping/raw-row.js';

/** Reading and mapping one batch takes a few milliseconds; other work runs between two batches. */
const rowsPerBatch = 50;

/**
 * Reads the rows with the given ids, or a whole table by its primary key `id`, in batches. A row that is written
 * meanwhile may be missing or new.
 *
 * @param query a new query on each call
 * @param ids null: all rows
 */
export async function* readInBatches<T extends ObjectLiteral>(
  database: Database,
  query: (manager: EntityManager) => SelectQueryBuilder<T>,
  ids: readonly string[] | null,
): AsyncGenerator<RawRow[]> {
  const batches = ids ? batchesOf(database, query, ids) : allBatches(database, query);
  for await (const rows of batches) {
    yield rows;
    await setImmediate();
  }
}

async function* batchesOf<T extends ObjectLiteral>(
  database: Database,
  query: (manager: EntityManager) => SelectQueryBuilder<T>,
  ids: readonly string[],
): AsyncGenerator<RawRow[]> {
  for (let from = 0; from < ids.length; from += rowsPerBatch) {
    const batch = ids.slice(from, from + rowsPerBatch);
    yield await database.read((manager) => {
      const builder = query(manager);
      return rawRows(builder.where(`${builder.alias}.id IN (:...batch)`, { batch }));
    });
  }
}

async function* allBatches<T extends ObjectLiteral>(
  database: Database,
  query: (manager: EntityManager) => SelectQueryBuilder<T>,
): AsyncGenerator<RawRow[]> {
  let after = '';
  let rows: RawRow[];
  do {
    rows = await database.read((manager) => {
      const builder = query(manager);
      const id = `${builder.alias}.id`;
      return rawRows(builder.where(`${id} > :after`, { after }).orderBy(id).limit(rowsPerBatch));
    });
    if (rows.length > 0) yield rows;
    after = String(rows.at(-1)?.['id']);
  } while (rows.length === rowsPerBatch);
}
