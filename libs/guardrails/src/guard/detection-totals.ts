import type { Category, GuardrailMode } from '../engine/index.js';

/** How often a category was found, and what its mode did with it. */
export type DetectionTotal = {
  readonly category: Category;
  readonly mode: GuardrailMode;
  readonly count: number;
};

type Find = Omit<DetectionTotal, 'count'> & { readonly count?: number };

/** Totals with more finds, each of which counts once unless it says how often; never changes the totals given. */
export function addDetections(
  totals: readonly DetectionTotal[],
  finds: readonly Find[],
): readonly DetectionTotal[] {
  if (finds.length === 0) return totals;
  const sums = [...totals];
  for (const { category, mode, count = 1 } of finds) {
    const at = sums.findIndex((sum) => sum.category === category && sum.mode === mode);
    const before = sums[at];
    if (before) sums[at] = { category, mode, count: before.count + count };
    else sums.push({ category, mode, count });
  }
  return sums;
}
