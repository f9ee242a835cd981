import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AuditEntry, AuditEventRow, AuditLink } from '@codegate/database';

import { sealEntry, chainError } from './chain.js';

const entry: AuditEntry = {
  at: '2026-11-20 10:00:00.000',
  actorKind: 'user',
  actorId: 'u1',
  actorName: 'Ada',
  action: 'accounts.update',
  targetId: 'a1',
  outcome: 'success',
  reason: null,
  address: '127.0.0.1',
  requestId: 'req_1',
  before: '{"priority":0}',
  after: '{"priority":7}',
};
const start: AuditLink = { seq: 0, hash: '' };

function aChain(length: number): AuditEventRow[] {
  const events: AuditEventRow[] = [];
  for (let i = 0; i < length; i += 1) events.push(sealEntry(entry, events.at(-1) ?? start));
  return events;
}

const firstBroken = (events: AuditEventRow[]) => {
  let before = start;
  for (const event of events) {
    if (chainError(event, before) !== null) return event.seq;
    before = event;
  }
  return null;
};

describe('the chain of audit events', () => {
  it('is valid as written, and the same on every system', () => {
    const events = aChain(3);

    expect(firstBroken(events)).toBeNull();
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(sealEntry(entry, start).hash).toBe(events[0]?.hash);
  });

  it.each(Object.keys(entry) as (keyof AuditEntry)[])('breaks when %s is changed', (field) => {
    const events = aChain(3);
    events[1] = { ...events[1]!, [field]: `${String(events[1]![field])}x` };

    expect(firstBroken(events)).toBe(2);
  });

  it('separates the text of one field from that of the next', () => {
    const moved = { ...entry, actorId: 'u1","Ada', actorName: null };

    expect(sealEntry(moved, start).hash).not.toBe(sealEntry({ ...entry }, start).hash);
  });

  it('breaks wherever events are removed, duplicated or reordered', () => {
    const events = aChain(8);
    const others = fc
      .shuffledSubarray(events, { minLength: 1 })
      .filter((some) => some.some((event, index) => event.seq !== index + 1));

    fc.assert(fc.property(others, (some) => firstBroken(some) !== null));
    expect(firstBroken([...events.slice(0, 2), events[1]!, ...events.slice(2)])).toBe(2);
  });
});
