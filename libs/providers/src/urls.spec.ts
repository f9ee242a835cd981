import { describe, expect, it } from '@jest/globals';

import { providerIds, providers } from './providers.js';
import { endpointUrl, joinUrl } from './urls.js';

describe('joinUrl', () => {
  it.each([
    ['http://h', '/v1/messages', 'http://h/v1/messages'],
    ['http://h/', '/v1/messages', 'http://h/v1/messages'],
    ['http://h/v1', '/v1/messages', 'http://h/v1/messages'],
    ['http://h/v1/', '/v1/chat/completions', 'http://h/v1/chat/completions'],
    ['http://h/api/paas/v4', '/v1/chat/completions', 'http://h/api/paas/v4/chat/completions'],
    ['http://h/team/proxy', '/v1/responses', 'http://h/team/proxy/v1/responses'],
    ['http://h/v1/chat/completions', '/v1/chat/completions', 'http://h/v1/chat/completions'],
    ['http://h/v1/messages/', '/v1/messages/count_tokens', 'http://h/v1/messages/count_tokens'],
    ['http://h/v1/messages/count_tokens', '/v1/messages', 'http://h/v1/messages'],
    ['http://h/openai/responses', '/v1/chat/completions', 'http://h/openai/v1/chat/completions'],
    ['http://h/api/paas/v4/embeddings', '/v1/models', 'http://h/api/paas/v4/models'],
  ])('joins %s and %s', (root, path, url) => {
    expect(joinUrl(root, path)).toBe(url);
  });
});

describe('endpointUrl', () => {
  it.each([
    ['anthropic', 'count_tokens', 'https://api.anthropic.com/v1/messages/count_tokens'],
    ['openai', 'responses', 'https://api.openai.com/v1/responses'],
    ['openrouter', 'chat', 'https://openrouter.ai/api/v1/chat/completions'],
    ['openrouter', 'messages', 'https://openrouter.ai/api/v1/messages'],
    ['glm', 'chat', 'https://api.z.ai/api/paas/v4/chat/completions'],
    ['glm', 'messages', 'https://api.z.ai/api/anthropic/v1/messages'],
    ['deepseek', 'messages', 'https://api.deepseek.com/anthropic/v1/messages'],
    ['cerebras', 'chat', 'https://api.cerebras.ai/v1/chat/completions'],
    ['gemini', 'chat', 'https://generativelanguage.googleapis.com/v1beta/openai/chat/completions'],
    ['minimax', 'chat', 'https://api.minimax.io/v1/chat/completions'],
    ['codex', 'responses', 'https://chatgpt.com/backend-api/codex/responses'],
  ] as const)('sends %s %s to its own host', (id, endpoint, url) => {
    expect(endpointUrl(providers[id], endpoint, null)).toBe(url);
  });

  it('never sends a key of one provider to the host of another', () => {
    for (const id of providerIds) {
      const host = providers[id].baseUrl && new URL(providers[id].baseUrl).host;
      for (const url of Object.values(providers[id].baseUrls ?? {})) {
        expect(new URL(url).host).toBe(host);
      }
    }
  });

  it('keeps the Anthropic path of a provider for another plan on the same host', () => {
    const url = endpointUrl(providers.glm, 'messages', 'https://api.z.ai/api/coding/paas/v4');

    expect(url).toBe('https://api.z.ai/api/anthropic/v1/messages');
  });

  it('treats a base URL on another host as a plain compatible server', () => {
    const url = endpointUrl(providers.deepseek, 'messages', 'http://127.0.0.1:4010/v1');

    expect(url).toBe('http://127.0.0.1:4010/v1/messages');
  });

  it('has no endpoint where the provider offers none', () => {
    expect(endpointUrl(providers.cerebras, 'embeddings', null)).toBeNull();
    expect(endpointUrl(providers.custom, 'chat', null)).toBeNull();
  });
});
