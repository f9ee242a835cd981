import type { JsonObject } from '@codegate/kernel';

import { inBody } from '../endpoint.js';
import type { LlmRequest } from '../model.js';
import { openaiHeaders } from '../openai/headers.js';
import { openaiModels } from '../openai/model-list.js';
import { checkTypes } from '../request/check-types.js';
import { lowerLimits } from '../request/lower-limits.js';
import { isResponseWith } from '../response/is-response.js';
import { commentPing } from '../sse/comment-ping.js';
import type { WireFormat } from '../wire-format.js';
import { expandSummaries, toSummaryRequest } from './compaction.js';
import { errors } from './errors.js';
import { fieldTypes } from './field-types.js';
import { readRequest } from './read-request.js';
import { readResponse } from './read-response.js';
import { StreamReader } from './read-stream.js';
import { Restorer } from './restore-stream.js';
import { readResponseUsage } from './usage.js';
import { relevant, watchEvent } from './watch-stream.js';
import { removeForeignReasoning } from './foreign-reasoning.js';
import { webSearch } from './web-search.js';
import { writeRequest } from './write-request.js';
import { writeResponse } from './write-response.js';
import { StreamWriter } from './write-stream.js';

type Endpoint = 'responses' | 'compact' | 'response_input_tokens';

/** OpenAI Responses: https://platform.openai.com/docs/api-reference/responses */
export const responses: WireFormat<'responses', Endpoint> = {
  name: 'responses',
  endpoints: {
    responses: {
      path: '/responses',
      kind: 'generate',
      access: inBody,
      queryParameters: ['api-version'],
      outputLimitFields: ['max_output_tokens'],
    },
    // Makes a long conversation shorter: https://platform.openai.com/docs/api-reference/responses/compact
    compact: {
      path: '/responses/compact',
      kind: 'compact',
      access: inBody,
      queryParameters: ['api-version'],
      outputLimitFields: [],
      includedIn: 'responses',
    },
    response_input_tokens: {
      path: '/responses/input_tokens',
      kind: 'count_tokens',
      access: inBody,
      queryParameters: ['api-version'],
      outputLimitFields: [],
      includedIn: 'responses',
    },
  },
  request: {
    read,
    write: writeRequest,
    textRoots: [
      ['tools', 'tools'],
      ['text', 'tools'],
      ['prompt', 'content'],
      ['instructions', 'content'],
      ['input', 'content'],
    ],
    conversationStart: ({ instructions, input }) => ({
      instructions,
      firstMessage: Array.isArray(input) ? input[0] : input,
    }),
    limitOutput: (_body, outputLimits, limit) => lowerLimits(outputLimits, limit),
    expandOwnItems: expandSummaries,
    toSummaryRequest,
    effortField: 'reasoning.effort',
    removeForeignReasoning,
    webSearch,
  },
  response: {
    isResponse: (body) => isResponseWith('output', body),
    read: readResponse,
    write: writeResponse,
    readUsage: readResponseUsage,
    textRoots: [
      ['output', 'content'],
      ['output_text', 'content'],
      // What the response repeats of the request.
      ['tools', 'tools'],
      ['text', 'tools'],
      ['error', 'content'],
    ],
    generatedContent: ({ output }) => output ?? [],
  },
  stream: {
    createReader: (options) => new StreamReader(options),
    createWriter: (options) => new StreamWriter(options),
    relevant,
    watch: watchEvent,
    modelPath: ['response', 'model'],
    generatedText: /"delta" ?: ?"((?:[^"\\]|\\.)*)"/g,
    ping: commentPing,
    createRestorer: (original) => new Restorer(original),
  },
  errors,
  headers: openaiHeaders,
  models: openaiModels,
  tokenCount: {
    read: (body) => read({ input: [], ...body }),
    write: (inputTokens) => ({ object: 'response.input_tokens', input_tokens: inputTokens }),
  },
};

function read(body: JsonObject): LlmRequest {
  checkTypes(fieldTypes, 'input', body);
  return readRequest(body);
}
