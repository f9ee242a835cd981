import type { Span } from './types.js';

export type Ranked = Span & {
  /** Where spans overlap, the lower number wins. */
  readonly rank: number;
};

/**
 * Chooses among overlapping spans: lower rank first, then the longer one. The result is sorted and without overlaps, so
 * a text is rewritten in one pass and no token is placed inside another.
 */
export function resolveOverlaps<T extends Ranked>(spans: readonly T[]): T[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank);
  const chosen: T[] = [];
  // A cluster: spans that overlap, directly or through others.
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    let reach = sorted[from]?.end ?? 0;
    for (let next = sorted[to]; next !== undefined && next.start < reach; next = sorted[to]) {
      reach = Math.max(reach, next.end);
      to += 1;
    }
    const cluster = sorted.slice(from, to);
    for (const span of cluster.length === 1 ? cluster : chooseFrom(cluster)) chosen.push(span);
    from = to;
  }
  return chosen;
}

function chooseFrom<T extends Ranked>(cluster: readonly T[]): T[] {
  const byRank = cluster.toSorted((a, b) => a.rank - b.rank || b.end - b.start - (a.end - a.start));
  /** Sorted by start and without overlaps, so only the two neighbours of a new span have to be checked. */
  const kept: T[] = [];
  for (const span of byRank) {
    const index = insertionIndex(kept, span.start);
    const before = kept[index - 1];
    const after = kept[index];
    const isFree =
      (before === undefined || before.end <= span.start) &&
      (after === undefined || after.start >= span.end);
    if (isFree) kept.splice(index, 0, span);
  }
  return kept;
}

function insertionIndex(sorted: readonly Ranked[], start: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
