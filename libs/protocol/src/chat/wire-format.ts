import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { inBody } from '../endpoint.js';
import { openaiHeaders } from '../openai/headers.js';
import { openaiModels } from '../openai/model-list.js';
import { checkTypes } from '../request/check-types.js';
import { lowerLimits } from '../request/lower-limits.js';
import { isEmptyList, isResponseWith } from '../response/is-response.js';
import { commentPing } from '../sse/comment-ping.js';
import type { WireFormat } from '../wire-format.js';
import { errors } from './errors.js';
import { formsIn } from './forms-in.js';
import { fieldTypes } from './field-types.js';
import { readRequest } from './read-request.js';
import { readResponse } from './read-response.js';
import { StreamReader } from './read-stream.js';
import { Restorer } from './restore-stream.js';
import { readUsageOf } from './usage.js';
import { relevant, watchEvent } from './watch-stream.js';
import { removeForeignReasoning } from './foreign-reasoning.js';
import { webSearch } from './web-search.js';
import { writeRequest } from './write-request.js';
import { writeResponse } from './write-response.js';
import { StreamWriter } from './write-stream.js';

/** OpenAI Chat Completions: https://platform.openai.com/docs/api-reference/chat */
export const chat: WireFormat<'chat', 'chat' | 'embeddings'> = {
  name: 'chat',
  endpoints: {
    chat: {
      path: '/chat/completions',
      kind: 'generate',
      access: inBody,
      queryParameters: ['api-version'],
      outputLimitFields: ['max_tokens', 'max_completion_tokens'],
    },
    // Embeddings belong to OpenAI's API as a whole, whichever of its two formats an account speaks.
    embeddings: {
      path: '/embeddings',
      kind: 'embeddings',
      access: inBody,
      queryParameters: ['api-version'],
      outputLimitFields: [],
      alsoServedBy: ['responses'],
    },
  },
  request: {
    read(body) {
      checkTypes(fieldTypes, 'messages', body);
      return readRequest(body);
    },
    write: writeRequest,
    textRoots: [
      ['tools', 'tools'],
      ['functions', 'tools'],
      ['response_format', 'tools'],
      ['messages', 'content'],
      ['prediction', 'content'],
    ],
    conversationStart: ({ messages }) => ({
      instructions: undefined,
      firstMessage: Array.isArray(messages) ? messages[0] : undefined,
    }),
    limitOutput: (_body, outputLimits, limit) => lowerLimits(outputLimits, limit),
    askForStreamUsage,
    formsIn,
    effortField: 'reasoning_effort',
    removeForeignReasoning,
    webSearch,
  },
  response: {
    isResponse: (body) => isResponseWith('choices', body) && !isEmptyList(body.choices),
    read: readResponse,
    write: writeResponse,
    readUsage: readUsageOf,
    textRoots: [
      ['choices', 'content'],
      ['error', 'content'],
    ],
    generatedContent: ({ choices }) => choices ?? [],
  },
  stream: {
    createReader: (options) => new StreamReader(options),
    createWriter: (options) => new StreamWriter(options),
    relevant,
    watch: watchEvent,
    modelPath: ['model'],
    generatedText: /"(?:content|reasoning_content|reasoning|arguments)" ?: ?"((?:[^"\\]|\\.)*)"/g,
    ping: commentPing,
    createRestorer: (original) => new Restorer(original),
  },
  errors,
  headers: openaiHeaders,
  models: openaiModels,
  tokenCount: null,
};

function askForStreamUsage({ stream_options: options }: JsonObject) {
  if (!isJsonObject(options)) return { stream_options: '{"include_usage":true}' };
  if (options.include_usage === true) return null;
  return { stream_options: JSON.stringify({ ...options, include_usage: true }) };
}
