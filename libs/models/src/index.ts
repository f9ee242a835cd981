export { estimateInputTokens } from './count-tokens.js';
export { capabilitiesOf, type CapabilityOverlay } from './capabilities.js';
export { baseModelName, tierOf, tiers, type Tier } from './tier.js';
export { costMicroUsd, lowestRate, priceDataDate, priceOf, type PricedUsage } from './prices.js';
export { capabilityDataDate } from './capabilities.data.js';
