export { billingOf, type Billing } from './billing.js';
export { anthropicOauthBeta } from './anthropic.js';
export { providerOf, providers } from './catalogue.js';
export { providerIds, type Credential, type Provider, type ProviderId } from './provider.js';
export { endpointUrl, modelsUrl } from './urls.js';
