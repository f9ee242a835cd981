import type { ModelPriceRow } from '@codegate/database';
import type { ModelPrice, PriceOverrides } from '@codegate/models';

/** What the rows mean: rates that are not given are those of fresh input, as with the built-in data. */
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
