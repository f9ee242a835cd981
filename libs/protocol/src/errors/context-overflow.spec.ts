import { describe, expect, it } from '@jest/globals';

import { formatOf } from '../registry.js';
import { isContextOverflow, toOverflowMessage } from './context-overflow.js';
import { readUpstreamError } from './read-upstream-error.js';

const messageIs = (message: string): string => JSON.stringify({ error: { message } });

/** Error bodies of servers whose model cannot hold the conversation, and the numbers they name. */
const overflows: [server: string, body: string, numbers: string | null][] = [
  [
    'llama.cpp',
    '{"error":{"code":400,"message":"the request exceeds the available context size (131072 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":140000,"n_ctx":131072}}',
    '140000 tokens > 131072 maximum',
  ],
  [
    'newer llama.cpp',
    messageIs(
      'request (140000 tokens) exceeds the available context size (131072 tokens), try increasing it',
    ),
    '140000 tokens > 131072 maximum',
  ],
  [
    'vLLM',
    '{"object":"error","message":"This model\'s maximum context length is 32768 tokens. However, you requested 40000 tokens (36000 in the messages, 4000 in the completion). Please reduce the length of the messages or completion.","type":"BadRequestError","code":400}',
    '40000 tokens > 32768 maximum',
  ],
  [
    'vLLM without a chat template',
    messageIs(
      'The decoder prompt (length 40000) is longer than the maximum model length of 32768. Make sure that `max_model_len` is no smaller than the number of text tokens.',
    ),
    '40000 tokens > 32768 maximum',
  ],
  [
    'SGLang',
    messageIs("The input (40000 tokens) is longer than the model's context length (32768 tokens)."),
    '40000 tokens > 32768 maximum',
  ],
  ['Ollama', '{"error":"the input length exceeds the context length"}', null],
  ['Ollama cloud', '{"error":"prompt too long; exceeded max context length by 1200 tokens"}', null],
  [
    'LM Studio',
    '{"error":"The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 12345>= n_ctx: 4096). Try to load the model with a larger context length, or provide a shorter input"}',
    '12345 tokens > 4096 maximum',
  ],
  [
    'LM Studio when a response grows too long',
    '{"error":"Trying to keep the first 11000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough."}',
    null,
  ],
  [
    'OpenRouter',
    '{"error":{"code":400,"message":"This endpoint\'s maximum context length is 128000 tokens. However, you requested about 150000 tokens (149000 of text input, 1000 in the output)."}}',
    '150000 tokens > 128000 maximum',
  ],
  [
    'Mistral',
    '{"object":"error","message":"Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length","type":"invalid_request_error","param":null,"code":"3051"}',
    '40000 tokens > 32768 maximum',
  ],
  [
    'Groq',
    '{"error":{"message":"Please reduce the length of the messages or completion.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}',
    null,
  ],
  [
    'Cerebras',
    '{"message":"Please reduce the length of the messages or completion. Current length is 140000 while limit is 131072","type":"invalid_request_error","code":"context_length_exceeded"}',
    '140000 tokens > 131072 maximum',
  ],
  ['GLM', '{"error":{"code":"1261","message":"Prompt exceeds max length"}}', null],
  ['GLM in China', '{"error":{"code":"1261","message":"Prompt 超长"}}', null],
  [
    'MiniMax',
    '{"type":"error","error":{"type":"bad_request_error","message":"invalid params, context window exceeds limit (2013)","http_code":"400"}}',
    null,
  ],
  [
    'Gemini',
    '[{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}]',
    '1200000 tokens > 1048576 maximum',
  ],
  ['Bedrock', '{"message":"Input is too long for requested model."}', null],
  [
    'OpenAI Responses',
    '{"error":{"message":"Your input exceeds the context window of this model. Please adjust your input and try again.","type":"invalid_request_error","param":"input","code":"context_length_exceeded"}}',
    null,
  ],
  [
    'Azure',
    messageIs(
      'Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens. Please reduce the length of the messages.',
    ),
    '300000 tokens > 272000 maximum',
  ],
  [
    'xAI',
    '{"code":"Client specified an invalid argument","error":"This model\'s maximum prompt length is 131072 but the request contains 537812 tokens."}',
    '537812 tokens > 131072 maximum',
  ],
  [
    'Moonshot',
    messageIs(
      'Invalid request: Your request exceeded model token limit: 262144 (requested: 270000)',
    ),
    '270000 tokens > 262144 maximum',
  ],
  [
    'Together',
    messageIs(
      'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 8900 `inputs` tokens and 1000 `max_new_tokens`',
    ),
    '8900 tokens > 8193 maximum',
  ],
  ['Qwen', messageIs('Range of input length should be [1, 129024]'), null],
  [
    'GitHub Copilot',
    '{"error":{"message":"prompt token count of 138392 exceeds the limit of 128000","code":"model_max_prompt_tokens_exceeded"}}',
    '138392 tokens > 128000 maximum',
  ],
  [
    'Cohere',
    '{"message":"too many tokens: total number of tokens in the prompt cannot exceed 128000 - received 140000. Try using a shorter prompt."}',
    '140000 tokens > 128000 maximum',
  ],
  [
    'Fireworks',
    messageIs('The prompt is too long: 140000, model maximum context length: 131071'),
    '140000 tokens > 131071 maximum',
  ],
];

describe('a conversation that does not fit the model', () => {
  describe.each([400, 413, 500])('with status %s', (status) => {
    it.each(overflows)(
      'case 36: of %s is told in the words clients compact on',
      (_, body, numbers) => {
        const error = readUpstreamError(status, body);
        const toMessages = formatOf('messages').errors.toCallerError(status, error);
        const toChat = formatOf('chat').errors.toCallerError(status, error);
        const toResponses = formatOf('responses').errors.toCallerError(status, error);

        expect(toMessages).toMatchObject({ status: 400, type: 'invalid_request_error' });
        expect(toMessages.message).toMatch(/^prompt is too long/);
        if (numbers !== null) expect(toMessages.message).toContain(numbers);
        for (const wire of [toChat, toResponses]) {
          expect(wire).toMatchObject({
            status: 400,
            type: 'invalid_request_error',
            code: 'context_length_exceeded',
          });
        }
      },
    );
  });

  it('case 36: keeps the message of Anthropic as it is', () => {
    const message = 'prompt is too long: 210000 tokens > 200000 maximum';

    expect(toOverflowMessage({ message })).toBe(message);
  });

  it('case 36: writes no numbers that do not exceed the limit', () => {
    const message =
      "This model's maximum context length is 4096 tokens. However, you requested 4000 tokens.";

    expect(toOverflowMessage({ message })).toBe(`prompt is too long: ${message}`);
  });

  it.each([
    'Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 8000, please reduce the length of the messages',
    'The long context beta is not yet available for this subscription.',
    'Extra usage is required for the 1M context window',
    'max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens for claude-x',
    'rate limit of 40,000 input tokens per minute exceeded',
    'Unsupported parameter: context_management',
  ])('case 36: does not take "%s" for one', (message) => {
    expect(isContextOverflow({ message })).toBe(false);
  });

  it('case 36: says so in an error inside a stream, too', () => {
    const error = {
      type: 'error' as const,
      status: 500,
      errorType: 'exceed_context_size_error',
      message: 'the request exceeds the available context size',
    };
    const options = {
      model: 'm',
      createdMs: 0,
      names: { original: () => undefined },
      includeUsage: false,
      inputTokensEstimate: 0,
      issuer: 'unknown' as const,
      request: {
        dialect: 'messages',
        model: 'm',
        system: [],
        messages: [],
        tools: [],
        stream: true,
        includeUsage: false,
        extra: {},
      },
    };
    const written = (dialect: string): string =>
      formatOf(dialect).stream.createWriter(options).write(error);

    expect(written('messages')).toContain('"message":"prompt is too long: the request exceeds');
    expect(written('messages')).toContain('invalid_request_error');
    expect(written('chat')).toContain('context_length_exceeded');
    expect(written('responses')).toContain('context_length_exceeded');
  });
});
