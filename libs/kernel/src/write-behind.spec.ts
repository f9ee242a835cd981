import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { WriteBehind } from './write-behind.js';

/** A store whose writes end only when the test says so. */
function aSlowStore<V>() {
  const writes: { batch: Map<string, V>; end(error?: Error): void }[] = [];
  const write = (batch: ReadonlyMap<string, V>) =>
    new Promise<void>((resolve, reject) => {
      writes.push({
        batch: new Map(batch),
        end: (error) => (error ? reject(error) : resolve()),
      });
    });
  return { writes, write };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('WriteBehind', () => {
  it('writes the last value of each key, once', async () => {
    const batches: [string, number][][] = [];
    const buffer = new WriteBehind<string, number>((batch) => {
      batches.push([...batch]);
      return Promise.resolve();
    });
    buffer.put('a', 1);
    buffer.put('b', 2);
    buffer.put('a', 3);

    await buffer.flush();
    await buffer.flush();

    expect(batches).toEqual([
      [
        ['a', 3],
        ['b', 2],
      ],
    ]);
    expect(buffer.size).toBe(0);
  });

  it('keeps a newer value when the write of an older one fails', async () => {
    const { writes, write } = aSlowStore<number>();
    const buffer = new WriteBehind(write);
    buffer.put('a', 1);
    buffer.put('b', 1);
    const failed = buffer.flush();
    buffer.put('a', 2);
    expect(buffer.get('a')).toBe(2);
    expect(buffer.get('b')).toBe(1);
    writes[0]!.end(new Error('disk full'));
    await expect(failed).rejects.toThrow('disk full');

    const retried = buffer.flush();
    writes[1]!.end();
    await retried;

    expect([...writes[1]!.batch]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(buffer.size).toBe(0);
  });

  it('resolves a flush during a write only when later entries are stored, too', async () => {
    const { writes, write } = aSlowStore<number>();
    const buffer = new WriteBehind(write);
    buffer.put('a', 1);
    const first = buffer.flush();
    buffer.put('b', 2);
    let isSecondDone = false;
    const second = buffer.flush().then(() => (isSecondDone = true));
    const third = buffer.flush();
    writes[0]!.end();
    await first;
    await settled();

    expect(isSecondDone).toBe(false);
    expect([...writes[1]!.batch]).toEqual([['b', 2]]);
    writes[1]!.end();
    await Promise.all([second, third]);
    expect(writes).toHaveLength(2);
  });

  it('writes in batches, and does not repeat those that were stored before one failed', async () => {
    const stored: string[][] = [];
    let failures = 1;
    const buffer = new WriteBehind<string, number>(
      (batch) => {
        if (batch.has('c') && failures-- > 0) return Promise.reject(new Error('locked'));
        stored.push([...batch.keys()]);
        return Promise.resolve();
      },
      { batchSize: 2 },
    );
    for (const key of ['a', 'b', 'c', 'd', 'e']) buffer.put(key, 1);

    await expect(buffer.flush()).rejects.toThrow('locked');
    await buffer.flush();

    expect(stored).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('drops and counts the oldest entries beyond its bound', async () => {
    const { writes, write } = aSlowStore<number>();
    const buffer = new WriteBehind(write, { maxEntries: 2 });
    buffer.put('a', 1);
    buffer.put('b', 1);
    const failed = buffer.flush();
    buffer.put('c', 1);
    writes[0]!.end(new Error('locked'));
    await expect(failed).rejects.toThrow('locked');

    expect(buffer.dropped).toBe(1);
    expect([buffer.get('a'), buffer.get('b'), buffer.get('c')]).toEqual([undefined, 1, 1]);
  });

  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ put: fc.constantFrom('a', 'b', 'c', 'd') }) },
    fc.constant('flush' as const),
    fc.constant('write ends' as const),
    fc.constant('write fails' as const),
  );

  it('loses nothing and applies nothing twice, in any order of puts, flushes and failures', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.constantFrom(1, 2, 100),
        async (steps, batchSize) => {
          const { writes, write } = aSlowStore<number>();
          const buffer = new WriteBehind(write, {
            batchSize,
            merge: (older, newer) => older + newer,
          });
          const expected = new Map<string, number>();
          const stored = new Map<string, number>();
          let ended = 0;
          const endWrite = async (error?: Error) => {
            const current = writes[ended];
            if (!current) return;
            ended += 1;
            if (!error) add(stored, current.batch);
            current.end(error);
            await settled();
          };
          for (const event of steps) {
            if (event === 'flush') buffer.flush().catch(() => undefined);
            else if (event === 'write ends') await endWrite();
            else if (event === 'write fails') await endWrite(new Error('refused'));
            else {
              add(expected, new Map([[event.put, 1]]));
              buffer.put(event.put, 1);
            }
            const total = new Map(stored);
            for (const key of expected.keys()) add(total, new Map([[key, buffer.get(key) ?? 0]]));
            expect(total).toEqual(expected);
          }
          while (ended < writes.length) await endWrite();
          const drained = buffer.flush();
          while (buffer.size > 0) {
            await settled();
            await endWrite();
          }
          await drained;
          expect(stored).toEqual(expected);
        },
      ),
    );
  });
});

function add(sums: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [key, value] of more) sums.set(key, (sums.get(key) ?? 0) + value);
}
