import { describe, expect, it } from '@jest/globals';

import type { AuditEventRow } from '@codegate/database';

import { sealEntry } from './chain.js';
import { toCsv } from './export.js';

const anEvent = (actorName: string): AuditEventRow =>
  sealEntry(
    {
      ...{ at: '2026-11-20 10:00:00.000', actorKind: 'user', actorId: null, actorName },
      ...{ action: 'auth.login', targetId: null, outcome: 'failure', reason: 'x' },
      ...{ address: null, requestId: null, before: null, after: '{"a":"b,c"}' },
    },
    { seq: 0, hash: '' },
  );

async function csvOf(...events: AuditEventRow[]): Promise<string[]> {
  async function* all() {
    yield* await Promise.resolve(events);
  }
  let text = '';
  for await (const piece of toCsv(all())) text += piece;
  return text.split('\r\n');
}

describe('the export as CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['Ada', 'Ada'],
  ])('writes %s as %s', async (name, cell) => {
    const [, line] = await csvOf(anEvent(name));

    expect(line).toContain(`,user,,${cell},auth.login,`);
    expect(line).toMatch(/^1,2026-11-20T10:00:00\.000Z,/);
    expect(line).toContain('"{""a"":""b,c""}"');
  });
});
