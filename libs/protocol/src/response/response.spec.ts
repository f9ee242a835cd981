import { readChatStop } from '../chat/stop-reason.js';
import { readChatUsage, writeChatUsage } from '../chat/usage.js';
import { readErrorEvent } from '../errors/error-event.js';
import { parseDataUri } from '../media/data-uri.js';
import { readMessagesStop } from '../messages/stop-reason.js';
import { readMessagesUsage, writeMessagesUsage } from '../messages/usage.js';
import { readSignature, tagSignature } from '../reasoning/signature-tag.js';
import { readResponseUsage, writeResponsesUsage } from '../responses/usage.js';
import { parseToolArguments } from '../tools/tool-arguments.js';
import { foldEvents } from './fold-events.js';

describe('usage', () => {
  it.each([
    ['ordinary', { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 }, [10, 0, 2]],
    [
      'DeepSeek',
      { prompt_tokens: 10, completion_tokens: 2, prompt_cache_hit_tokens: 4 },
      [6, 4, 2],
    ],
    [
      'xAI, reasoning apart',
      {
        prompt_tokens: 10,
        completion_tokens: 2,
        total_tokens: 19,
        completion_tokens_details: { reasoning_tokens: 7 },
      },
      [10, 0, 9],
    ],
    ['nonsense', { prompt_tokens: -5, completion_tokens: 'x' }, [0, 0, 0]],
  ])('of chat is read: %s', (_name, raw, [inputTokens, cacheRead, output]) => {
    expect(readChatUsage(raw)).toMatchObject({ inputTokens, cacheRead, output });
  });

  it('survives the way through each wire format', () => {
    const usage = {
      inputTokens: 5,
      cacheRead: 3,
      cacheWrite: 4,
      cacheWrite1h: 0,
      output: 9,
      reasoning: 2,
    };

    expect(readMessagesUsage(writeMessagesUsage(usage))).toEqual(usage);
    expect(readChatUsage(writeChatUsage(usage))).toEqual(usage);
    expect(readResponseUsage({ usage: writeResponsesUsage(usage) })).toEqual(usage);
  });

  it.each([
    ['Anthropic, OpenRouter', { server_tool_use: { web_search_requests: 2 } }],
    ['OpenRouter, in details', { server_tool_use_details: { web_search_requests: 2 } }],
    ['xAI', { server_side_tool_usage_details: { web_search_calls: 2, x_search_calls: 9 } }],
    ['Perplexity', { num_search_queries: 2 }],
  ])('tells the searches of the provider: %s', (_name, more) => {
    const read = [
      readChatUsage({ prompt_tokens: 1, ...more }),
      readResponseUsage({ usage: { input_tokens: 1, ...more } }),
    ];
    for (const usage of read) expect(usage).toMatchObject({ inputTokens: 1, webSearches: 2 });
    expect(readChatUsage({ prompt_tokens: 1 })).not.toHaveProperty('webSearches');
  });

  it('counts the searches among the items of a response once', () => {
    const output = [{ type: 'web_search_call' }, { type: 'message' }, { type: 'web_search_call' }];
    const usage = { input_tokens: 1, server_side_tool_usage_details: { web_search_calls: 2 } };

    expect(readResponseUsage({ output, usage })).toMatchObject({ webSearches: 2 });
    expect(readResponseUsage({ output, usage: { input_tokens: 1 } })?.webSearches).toBe(2);
    expect(readResponseUsage({ output })).toBeUndefined();
  });

  it('is absent when it is no object', () => {
    expect(readChatUsage(null)).toBeUndefined();
    expect(readMessagesUsage(undefined)).toBeUndefined();
  });

  it('adds up the parts of cache writes when the sum is absent', () => {
    const usage = readMessagesUsage({
      cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 },
    });

    expect(usage).toMatchObject({ cacheWrite: 7, cacheWrite1h: 4 });
  });
});

describe('stop reasons', () => {
  const calls = { toolCalls: true, refusal: false };
  const none = { toolCalls: false, refusal: false };

  it.each([
    ['stop', calls, 'tool_use'],
    ['tool_calls', none, 'end_turn'],
    ['length', calls, 'max_tokens'],
    ['sensitive', none, 'refusal'],
    ['network_error', none, null],
    ['something new', calls, 'tool_use'],
    ['stop', { toolCalls: false, refusal: true }, 'refusal'],
  ])('of chat: %s with %j is %s', (reason, seen, expected) => {
    expect(readChatStop(reason, seen)).toBe(expected);
  });

  it('of Anthropic: an unknown one is decided by the content', () => {
    expect(readMessagesStop('something_new', calls)).toBe('tool_use');
    expect(readMessagesStop('pause_turn', calls)).toBe('pause_turn');
  });
});

describe('parseToolArguments', () => {
  it.each([
    ['', {}],
    [' \n', {}],
    ['{"a":1}', { a: 1 }],
    ['{"a":', { _raw: '{"a":' }],
    ['[1]', { _raw: '[1]' }],
    ['"x"', { _raw: '"x"' }],
    ['null', { _raw: 'null' }],
  ])('reads %j', (text, expected) => {
    expect(parseToolArguments(text)).toEqual(expected);
  });
});

describe('parseDataUri', () => {
  it.each([
    ['data:image/png;base64,AAAA', { mediaType: 'image/png', data: 'AAAA' }],
    ['DATA:image/JPG;name=x.jpg;base64,AAAA', { mediaType: 'image/jpeg', data: 'AAAA' }],
    ['data:,a%20b', { mediaType: 'text/plain', data: 'YSBi' }],
    ['data:text/plain,%', undefined],
    ['https://example.com', undefined],
    ['data:image/png', undefined],
  ])('reads %s', (uri, expected) => {
    expect(parseDataUri(uri)).toEqual(expected);
  });
});

describe('signatures', () => {
  it('of Anthropic stay as they are', () => {
    expect(tagSignature({ issuer: 'anthropic', value: 'EqQB+/=' })).toBe('EqQB+/=');
    expect(readSignature('EqQB+/=')).toEqual({ issuer: 'anthropic', value: 'EqQB+/=' });
  });

  it('of others carry their issuer', () => {
    const signature = { issuer: 'openai' as const, value: 'gAAAA ü' };

    expect(readSignature(tagSignature(signature))).toEqual(signature);
  });

  it('with an unknown tag have an unknown issuer', () => {
    expect(readSignature('cg1.martian.AAAA')).toEqual({
      issuer: 'unknown',
      value: 'cg1.martian.AAAA',
    });
    expect(readSignature('')).toBeUndefined();
  });
});

describe('readErrorEvent', () => {
  it.each([
    [{ type: 'overloaded_error', message: 'x' }, 529],
    [{ code: 402, message: 'x' }, 402],
    [{ code: 'context_length_exceeded', message: 'x' }, 400],
    [{ code: '429', message: 'x' }, 429],
    ['plain text', 502],
    [null, 502],
  ])('finds the status of %j', (raw, status) => {
    expect(readErrorEvent(raw)).toMatchObject({ type: 'error', status });
  });
});

describe('foldEvents', () => {
  it('puts parallel calls together and keeps the first error', () => {
    const answer = foldEvents([
      { type: 'start', id: '1', model: 'm' },
      { type: 'tool_start', key: 'a', id: 'A', name: 'f', kind: 'function' },
      { type: 'tool_start', key: 'b', id: 'B', name: 'g', kind: 'function' },
      { type: 'tool_args', key: 'a', delta: '{"x"' },
      { type: 'tool_args', key: 'b', delta: '{}' },
      { type: 'tool_args', key: 'a', delta: ':1}' },
      { type: 'tool_args', key: 'unknown', delta: 'lost' },
      { type: 'error', status: 502, errorType: 'api_error', message: 'first' },
      { type: 'error', status: 502, errorType: 'api_error', message: 'second' },
    ]);

    expect(answer.parts).toEqual([
      { type: 'tool_use', id: 'A', name: 'f', args: '{"x":1}', kind: 'function' },
      { type: 'tool_use', id: 'B', name: 'g', args: '{}', kind: 'function' },
    ]);
    expect(answer.error?.message).toBe('first');
    expect(answer.ended).toBe(false);
  });
});
