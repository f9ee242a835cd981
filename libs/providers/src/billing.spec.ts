import { describe, expect, it } from '@jest/globals';

import { billingOf } from './billing.js';
import { providers, type ProviderId } from './providers.js';

const anAccount = { authType: 'api_key', baseUrl: null, subscriptionType: null };

describe('billingOf', () => {
  it.each<[ProviderId, object, string]>([
    ['glm', {}, 'cash'],
    ['glm', { baseUrl: 'https://api.z.ai/api/paas/v4' }, 'cash'],
    ['glm', { baseUrl: 'https://api.z.ai/api/coding/paas/v4' }, 'value'],
    ['anthropic', { authType: 'oauth' }, 'value'],
    ['codex', {}, 'value'],
    ['minimax', { subscriptionType: 'coding-plan' }, 'value'],
    ['glm', { subscriptionType: '' }, 'cash'],
  ])('%s %j is %s', (provider, account, billing) => {
    expect(billingOf(providers[provider], { ...anAccount, ...account })).toBe(billing);
  });
});
