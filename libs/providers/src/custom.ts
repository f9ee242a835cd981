import {
  anthropicPaths,
  bearerAndApiKey,
  openaiPaths,
  plainQuirks,
  type Provider,
} from './provider.js';

/** Any compatible server. What it speaks is said by the account; Chat Completions if it says nothing. */
export const custom: Provider = {
  id: 'custom',
  label: 'Custom',
  baseUrl: null,
  dialects: ['chat'],
  paths: { ...anthropicPaths, ...openaiPaths },
  modelsPath: '/v1/models',
  authHeaders: bearerAndApiKey,
  issuer: 'unknown',
  quirks: { ...plainQuirks, reasoningField: 'reasoning_content', topK: true },
  takesClientHeaders: false,
};
