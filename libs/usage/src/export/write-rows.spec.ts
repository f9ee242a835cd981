import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { toFile } from './write-rows.js';

async function* batches(...all: object[][]) {
  for (const batch of all) yield await Promise.resolve(batch as Record<string, unknown>[]);
}

describe('toFile', () => {
  it('writes CSV that other programs read back, and nothing they would run', async () => {
    const rows = batches(
      [{ id: 'a', name: 'Team, "A"\nline', cost: -1.5, on: true }],
      [
        { id: 'b', name: '=HYPERLINK("x")', cost: null },
        { id: '@c', name: { x: 1 } },
      ],
    );

    expect(await text(toFile(rows, ['id', 'name', 'cost', 'on'], 'csv'))).toBe(
      [
        'id,name,cost,on',
        'a,"Team, ""A""\nline",-1.5,true',
        `b,"'=HYPERLINK(""x"")",,`,
        `'@c,"{""x"":1}",,`,
        '',
      ].join('\r\n'),
    );
  });

  it('writes one JSON object a line', async () => {
    const file = toFile(batches([{ id: 'a', x: null }], [], [{ id: 'b' }]), ['id'], 'jsonl');

    expect(await text(file)).toBe('{"id":"a","x":null}\n{"id":"b"}\n');
  });

  it('of nothing is a line of names, or nothing', async () => {
    expect(await text(toFile(batches(), ['a', 'b'], 'csv'))).toBe('a,b\r\n');
    expect(await text(toFile(batches(), ['a'], 'jsonl'))).toBe('');
  });

  it('asks for a batch only when the one before was taken', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield await Promise.resolve([{ id: 'x'.repeat(100_000) }]);
      }
    }
    const file = toFile(endless(), ['id'], 'jsonl');
    file.once('data', () => file.pause());
    await once(file, 'pause');
    // Time for batches that nothing waits for.
    for (let i = 0; i < 50; i += 1) await setImmediate();

    expect(asked).toBeLessThan(10);
    file.destroy();
  });
});
