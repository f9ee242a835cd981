import { calcPrice, findProvider } from '@pydantic/genai-prices';
import { LRUCache } from 'lru-cache';

import { isProviderId, providers } from '@codegate/providers';

import { baseModelName, otherSpellings } from './model-name.js';

/** Token counts in disjoint parts. */
export type PricedUsage = {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  /** Part of cacheWriteTokens. */
  cacheWrite1hTokens: number;
  /** Part of outputTokens. */
  reasoningTokens?: number;
  /** Searches the provider ran. */
  webSearches?: number;
  /** By what the price of every token is multiplied, see `priceFactor`; 1 when absent. */
  priceFactor?: number;
};

/** USD for a million tokens, or base and steps: above `start` input tokens the step counts for all tokens. */
export type Rate = number | { base: number; tiers: { start: number; price: number }[] };

export type ModelPrice = {
  input: Rate;
  output: Rate;
  reasoning: Rate;
  cacheRead: Rate;
  cacheWrite: Rate;
  cacheWrite1h: Rate;
  /** USD for a thousand of them. */
  webSearch: number;
  /** USD for a thousand requests, whatever they use. */
  request: number;
};

/** Prices set by an admin, by model name in lower case; `*` is for models with an unknown price. */
export type PriceOverrides = ReadonlyMap<string, ModelPrice>;

const noOverrides: PriceOverrides = new Map();

/** Vendors whose model names determine the price at a custom server; a self-hosted open model has none. */
const vendorsKnownByName = new Set(['anthropic', 'openai', 'google', 'deepseek']);

/** When the bundled price data was made (version 0.1.8). */
export const priceDataDate = '2026-09-23';

/** Prices can change at a date, so a resolved one is looked up again after this time. */
const keepForMs = 60 * 60 * 1000;
const resolved = new LRUCache<string, { price: ModelPrice | null; untilMs: number }>({
  max: 2_000,
});

/**
 * What a request costs, by the admin's prices or the list prices of @pydantic/genai-prices.
 *
 * @returns micro-dollars, or null when the price of the model is not known: never a guess
 */
export function costMicroUsd(
  provider: string,
  model: string,
  usage: PricedUsage,
  nowMs: number,
  overrides: PriceOverrides = noOverrides,
): number | null {
  const price = effectivePrice(provider, model, nowMs, overrides)?.price;
  return price ? Math.round(exactMicroUsd(price, usage)) : null;
}

/** The formula, before it is rounded to whole micro-dollars: a rate in USD for a million is one in them for one. */
export function exactMicroUsd(price: ModelPrice, usage: PricedUsage): number {
  const { reasoningTokens: reasoning = 0, webSearches = 0, priceFactor = 1 } = usage;
  const fresh = usage.inputTokens;
  const total = fresh + usage.cacheReadTokens + usage.cacheWriteTokens;
  const tokens =
    fresh * rateAt(price.input, total) +
    (usage.outputTokens - reasoning) * rateAt(price.output, total) +
    reasoning * rateAt(price.reasoning, total) +
    usage.cacheReadTokens * rateAt(price.cacheRead, total) +
    (usage.cacheWriteTokens - usage.cacheWrite1hTokens) * rateAt(price.cacheWrite, total) +
    usage.cacheWrite1hTokens * rateAt(price.cacheWrite1h, total);
  return priceFactor * tokens + webSearches * price.webSearch * 1_000 + price.request * 1_000;
}

export type PriceOrigin = 'override' | 'built-in' | 'fallback';

/**
 * The price in force and where it comes from; null when it is unknown. The exact name is looked up first, then the name
 * without its date and its place, so that another spelling of a model is not free.
 */
export function effectivePrice(
  provider: string,
  model: string,
  nowMs: number,
  overrides: PriceOverrides = noOverrides,
): { price: ModelPrice; origin: PriceOrigin } | null {
  if (overrides.size > 0) {
    const name = model.toLowerCase();
    const own = overrides.get(name) ?? overrides.get(baseModelName(name));
    if (own) return { price: own, origin: 'override' };
  }
  const listed = priceOf(provider, model, nowMs);
  if (listed) return { price: listed, origin: 'built-in' };
  if (overrides.size === 0) return null;
  for (const name of otherSpellings(model)) {
    const own = overrides.get(name);
    if (own) return { price: own, origin: 'override' };
  }
  const fallback = overrides.get('*');
  return fallback ? { price: fallback, origin: 'fallback' } : null;
}

/** Whether the provider sells models by a price list, so that a model without a price is not free. */
export function hasPriceList(provider: string): boolean {
  return isProviderId(provider) && providers[provider].priceVendor !== null;
}

/** The list price of a model, or null when it is not known. */
export function priceOf(provider: string, model: string, nowMs: number): ModelPrice | null {
  const key = `${provider} ${model}`;
  const known = resolved.get(key);
  if (known && known.untilMs > nowMs) return known.price;
  let price = lookUp(provider, model, nowMs);
  if (!price) {
    for (const name of otherSpellings(model)) price ??= lookUp(provider, name, nowMs);
  }
  resolved.set(key, { price, untilMs: nowMs + keepForMs });
  return price;
}

function lookUp(provider: string, model: string, nowMs: number): ModelPrice | null {
  const listed = isProviderId(provider) ? providers[provider].priceVendor : null;
  const providerId = listed ?? vendorByName(model);
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
    reasoning: rates.output_reasoning_mtok ?? output,
    cacheRead: rates.cache_read_mtok ?? input,
    cacheWrite,
    cacheWrite1h: rates.cache_write_1h_mtok ?? cacheWrite,
    webSearch: lowestRate(rates.web_searches_kcount ?? 0),
    request: lowestRate(rates.requests_kcount ?? 0),
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
