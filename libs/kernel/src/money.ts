/** Money is stored in micro-dollars, as integers, so that sums are exact on every database. */
export function toMicroUsd(usd: number): number {
  return Math.round(usd * 1_000_000);
}

export function toUsd(microUsd: number): number {
  return microUsd / 1_000_000;
}
