import type { JsonObject } from '@codegate/kernel';
import { priceFactor } from '@codegate/models';

/** The tier a request asks for: `service_tier`, or Anthropic's `speed`. */
function askedTier({ speed, service_tier: tier }: JsonObject): string | undefined {
  if (speed === 'fast') return 'fast';
  return typeof tier === 'string' ? tier : undefined;
}

/** The highest price factor a request can have: a cheaper tier is not certain before the response. */
export function maxPriceFactor(json: JsonObject, model: string): number {
  return Math.max(1, priceFactor(model, { tier: askedTier(json), geo: json.inference_geo }));
}

/**
 * The price factor of a response: of the tier the provider stated, else of the one that was asked for if that is a dearer
 * one.
 */
export function servedPriceFactor(
  json: JsonObject,
  model: string,
  statedTier: string | undefined,
): number {
  if (statedTier === undefined) return maxPriceFactor(json, model);
  return priceFactor(model, { tier: statedTier, geo: json.inference_geo });
}
