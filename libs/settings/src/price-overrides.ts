import type { ModelPriceRow } from '@codegate/database';
import type { ModelPrice, PriceOverrides } from '@codegate/models';

/** The stored rows as prices. Missing cache rates default to the input rate, as in the built-in data. */
export function toModelPrice(row: ModelPriceRow): ModelPrice {
  const cacheWrite = row.cacheWrite ?? row.input;
  return {
    input: row.input,
    output: row.output,
    reasoning: row.output,
    cacheRead: row.cacheRead ?? row.input,
    cacheWrite,
    cacheWrite1h: row.cacheWrite1h ?? cacheWrite,
    webSearch: row.webSearch ?? 0,
    request: 0,
  };
}

export function toPriceOverrides(rows: readonly ModelPriceRow[]): PriceOverrides {
  return new Map(rows.map((row) => [row.model.toLowerCase(), toModelPrice(row)]));
}
