import { describe, expect, it } from '@jest/globals';

import { billingOf } from './billing.js';

const anAccount = { provider: 'glm', authType: 'api_key', baseUrl: null, subscriptionType: null };

describe('billingOf', () => {
  it.each([
    [{}, 'cash'],
    [{ baseUrl: 'https://api.z.ai/api/paas/v4' }, 'cash'],
    [{ baseUrl: 'https://api.z.ai/api/coding/paas/v4' }, 'value'],
    [{ provider: 'anthropic', authType: 'oauth' }, 'value'],
    [{ provider: 'codex' }, 'value'],
    [{ provider: 'minimax', subscriptionType: 'coding-plan' }, 'value'],
    [{ subscriptionType: '' }, 'cash'],
  ])('%j is %s', (account, billing) => {
    expect(billingOf({ ...anAccount, ...account })).toBe(billing);
  });
});
