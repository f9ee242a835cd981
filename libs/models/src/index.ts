export { estimateInputTokens } from './count-tokens.js';
export { capabilitiesOf, type CapabilityOverlay } from './capabilities.js';
export { baseModelName } from './model-name.js';
export { tierOf, tiers, type Tier } from './tier.js';
export {
  costMicroUsd,
  effectivePrice,
  hasPriceList,
  exactMicroUsd,
  lowestRate,
  priceDataDate,
  priceOf,
  type ModelPrice,
  type PricedUsage,
  type PriceOrigin,
  type PriceOverrides,
} from './prices.js';
export { priceFactor } from './service-tiers.js';
export { maxTokensOf } from './max-tokens-of.js';
export { capabilityDataDate } from './capabilities.data.js';
