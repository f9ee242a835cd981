import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { inBody } from '../endpoint.js';
import { isResponseWith } from '../response/is-response.js';
import { checkTypes } from '../request/check-types.js';
import { lowerLimits } from '../request/lower-limits.js';
import { removeForeignThinking } from './foreign-thinking.js';
import type { WireFormat } from '../wire-format.js';
import { errors } from './errors.js';
import { fieldTypes } from './field-types.js';
import { writeLimit } from './limit-headers.js';
import { models } from './model-list.js';
import { readRequest } from './read-request.js';
import { readResponse } from './read-response.js';
import { StreamReader } from './read-stream.js';
import { Restorer } from './restore-stream.js';
import { refuseUntranslatable } from './untranslatable.js';
import { readMessagesUsage } from './usage.js';
import { relevant, watchEvent } from './watch-stream.js';
import { webSearch } from './web-search.js';
import { effortField } from './write-reasoning.js';
import { writeRequest } from './write-request.js';
import { writeResponse } from './write-response.js';
import { StreamWriter } from './write-stream.js';

/** Anthropic Messages: https://docs.anthropic.com/en/api/messages */
export const messages: WireFormat<'messages', 'messages' | 'count_tokens'> = {
  name: 'messages',
  endpoints: {
    messages: {
      path: '/messages',
      kind: 'generate',
      access: inBody,
      queryParameters: ['beta'],
      outputLimitFields: ['max_tokens'],
    },
    count_tokens: {
      path: '/messages/count_tokens',
      kind: 'count_tokens',
      access: inBody,
      queryParameters: ['beta'],
      outputLimitFields: [],
      includedIn: 'messages',
    },
  },
  request: {
    read,
    write: writeRequest,
    textRoots: [
      ['tools', 'tools'],
      ['mcp_servers', 'tools'],
      ['output_config', 'tools'],
      ['output_format', 'tools'],
      ['system', 'content'],
      ['messages', 'content'],
    ],
    conversationStart: ({ system, messages: list }) => ({
      instructions: system,
      firstMessage: Array.isArray(list) ? list[0] : undefined,
    }),
    limitOutput(body, outputLimits, limit) {
      const edits = lowerLimits(outputLimits, limit);
      const { thinking } = body;
      if (edits.max_tokens === undefined || !isJsonObject(thinking)) return edits;
      // Anthropic refuses a thinking budget that is not below max_tokens.
      if (typeof thinking.budget_tokens === 'number' && thinking.budget_tokens >= limit) {
        edits.thinking = JSON.stringify({ ...thinking, budget_tokens: Math.max(1, limit - 1) });
      }
      return edits;
    },
    removeForeignReasoning: removeForeignThinking,
    effortField,
    webSearch,
    refuseUntranslatable,
  },
  response: {
    isResponse: (body) => isResponseWith('content', body),
    read: readResponse,
    write: writeResponse,
    readUsage: ({ usage }) => readMessagesUsage(usage),
    textRoots: [
      ['content', 'content'],
      ['error', 'content'],
    ],
    generatedContent: ({ content }) => content ?? [],
  },
  stream: {
    createReader: () => new StreamReader(),
    createWriter: (options) => new StreamWriter(options),
    relevant,
    watch: watchEvent,
    modelPath: ['message', 'model'],
    generatedText: /"(?:text|thinking|partial_json)" ?: ?"((?:[^"\\]|\\.)*)"/g,
    ping: 'event: ping\ndata: {"type": "ping"}\n\n',
    createRestorer: (original) => new Restorer(original),
  },
  errors,
  headers: {
    writeLimit,
    requestIdHeader: 'request-id',
    apiKeyHeader: 'x-api-key',
    version: { header: 'anthropic-version', default: '2023-06-01' },
    isNamedBy: (headers) => headers['anthropic-version'] !== undefined,
  },
  models,
  tokenCount: {
    read: (body) => read({ max_tokens: 1, ...body }),
    write: (inputTokens) => ({ input_tokens: inputTokens }),
  },
};

function read(body: JsonObject) {
  checkTypes(fieldTypes, 'messages', body);
  return readRequest(body);
}
