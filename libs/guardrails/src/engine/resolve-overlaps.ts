import type { Span } from './types.js';

export type Ranked = Span & {
  /** The lower number wins an overlap. */
  readonly rank: number;
};

/**
 * Chooses among overlapping spans: lower rank first, then the longer one. The result is sorted and free
 * of overlaps, so a text is rewritten in one pass and no token ends up within another.
 */
export function resolveOverlaps<T extends Ranked>(spans: readonly T[]): T[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank);
  const chosen: T[] = [];
  // Spans that touch each other, directly or through others, are settled among themselves.
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    let reach = sorted[from]?.end ?? 0;
    for (let next = sorted[to]; next !== undefined && next.start < reach; next = sorted[to]) {
      reach = Math.max(reach, next.end);
      to += 1;
    }
    chosen.push(...(to === from + 1 ? sorted.slice(from, to) : settle(sorted.slice(from, to))));
    from = to;
  }
  return chosen;
}

function settle<T extends Ranked>(cluster: readonly T[]): T[] {
  const byRank = cluster.toSorted((a, b) => a.rank - b.rank || b.end - b.start - (a.end - a.start));
  const kept: T[] = [];
  for (const span of byRank) {
    if (!kept.some((other) => span.start < other.end && other.start < span.end)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}
