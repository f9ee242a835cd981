import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { UsageRow } from '@codegate/database';
import { silentLogger } from '@codegate/kernel';

import { recoverJournals } from './recover-journals.js';

function aStore() {
  const batches: string[][] = [];
  const store = {
    batches,
    failAt: Number.POSITIVE_INFINITY,
    append: ({ usage }: { usage: UsageRow[] }) => {
      if (batches.length >= store.failAt) return Promise.reject(new Error('database is locked'));
      batches.push(usage.map(({ id }) => id));
      return Promise.resolve();
    },
  };
  return store;
}
const lineOf = (id: string) => `${JSON.stringify({ usage: { id }, log: null })}\n`;
function aJournal(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'journal-')), 'ledger-a.jsonl');
  writeFileSync(path, text);
  return path;
}

describe('recoverJournals', () => {
  it('commits the entries, a half-written last line left out, and removes the files', async () => {
    const store = aStore();
    const paths = [aJournal(`${lineOf('a')}${lineOf('b')}{"usage":{"id":"ha`), aJournal('')];

    expect(await recoverJournals(paths, store, silentLogger)).toBe(2);

    expect(store.batches).toEqual([['a', 'b']]);
    expect(paths.map((path) => existsSync(path))).toEqual([false, false]);
  });

  it('keeps the file when the database refuses, so that all of it can be committed again', async () => {
    const store = aStore();
    const ids = Array.from({ length: 1_200 }, (_, index) => `u${index}`);
    const path = aJournal(ids.map(lineOf).join(''));
    store.failAt = 1;
    await expect(recoverJournals([path], store, silentLogger)).rejects.toThrow('locked');
    expect(store.batches.map((batch) => batch.length)).toEqual([500]);

    store.failAt = Number.POSITIVE_INFINITY;
    store.batches.length = 0;
    await recoverJournals([path], store, silentLogger);

    expect(store.batches.flat()).toEqual(ids);
    expect(existsSync(path)).toBe(false);
  });

  it('reads every text a line can hold, wherever the file is read in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: 200_000 }),
        async (texts, padding) => {
          const store = aStore();
          // The padding moves the lines across the borders of the pieces.
          const ids = ['x'.repeat(padding), ...texts, '\u2028\u2029\r\n'];

          await recoverJournals([aJournal(ids.map(lineOf).join(''))], store, silentLogger);

          expect(store.batches.flat()).toEqual(ids);
        },
      ),
      { numRuns: 30 },
    );
  });
});
