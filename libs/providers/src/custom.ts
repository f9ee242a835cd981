import { minimaxErrorStatuses } from './minimax.js';
import {
  anthropicPaths,
  bearerAndApiKey,
  openaiPaths,
  plainQuirks,
  type Provider,
} from './provider.js';

/** Any compatible server. The account says which wire formats it speaks; Chat Completions when it does not. */
export const custom: Provider = {
  id: 'custom',
  label: 'Custom',
  baseUrl: null,
  dialects: ['chat'],
  paths: { ...anthropicPaths, ...openaiPaths },
  modelsPath: '/v1/models',
  authHeaders: bearerAndApiKey,
  keyIsOptional: true,
  priceVendor: null,
  issuer: 'unknown',
  quirks: {
    ...plainQuirks,
    reasoningField: 'reasoning_content',
    topK: true,
    // A server of MiniMax may be behind a custom base URL; others do not use these codes with status 200.
    errorStatuses: minimaxErrorStatuses,
  },
  takesAllFields: true,
  takesClientHeaders: false,
};
