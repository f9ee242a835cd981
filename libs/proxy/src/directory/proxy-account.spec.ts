import { describe, expect, it } from '@jest/globals';

import { CredentialStore } from '@codegate/accounts';
import type { AccountRow } from '@codegate/database';

import { toProxyAccount, type AccountInputs } from './proxy-account.js';

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
const credentials = new CredentialStore();
const build = (account: Partial<AccountRow>, inputs: Partial<AccountInputs> = {}) =>
  toProxyAccount(anAccount(account), {
    decrypt: () => ({ secret: 'the-key' }),
    permitsHost: () => true,
    credentials,
    ...inputs,
  });

describe('toProxyAccount', () => {
  it("joins URLs once, to the provider's own host (A12), and keeps the secret apart", () => {
    const account = build({ provider: 'openrouter' });

    expect(account?.routes.get('chat')).toEqual({
      origin: 'https://openrouter.ai',
      path: '/api/v1/chat/completions',
    });
    expect(credentials.of(account!).headers('chat')).toEqual({ authorization: 'Bearer the-key' });
    expect(JSON.stringify([account, [...account!.routes]])).not.toContain('the-key');
  });

  it('lets an account serve what can be converted, and embeddings only natively', () => {
    const account = build({});

    expect([...(account?.routes.keys() ?? [])]).toEqual(['messages', 'count_tokens']);
    expect(account?.endpoints).toEqual(
      new Set([
        'messages',
        'count_tokens',
        'chat',
        'responses',
        'compact',
        'response_input_tokens',
      ]),
    );
  });

  it.each([
    ['whose secret cannot be read', {}, { decrypt: () => ({ unreadable: true }) as const }],
    ['without a key', {}, { decrypt: () => ({ secret: null }) }],
  ])('marks an account %s as not usable', (_, row, inputs) => {
    expect(build(row, inputs)).toMatchObject({ usable: false, endpoints: new Set() });
  });

  it('uses a custom server without a key', () => {
    const account = build(
      { provider: 'custom', baseUrl: 'http://localhost:1' },
      { decrypt: () => ({ secret: null }) },
    );

    expect(account?.usable).toBe(true);
    expect(credentials.of(account!).headers('chat')).toEqual({});
  });

  it('sends nothing to a private host where those are not permitted', () => {
    const account = build(
      { provider: 'custom', baseUrl: 'http://169.254.169.254' },
      { permitsHost: () => false },
    );

    expect(account?.endpoints).toEqual(new Set());
  });

  it('leaves out an account of an unknown provider without a base URL', () => {
    expect(build({ provider: 'nobody' })).toBeNull();
  });

  it("knows the original's names for ChatGPT plans", () => {
    expect(build({ provider: 'openai_sub', authType: 'oauth' })?.provider).toBe('codex');
    expect(build({ provider: 'openai', authType: 'oauth' })?.provider).toBe('codex');
    expect(build({ provider: 'openai' })?.provider).toBe('openai');
  });
});
