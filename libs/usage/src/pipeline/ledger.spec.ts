import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, jest } from '@jest/globals';

import type { RequestLogRow, UsageRow } from '@codegate/database';
import { silentLogger } from '@codegate/kernel';

import { Journal } from './journal.js';
import { Ledger } from './ledger.js';

type Batch = { usage: UsageRow[]; logs: RequestLogRow[] };

function aStore() {
  const batches: Batch[] = [];
  let failures = 0;
  return {
    batches,
    failNext: (times: number) => {
      failures = times;
    },
    ids: () => batches.flatMap((batch) => batch.usage.map((row) => row.id)),
    append: (rows: Batch) => {
      if (failures > 0) {
        failures -= 1;
        return Promise.reject(new Error('database is locked'));
      }
      batches.push(rows);
      return Promise.resolve();
    },
  };
}

const usageOf = (id: string) => ({ usage: { id } as UsageRow, log: null });
const journalOf = (directory: string) =>
  readdirSync(directory)
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { usage: UsageRow }).usage.id);
const aDirectory = () => mkdtempSync(join(tmpdir(), 'ledger-'));
const aLedger = (directory: string, store: ReturnType<typeof aStore>) =>
  new Ledger(new Journal(directory), store, silentLogger);

describe('Ledger', () => {
  it('commits what was recorded, in order, once', async () => {
    const store = aStore();
    const ledger = aLedger(aDirectory(), store);

    for (let i = 0; i < 1_200; i += 1) ledger.record(usageOf(`u${i}`));
    await ledger.close();

    expect(store.ids()).toEqual(Array.from({ length: 1_200 }, (_, i) => `u${i}`));
  });

  it('keeps entries that the database refused and commits them later', async () => {
    const store = aStore();
    const ledger = aLedger(aDirectory(), store);
    store.failNext(1);

    ledger.record(usageOf('a'));
    await ledger.flush();
    ledger.record(usageOf('b'));
    await ledger.close();

    expect(store.ids()).toEqual(['a', 'b']);
  });

  it('removes its journal when it is closed, unless the database has refused entries', async () => {
    const [directory, refusedDirectory] = [aDirectory(), aDirectory()];
    const ledger = aLedger(directory, aStore());
    const store = aStore();
    const refused = aLedger(refusedDirectory, store);
    ledger.record(usageOf('a'));
    refused.record(usageOf('b'));
    store.failNext(1);

    await ledger.close();
    await refused.close();

    expect(readdirSync(directory)).toEqual([]);
    expect(journalOf(refusedDirectory)).toEqual(['b']);
  });

  it('has the entries of a turn of the event loop in the journal when it calls them durable', async () => {
    const directory = aDirectory();
    const ledger = aLedger(directory, aStore());

    ledger.record(usageOf('a'));
    const durable = ledger.durable();
    ledger.record(usageOf('b'));
    expect(ledger.durable()).toBe(durable);
    expect(journalOf(directory)).toEqual([]);
    await durable;

    expect(journalOf(directory)).toEqual(['a', 'b']);
    ledger.record(usageOf('c'));
    ledger.sync();
    expect(journalOf(directory)).toEqual(['a', 'b', 'c']);
    await ledger.close();
  });

  it('does not fail a call when its journal cannot be written', async () => {
    const store = aStore();
    const ledger = aLedger(aDirectory(), store);
    const closed = jest.spyOn(Journal.prototype, 'append').mockImplementation(() => {
      throw new Error('no space left on device');
    });

    ledger.record(usageOf('a'));
    await ledger.durable();
    closed.mockRestore();
    await ledger.close();

    expect(store.ids()).toEqual(['a']);
  });

  it('H9: drops logs, not usage, while the database refuses what has been recorded', async () => {
    const store = aStore();
    const ledger = aLedger(aDirectory(), store);
    store.failNext(1);
    const requestBody = 'x'.repeat(2 ** 20);
    for (let i = 0; i < 100; i += 1) {
      const id = `u${i}`;
      ledger.record({ usage: { id } as UsageRow, log: { id, requestBody } as RequestLogRow });
    }
    await ledger.flush();
    await ledger.close();

    expect(store.ids()).toHaveLength(100);
    const logs = store.batches.flatMap((batch) => batch.logs);
    expect(logs.length).toBeGreaterThan(50);
    expect(logs.length).toBeLessThan(64);
  });
});
