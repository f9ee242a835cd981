import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
const aDirectory = () => join(mkdtempSync(join(tmpdir(), 'ledger-')), 'journal');

describe('Ledger', () => {
  it('commits what was recorded, in order, once', async () => {
    const store = aStore();
    const ledger = new Ledger(aDirectory(), store, silentLogger);
    await ledger.open();

    for (let i = 0; i < 1_200; i += 1) ledger.record(usageOf(`u${i}`));
    await ledger.close();

    expect(store.ids()).toEqual(Array.from({ length: 1_200 }, (_, i) => `u${i}`));
  });

  it('keeps entries that the database refused and commits them later', async () => {
    const store = aStore();
    const ledger = new Ledger(aDirectory(), store, silentLogger);
    await ledger.open();
    store.failNext(1);

    ledger.record(usageOf('a'));
    await ledger.flush();
    ledger.record(usageOf('b'));
    await ledger.close();

    expect(store.ids()).toEqual(['a', 'b']);
  });

  it('recovers the entries of a process that was killed, a half-written last line left out', async () => {
    const directory = aDirectory();
    const first = new Ledger(directory, aStore(), silentLogger);
    await first.open();
    first.close = () => Promise.resolve();
    writeFileSync(
      join(directory, 'ledger-999999999-a.jsonl'),
      `${JSON.stringify(usageOf('lost'))}\n{"usage":{"id":"ha`,
    );

    const store = aStore();
    const recovered = await new Ledger(directory, store, silentLogger).open();

    expect(recovered).toBe(1);
    expect(store.ids()).toEqual(['lost']);
    expect(readdirSync(directory)).not.toContain('ledger-999999999-a.jsonl');
  });

  it('has the entries of a turn of the event loop in the journal when it calls them durable', async () => {
    const directory = aDirectory();
    const ledger = new Ledger(directory, aStore(), silentLogger);
    await ledger.open();

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
    const ledger = new Ledger(aDirectory(), store, silentLogger);
    await ledger.open();
    const closed = jest.spyOn(Journal.prototype, 'append').mockImplementation(() => {
      throw new Error('no space left on device');
    });

    ledger.record(usageOf('a'));
    await ledger.durable();
    closed.mockRestore();
    await ledger.close();

    expect(store.ids()).toEqual(['a']);
  });

  it('leaves the journal of a running process alone', async () => {
    const directory = aDirectory();
    const ledger = new Ledger(directory, aStore(), silentLogger);
    await ledger.open();
    writeFileSync(join(directory, 'ledger-1-a.jsonl'), `${JSON.stringify(usageOf('theirs'))}\n`);

    const store = aStore();
    await new Ledger(directory, store, silentLogger).open();

    expect(store.ids()).toEqual([]);
    await ledger.close();
  });
});
