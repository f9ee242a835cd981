export { estimateInputTokens } from './count-tokens.js';
export { capabilitiesOf, type CapabilityOverlay } from './capabilities.js';
export { baseModelName, tierOf, tiers, type Tier } from './tier.js';
export { costMicroUsd, priceOf, type PricedUsage } from './prices.js';
