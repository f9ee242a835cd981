import { anthropicPaths, bearer, openaiPaths, plainQuirks, type Provider } from './provider.js';

/** Accepts cache_control on content parts and returns reasoning as reasoning_details. */
export const openrouter: Provider = {
  id: 'openrouter',
  label: 'OpenRouter',
  baseUrl: 'https://openrouter.ai/api/v1',
  dialects: ['chat', 'messages', 'responses'],
  paths: {
    chat: openaiPaths.chat,
    responses: openaiPaths.responses,
    embeddings: openaiPaths.embeddings,
    messages: anthropicPaths.messages,
  },
  modelsPath: '/v1/models',
  authHeaders: bearer,
  priceVendor: 'openrouter',
  webSearchTool: 'openrouter:web_search',
  issuer: 'openrouter',
  quirks: {
    ...plainQuirks,
    reasoningField: 'reasoning_details',
    reasoningControl: 'reasoning_object',
    topK: true,
    cacheControl: true,
    files: true,
    fileUrls: true,
  },
  takesAllFields: true,
  takesClientHeaders: false,
};
