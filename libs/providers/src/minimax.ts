import {
  anthropicPaths,
  bearerAndApiKey,
  openaiPaths,
  plainQuirks,
  type Provider,
} from './provider.js';

/** Reasoning comes inside `<think>` at the start of the text unless reasoning_split is asked for. */
export const minimax: Provider = {
  id: 'minimax',
  label: 'MiniMax',
  baseUrl: 'https://api.minimax.io',
  baseUrls: { messages: 'https://api.minimax.io/anthropic' },
  dialects: ['chat', 'messages', 'responses'],
  paths: {
    chat: openaiPaths.chat,
    responses: openaiPaths.responses,
    messages: anthropicPaths.messages,
  },
  modelsPath: '/v1/models',
  authHeaders: bearerAndApiKey,
  priceVendor: 'minimax',
  issuer: 'minimax',
  quirks: {
    ...plainQuirks,
    maxTokensField: 'max_completion_tokens',
    reasoningField: 'reasoning_details',
    reasoningControl: 'thinking',
    toolChoice: false,
    thinkTags: true,
    alwaysSend: { reasoning_split: true },
  },
  takesClientHeaders: false,
};
