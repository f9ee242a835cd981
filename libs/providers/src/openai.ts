import { bearer, openaiPaths, plainQuirks, type Provider } from './provider.js';

export const openai: Provider = {
  id: 'openai',
  label: 'OpenAI',
  baseUrl: 'https://api.openai.com',
  dialects: ['responses', 'chat'],
  paths: openaiPaths,
  modelsPath: '/v1/models',
  authHeaders: bearer,
  priceVendor: 'openai',
  issuer: 'openai',
  quirks: {
    ...plainQuirks,
    maxTokensField: 'max_completion_tokens',
    reasoningControl: 'reasoning_effort',
    files: true,
    developerRole: true,
  },
  takesAllFields: true,
  takesClientHeaders: true,
};
