import { resolveOverlaps } from './resolve-overlaps.js';

const span = (start: number, end: number, rank: number) => ({ start, end, rank });

describe('resolveOverlaps', () => {
  it('prefers the more specific of two spans that overlap', () => {
    expect(resolveOverlaps([span(0, 10, 5), span(2, 4, 1)])).toEqual([span(2, 4, 1)]);
  });

  it('prefers the longer of two spans of the same rank', () => {
    expect(resolveOverlaps([span(0, 4, 1), span(0, 9, 1)])).toEqual([span(0, 9, 1)]);
  });

  it('keeps neighbours, and both ends of a chain', () => {
    const chain = [span(0, 4, 1), span(3, 8, 2), span(7, 9, 3), span(9, 12, 9)];

    expect(resolveOverlaps(chain)).toEqual([span(0, 4, 1), span(7, 9, 3), span(9, 12, 9)]);
  });
});
