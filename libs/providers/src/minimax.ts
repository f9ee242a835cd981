import { isJsonObject, type JsonObject } from '@codegate/kernel';
import type { ErrorStatuses } from '@codegate/protocol';

import {
  anthropicPaths,
  bearerAndApiKey,
  openaiPaths,
  plainQuirks,
  type Provider,
} from './provider.js';

/** https://platform.minimax.io/docs/api-reference/errorcode, sent with status 200 in `base_resp`. */
export const minimaxErrorStatuses: ErrorStatuses = {
  '1000': 500,
  '1001': 504,
  '1002': 429,
  '1004': 401,
  '1008': 402,
  '1013': 500,
  '1026': 400,
  '1027': 400,
  '1039': 429,
  '2013': 400,
  '2049': 401,
};

/** Its Responses endpoint knows no other tools than functions. */
function hasOnlyFunctions({ tools }: JsonObject): boolean {
  return (
    !Array.isArray(tools) || tools.every((tool) => isJsonObject(tool) && tool.type === 'function')
  );
}

/** Reasoning is inside `<think>` at the start of the text unless the request has reasoning_split. */
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
    customTools: false,
    errorStatuses: minimaxErrorStatuses,
    alwaysSend: { reasoning_split: true },
  },
  takesBody: { responses: hasOnlyFunctions },
  takesClientHeaders: false,
};
