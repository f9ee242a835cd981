import { setImmediate } from 'node:timers/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import SqliteHandle from 'better-sqlite3';

import { ReaderThread } from './reader-thread.js';
import { aDataDir } from './testing/test-databases.js';

const slow = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
  SELECT COUNT(*) AS count FROM n`;

function aFile(): string {
  const path = join(aDataDir(), 'x.db');
  new SqliteHandle(path).exec('CREATE TABLE t (a)').close();
  return path;
}

describe('ReaderThread', () => {
  it('leaves the calling thread free while a query runs', async () => {
    const reader = new ReaderThread(aFile());
    await reader.query('SELECT 1', []);
    let turns = 0;
    const state = { isDone: false };
    const query = reader.query(slow, [2_000_000]).finally(() => {
      state.isDone = true;
    });

    while (!state.isDone) {
      await setImmediate();
      turns += 1;
    }

    expect(await query).toEqual([{ count: 2_000_000 }]);
    expect(turns).toBeGreaterThan(100);
    await reader.close();
  });

  it('reports a query that fails and answers the next one', async () => {
    const reader = new ReaderThread(aFile());

    await expect(reader.query('SELECT * FROM missing', [])).rejects.toThrow(/no such table/);
    await expect(reader.query('INSERT INTO t VALUES (1)', [])).rejects.toThrow();

    expect(await reader.query('SELECT COUNT(*) AS count FROM t', [])).toEqual([{ count: 0 }]);
    await reader.close();
  });

  it('does not leave a query waiting when it is closed', async () => {
    const reader = new ReaderThread(aFile());
    const query = reader.query(slow, [50_000_000]);
    const outcome = expect(query).rejects.toThrow(/ended/);

    await reader.close();

    await outcome;
  });
});
