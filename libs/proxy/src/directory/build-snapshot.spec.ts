import { describe, expect, it } from '@jest/globals';

import type { AccountRow } from '@codegate/database';

import { buildSnapshot, type SnapshotInputs } from './build-snapshot.js';

const anAccount = (overrides: Partial<AccountRow> = {}) =>
  ({
    id: 'a',
    name: 'A',
    provider: 'anthropic',
    authType: 'api_key',
    apiKeyEnc: 'enc',
    baseUrl: null,
    priority: 0,
    rateLimit: 0,
    monthlyBudgetMicroUsd: null,
    enabled: true,
    externalAccountId: null,
    dialects: null,
    ...overrides,
  }) as unknown as AccountRow;
const build = (account: Partial<AccountRow>, inputs: Partial<SnapshotInputs> = {}) =>
  buildSnapshot({
    state: {
      accounts: [anAccount(account)],
      configs: [],
      tenants: [],
      tenantKeys: [],
      tenantSettings: new Map(),
      settings: new Map(),
      modelLimits: [],
      modelPrices: [],
    },
    decrypt: () => ({ secret: 'the-key' }),
    environmentKey: undefined,
    permitsHost: () => true,
    ...inputs,
  }).accounts.get('a');

describe('buildSnapshot: accounts', () => {
  it("joins URLs and credentials once, to the provider's own host (A12)", () => {
    const account = build({ provider: 'openrouter' });

    expect(account?.routes.get('chat')).toEqual({
      origin: 'https://openrouter.ai',
      path: '/api/v1/chat/completions',
      authHeaders: { authorization: 'Bearer the-key' },
    });
  });

  it('lets an account serve what can be converted, and embeddings only natively', () => {
    const account = build({});

    expect([...(account?.routes.keys() ?? [])]).toEqual(['messages', 'count_tokens']);
    expect(account?.endpoints).toEqual(new Set(['messages', 'count_tokens', 'chat', 'responses']));
  });

  it.each([
    ['whose secret cannot be read', {}, { decrypt: () => ({ unreadable: true }) as const }],
    ['without a key', {}, { decrypt: () => ({ secret: null }) }],
  ])('knows an account %s, but does not use it', (_, row, inputs) => {
    expect(build(row, inputs)).toMatchObject({ usable: false, endpoints: new Set() });
  });

  it('lets a server of one’s own go without a key', () => {
    const account = build(
      { provider: 'custom', baseUrl: 'http://localhost:1' },
      { decrypt: () => ({ secret: null }) },
    );

    expect(account?.usable).toBe(true);
    expect(account?.routes.get('chat')?.authHeaders).toEqual({});
  });

  it('sends nothing to a private host where those are not permitted', () => {
    const account = build(
      { provider: 'custom', baseUrl: 'http://169.254.169.254' },
      { permitsHost: () => false },
    );

    expect(account?.endpoints).toEqual(new Set());
  });

  it('leaves out an account of a provider nobody knows', () => {
    expect(build({ provider: 'nobody' })).toBeUndefined();
  });

  it("knows the original's names for ChatGPT plans", () => {
    expect(build({ provider: 'openai_sub', authType: 'oauth' })?.provider).toBe('codex');
    expect(build({ provider: 'openai', authType: 'oauth' })?.provider).toBe('codex');
    expect(build({ provider: 'openai' })?.provider).toBe('openai');
  });
});
