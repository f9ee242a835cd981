import { anthropicPaths, bearerAndApiKey, plainQuirks, type Provider } from './provider.js';

/** Z.ai. Accounts of the coding plan use https://api.z.ai/api/coding/paas/v4 as base URL, in China open.bigmodel.cn. */
export const glm: Provider = {
  id: 'glm',
  label: 'GLM (Z.ai)',
  baseUrl: 'https://api.z.ai/api/paas/v4',
  baseUrls: { messages: 'https://api.z.ai/api/anthropic' },
  dialects: ['chat', 'messages'],
  paths: {
    chat: '/v1/chat/completions',
    embeddings: '/v1/embeddings',
    messages: anthropicPaths.messages,
  },
  modelsPath: '/v1/models',
  authHeaders: bearerAndApiKey,
  priceVendor: 'zhipuai',
  issuer: 'glm',
  quirks: {
    ...plainQuirks,
    reasoningField: 'reasoning_content',
    reasoningControl: 'thinking',
    alwaysSend: { tool_stream: true },
    // "Insufficient balance", sent with status 429.
    quotaCodes: ['1113'],
  },
  takesClientHeaders: false,
};
