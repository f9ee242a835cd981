export { billingOf, type Billing } from './billing.js';
export {
  authTypes,
  toCredential,
  type AuthType,
  type Credential,
  type Provider,
} from './provider.js';
export { isProviderId, providerIds, providerOf, providers, type ProviderId } from './providers.js';
export { endpointUrl, modelsUrl } from './urls.js';
