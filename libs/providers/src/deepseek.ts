import { anthropicPaths, bearerAndApiKey, plainQuirks, type Provider } from './provider.js';

/** With thinking enabled, every assistant message has to include its reasoning (vercel/ai#14739). */
export const deepseek: Provider = {
  id: 'deepseek',
  label: 'DeepSeek',
  baseUrl: 'https://api.deepseek.com',
  baseUrls: { messages: 'https://api.deepseek.com/anthropic' },
  dialects: ['chat', 'messages'],
  paths: { chat: '/v1/chat/completions', messages: anthropicPaths.messages },
  modelsPath: '/v1/models',
  authHeaders: bearerAndApiKey,
  priceVendor: 'deepseek',
  issuer: 'deepseek',
  quirks: {
    ...plainQuirks,
    reasoningField: 'reasoning_content',
    reasoningFieldRequired: true,
    reasoningControl: 'thinking_and_effort',
    efforts: ['high', 'max'],
    noThinkingWithForcedTools: true,
  },
  takesClientHeaders: false,
};
