import { calcPrice, findProvider } from '@pydantic/genai-prices';

/** Token counts in disjoint parts. */
export type PricedUsage = {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  /** Part of cacheWriteTokens. */
  cacheWrite1hTokens: number;
};

/** USD for a million tokens, or base and steps: above `start` input tokens the step counts for all tokens. */
type Rate = number | { base: number; tiers: { start: number; price: number }[] };

type ModelPrice = {
  input: Rate;
  output: Rate;
  cacheRead: Rate;
  cacheWrite: Rate;
  cacheWrite1h: Rate;
};

const vendorOfProvider: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  openai: 'openai',
  codex: 'openai',
  openrouter: 'openrouter',
  glm: 'zhipuai',
  cerebras: 'cerebras',
  deepseek: 'deepseek',
  gemini: 'google',
  minimax: 'minimax',
};
/** Vendors whose model names tell the price at a custom server; a self-hosted open model has none. */
const vendorsKnownByName = new Set(['anthropic', 'openai', 'google', 'deepseek']);

/** When the bundled price data was made (version 0.1.8). */
export const priceDataDate = '2026-09-23';

/** Prices can change at a date, so a resolved one is looked up again after this time. */
const keepForMs = 60 * 60 * 1000;
const mostEntries = 2_000;
const resolved = new Map<string, { price: ModelPrice | null; untilMs: number }>();

/**
 * What a request costs by the list price of @pydantic/genai-prices.
 *
 * @returns micro-dollars, or null when the price of the model is not known: never a guess
 */
export function costMicroUsd(
  provider: string,
  model: string,
  usage: PricedUsage,
  nowMs: number,
): number | null {
  const price = priceOf(provider, model, nowMs);
  if (!price) return null;
  const fresh = usage.inputTokens;
  const total = fresh + usage.cacheReadTokens + usage.cacheWriteTokens;
  const cost =
    fresh * rateAt(price.input, total) +
    usage.outputTokens * rateAt(price.output, total) +
    usage.cacheReadTokens * rateAt(price.cacheRead, total) +
    (usage.cacheWriteTokens - usage.cacheWrite1hTokens) * rateAt(price.cacheWrite, total) +
    usage.cacheWrite1hTokens * rateAt(price.cacheWrite1h, total);
  return Math.round(cost);
}

/** The rates of a model, or null when they are not known. */
export function priceOf(provider: string, model: string, nowMs: number): ModelPrice | null {
  const key = `${provider} ${model}`;
  const known = resolved.get(key);
  if (known && known.untilMs > nowMs) return known.price;
  if (resolved.size >= mostEntries) resolved.clear();
  const price = lookUp(provider, model, nowMs);
  resolved.set(key, { price, untilMs: nowMs + keepForMs });
  return price;
}

function lookUp(provider: string, model: string, nowMs: number): ModelPrice | null {
  const providerId = vendorOfProvider[provider] ?? vendorByName(model);
  if (!providerId) return null;
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, model, {
    providerId,
    timestamp: new Date(nowMs),
  });
  if (!found) return null;
  const rates = found.model_price as Readonly<Record<string, Rate | undefined>>;
  const input = rates.input_mtok;
  const output = rates.output_mtok;
  if (input === undefined || output === undefined) return null;
  const cacheWrite = rates.cache_write_mtok ?? input;
  return {
    input,
    output,
    cacheRead: rates.cache_read_mtok ?? input,
    cacheWrite,
    cacheWrite1h: rates.cache_write_1h_mtok ?? cacheWrite,
  };
}

function vendorByName(model: string): string | undefined {
  const vendor = findProvider({ modelId: model })?.id;
  return vendor !== undefined && vendorsKnownByName.has(vendor) ? vendor : undefined;
}

/** The rate for a short request, USD for a million tokens. */
export function lowestRate(rate: Rate): number {
  return typeof rate === 'number' ? rate : rate.base;
}

function rateAt(rate: Rate, inputTokens: number): number {
  if (typeof rate === 'number') return rate;
  let price = rate.base;
  for (const tier of rate.tiers) if (inputTokens > tier.start) price = tier.price;
  return price;
}
