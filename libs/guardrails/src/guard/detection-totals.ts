import type { Category, GuardrailMode } from '../engine/index.js';

/** How many values of a category were found in a mode. */
export type DetectionTotal = {
  readonly category: Category;
  readonly mode: GuardrailMode;
  readonly count: number;
};

type CountedDetection = Omit<DetectionTotal, 'count'> & { readonly count?: number };

/** Totals with more detections, each of which counts once unless it has a count. The given totals do not change. */
export function addDetections(
  totals: readonly DetectionTotal[],
  detections: readonly CountedDetection[],
): readonly DetectionTotal[] {
  if (detections.length === 0) return totals;
  const sums = [...totals];
  for (const { category, mode, count = 1 } of detections) {
    const at = sums.findIndex((sum) => sum.category === category && sum.mode === mode);
    const before = sums[at];
    if (before) sums[at] = { category, mode, count: before.count + count };
    else sums.push({ category, mode, count });
  }
  return sums;
}
