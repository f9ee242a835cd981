import { describe, expect, it } from '@jest/globals';

import { periodAround } from './period.js';

const at = (iso: string) => Date.parse(iso);
const spanOf = (period: 'daily' | 'monthly', zone: string, iso: string) => {
  const { fromMs, toMs } = periodAround(period, zone, 0, at(iso));
  return [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
};

describe('periodAround', () => {
  it.each([
    ['UTC', '2026-11-25T12:00:00Z', '2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z'],
    [
      'Europe/Berlin',
      '2026-11-25T23:30:00Z',
      '2026-11-25T23:00:00.000Z',
      '2026-11-26T23:00:00.000Z',
    ],
    [
      'Asia/Kolkata',
      '2026-11-25T18:29:59Z',
      '2026-11-24T18:30:00.000Z',
      '2026-11-25T18:30:00.000Z',
    ],
    // 23 and 25 hours.
    [
      'Europe/Berlin',
      '2026-03-29T12:00:00Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-10-25T12:00:00Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
    // The clock jumps from midnight to one o'clock.
    ['Asia/Beirut', '2026-03-29T12:00:00Z', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
  ])('a day in %s around %s', (zone, iso, from, to) => {
    expect(spanOf('daily', zone, iso)).toEqual([from, to]);
  });

  it.each([
    ['UTC', '2026-12-31T23:59:59Z', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    [
      'America/New_York',
      '2026-11-01T02:00:00Z',
      '2026-10-01T04:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
    ],
    [
      'Pacific/Auckland',
      '2026-01-31T11:00:00Z',
      '2026-01-31T11:00:00.000Z',
      '2026-02-28T11:00:00.000Z',
    ],
  ])('a month in %s around %s', (zone, iso, from, to) => {
    expect(spanOf('monthly', zone, iso)).toEqual([from, to]);
  });

  it('contains its moment and is followed by the next one, in every zone on every day', () => {
    for (const zone of [
      'America/Sao_Paulo',
      'Africa/Cairo',
      'Australia/Lord_Howe',
      'Asia/Tehran',
    ]) {
      let now = at('2017-06-01T00:00:00Z');
      for (let day = 0; day < 800; day += 1) {
        const { fromMs, toMs } = periodAround('daily', zone, 0, now);
        expect(fromMs).toBeLessThanOrEqual(now);
        expect(toMs).toBeGreaterThan(now);
        expect(periodAround('daily', zone, 0, toMs).fromMs).toBe(toMs);
        now = toMs + 3_600_000;
      }
    }
  });

  it('of a total never ends, and nothing counts before its start', () => {
    expect(periodAround('total', 'UTC', 5, 10)).toEqual({
      fromMs: 5,
      toMs: Number.POSITIVE_INFINITY,
    });
    const start = at('2026-11-25T10:00:00Z');
    expect(periodAround('daily', 'UTC', start, start + 1).fromMs).toBe(start);
  });
});
