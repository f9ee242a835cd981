/**
 * A whole number from 0 to `max`, for counters and amounts that come from outside. One value that is not finite would
 * stay in a sum for ever, because `Infinity - Infinity` is NaN. Fractions are rounded up, NaN counts as `max`: what is
 * not known is not taken for nothing.
 */
export function toCount(value: number, max: number): number {
  if (value <= 0) return 0;
  return value < max ? Math.ceil(value) : max;
}
