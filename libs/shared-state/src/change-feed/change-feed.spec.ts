import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ChangesRepository, type Change, type ChangeTopic } from '@codegate/database';
import { databaseKinds, openTestDatabase } from '@codegate/database/testing';
import { silentLogger } from '@codegate/kernel';

import { ChangeFeed } from './change-feed.js';
import type { ChangeLog } from './change-log.js';
import { MemoryChangeLog } from './memory-change-log.js';

/** Opens an empty log; every feed on one log simulates one process. */
const logs: Record<string, () => Promise<{ log: ChangeLog; close: () => Promise<void> }>> = {
  memory: () => Promise.resolve({ log: new MemoryChangeLog(), close: () => Promise.resolve() }),
  ...Object.fromEntries(
    databaseKinds.map((kind) => [
      kind,
      async () => {
        const { database, close } = await openTestDatabase(kind);
        return { log: new ChangesRepository(database), close };
      },
    ]),
  ),
};

/** A process with one listener, which keeps what it was given. */
async function aProcess(log: ChangeLog) {
  const feed = new ChangeFeed(log, silentLogger);
  const applied: string[] = [];
  const state = { failures: 0 };
  const stop = await feed.subscribe((changes) => {
    if (state.failures > 0) {
      state.failures -= 1;
      return Promise.reject(new Error('not now'));
    }
    applied.push(...changes.map(toText));
    return Promise.resolve();
  });
  return { feed, applied, state, stop };
}

const toText = ({ topic, rowId }: Change): string => `${topic} ${rowId ?? '*'}`;

describe.each(Object.keys(logs))('ChangeFeed on %s', (name) => {
  let log: ChangeLog;
  let close: () => Promise<void>;
  beforeAll(async () => ({ log, close } = await logs[name]!()));
  afterAll(() => close());

  it('has applied a change when publish resolves', async () => {
    const { feed, applied } = await aProcess(log);

    await feed.publish('tenants', 't1');
    await feed.publish('settings');

    expect(applied).toEqual(['tenants t1', 'settings *']);
  });

  it('applies the changes of another process with the next poll', async () => {
    const writer = await aProcess(log);
    const reader = await aProcess(log);
    await writer.feed.publish('accounts', 'a1');
    await writer.feed.publish('accounts', 'a2');
    expect(reader.applied).toEqual([]);

    await reader.feed.applyRecorded();
    await reader.feed.applyRecorded();

    expect(reader.applied).toEqual(['accounts a1', 'accounts a2']);
  });

  it('gives a listener only what was recorded after its subscription, until it ends', async () => {
    const early = await aProcess(log);
    await early.feed.publish('prices', 'before');
    const late: string[] = [];
    const stop = await early.feed.subscribe((changes) => {
      late.push(...changes.map(toText));
      return Promise.resolve();
    });
    await early.feed.publish('prices', 'during');
    stop();
    await early.feed.publish('prices', 'after');

    expect(late).toEqual(['prices during']);
    expect(early.applied).toEqual(['prices before', 'prices during', 'prices after']);
  });

  it('gives the same changes again to a listener that failed, and not to the others', async () => {
    const { feed, applied, state } = await aProcess(log);
    const other: string[] = [];
    await feed.subscribe((changes) => {
      other.push(...changes.map(toText));
      return Promise.resolve();
    });
    state.failures = 1;
    await feed.publish('budgets', 'b1');
    expect(applied).toEqual([]);

    await feed.publish('budgets', 'b2');

    expect(applied).toEqual(['budgets b1', 'budgets b2']);
    expect(other).toEqual(['budgets b1', 'budgets b2']);
  });

  it('applies every change once and in order per topic, however many processes write at once', async () => {
    const topics: ChangeTopic[] = ['configs', 'tenants', 'model_limits'];
    const writes = fc.array(
      fc.record({ process: fc.nat(2), topic: fc.constantFrom(...topics), polls: fc.boolean() }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(writes, async (steps) => {
        const before = await log.revisions();
        const processes = [await aProcess(log), await aProcess(log), await aProcess(log)];
        await Promise.all(
          steps.map(async ({ process, topic, polls }, index) => {
            await processes[process]!.feed.publish(topic, String(index));
            if (polls) await processes[(process + 1) % 3]!.feed.applyRecorded();
          }),
        );
        for (const { feed } of processes) await feed.applyRecorded();

        for (const topic of topics) {
          const recorded = (await log.changesAfter(topic, before.get(topic) ?? 0)).map(toText);
          for (const { applied, stop } of processes) {
            expect(applied.filter((one) => one.startsWith(topic))).toEqual(recorded);
            stop();
          }
          const written = steps.filter((step) => step.topic === topic).length;
          expect(recorded).toHaveLength(written);
        }
      }),
      { numRuns: name === 'memory' ? 100 : 10 },
    );
  });
});

describe('ChangeFeed', () => {
  it('reports that any row may have changed when the changes it missed are not kept', async () => {
    const { database, close } = await openTestDatabase('SQLite');
    const log = new ChangesRepository(database);
    const reader = await aProcess(log);
    await log.record(
      Array.from({ length: 1_500 }, (_, index) => ({ topic: 'tenants', rowId: String(index) })),
    );
    await reader.feed.applyRecorded();
    await log.record([{ topic: 'tenants', rowId: 'next' }]);
    await reader.feed.applyRecorded();

    expect(reader.applied).toEqual(['tenants *', 'tenants next']);
    await close();
  });

  it('polls on a timer until it is stopped', async () => {
    const log = new MemoryChangeLog();
    const { feed, applied } = await aProcess(log);
    feed.startPolling(1);
    await log.record([{ topic: 'accounts', rowId: 'a' }]);
    while (applied.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await feed.stopPolling();

    expect(applied).toEqual(['accounts a']);
  });
});
