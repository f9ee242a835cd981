import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { callers, dialects, type Dialect } from './support/callers.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { eventually } from './support/setup.js';
import { answers, startUpstream, type Handler, type Upstream } from './support/upstream.js';

/**
 * Every format to every format: with the official SDK of the caller's format, against a provider mock others wrote
 * for what works, and against one of our own for what breaks.
 */
const mock = new LLMock({ port: 0 });
let gateway: Gateway;
let faulty: Upstream;
const keys = new Map<string, string>();

/** The key of a tenant whose config leads to an account that speaks only this format. */
const keyOf = (dialect: Dialect, upstream: 'mock' | 'faulty' = 'mock') =>
  keys.get(`${upstream} ${dialect}`)!;

beforeAll(async () => {
  mock.onMessage('hello', { content: 'Hi from the mock, naïve 🎉' });
  mock.onMessage('think', { content: 'The answer is 4.', reasoning: 'Two and two.' });
  const tools = (userMessage: string, toolCalls: object[], content: string) => {
    mock.addFixture({
      match: { userMessage, hasToolResult: false },
      response: { toolCalls },
    } as never);
    mock.addFixture({
      match: { userMessage, hasToolResult: true },
      response: { content },
    });
  };
  tools('weather', [{ name: 'get_weather', arguments: '{"city":"Köln"}' }], 'Sunny');
  tools(
    'both',
    [
      { name: 'get_weather', arguments: '{"city":"Rome"}' },
      { name: 'get_time', arguments: '{"city":"Oslo"}' },
    ],
    'Sunny at noon',
  );
  await mock.start();
  faulty = await startUpstream();
  gateway = await startGateway({
    env: { UPSTREAM_IDLE_TIMEOUT_MS: '1500', UPSTREAM_FIRST_BYTE_TIMEOUT_MS: '1500' },
  });
  for (const [name, url] of [
    ['mock', mock.url],
    ['faulty', faulty.url],
  ] as const) {
    for (const dialect of dialects) {
      const account = await gateway.must('POST', '/api/accounts', {
        name: `${name} ${dialect}`,
        provider: 'custom',
        apiKey: 'upstream-key-123',
        baseUrl: url,
        dialects: [dialect],
      });
      const config = await gateway.must('POST', '/api/configs', {
        name: `${name} ${dialect}`,
        tiers: ['opus', 'sonnet', 'haiku'].map((tier) => ({ tier, accountId: account.id })),
      });
      const tenant = await gateway.must('POST', '/api/tenants', {
        name: `${name} ${dialect}`,
        configId: config.id,
      });
      keys.set(`${name} ${dialect}`, tenant.apiKey);
    }
  }
});
afterAll(async () => {
  await Promise.all([gateway.stop(), mock.stop(), faulty.stop()]);
});

const pairs = dialects.flatMap((caller) => dialects.map((upstream) => ({ caller, upstream })));
const done: Record<Dialect, string> = {
  messages: 'end_turn',
  chat: 'stop',
  responses: 'completed',
};
const calls: Record<Dialect, string> = {
  messages: 'tool_use',
  chat: 'tool_calls',
  responses: 'completed',
};
const model = 'test-model';

describe.each(pairs)('$caller caller, $upstream upstream', ({ caller, upstream }) => {
  const ask = (user: string, more: object = {}, stream = true) =>
    callers[caller](gateway.proxyUrl, keyOf(upstream), model, { user, stream, ...more });

  it.each([true, false])('text, stream: %s', async (stream) => {
    const reply = await ask('hello', {}, stream);

    expect(reply).toMatchObject({
      text: 'Hi from the mock, naïve 🎉',
      tools: [],
      stop: done[caller],
    });
  });

  it.each([true, false])('a tool round trip, stream: %s', async (stream) => {
    const reply = await ask('weather', { tools: true }, stream);
    expect(reply).toMatchObject({
      tools: [{ name: 'get_weather', args: { city: 'Köln' } }],
      stop: calls[caller],
    });

    const results = reply.tools.map((call) => ({ ...call, output: '21 degrees' }));
    expect(await ask('weather', { tools: true, results }, stream)).toMatchObject({ text: 'Sunny' });
  });

  it.each([true, false])('parallel tools, stream: %s', async (stream) => {
    const reply = await ask('both', { tools: true }, stream);
    expect(reply.tools).toMatchObject([
      { name: 'get_weather', args: { city: 'Rome' } },
      { name: 'get_time', args: { city: 'Oslo' } },
    ]);
    expect(new Set(reply.tools.map(({ id }) => id)).size).toBe(2);

    const results = reply.tools.map((call) => ({ ...call, output: 'x' }));
    expect(await ask('both', { tools: true, results }, stream)).toMatchObject({
      text: 'Sunny at noon',
    });
  });

  it.each([true, false])('thinking, stream: %s', async (stream) => {
    const reply = await ask('think', { thinking: true }, stream);

    expect(reply.text).toBe('The answer is 4.');
    expect(reply.thinking).toBe('Two and two.');
  });

  it('an image reaches the provider', async () => {
    faulty.answer(wholeAnswers[upstream]);
    const image = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk';
    await callers[caller](gateway.proxyUrl, keyOf(upstream, 'faulty'), model, {
      user: 'look',
      stream: false,
      image,
    });

    expect(faulty.requests.at(-1)?.body).toContain(image);
  });

  const broken = (handler: Handler, stream = true) => {
    faulty.answer(handler);
    return callers[caller](gateway.proxyUrl, keyOf(upstream, 'faulty'), model, {
      user: 'x',
      stream,
    });
  };

  it('an error before the first byte keeps its status and its message', async () => {
    const error = { type: 'invalid_request_error', message: 'bad field', code: 'x' };
    const body = upstream === 'messages' ? { type: 'error', error } : { error };

    const failure = (await broken(answers.json(400, body)).catch((thrown: unknown) => thrown)) as {
      status: number;
      message: string;
    };

    expect(failure.status).toBe(400);
    expect(failure.message).toContain('bad field');
  });

  it('an error in the middle of a stream is an error for the client', async () => {
    const handler: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(beginnings[upstream] + errorEvents[upstream]);
    };

    await expect(broken(handler)).rejects.toThrow(/busy/);
  });

  it('a stream that is cut is an error for the client, never a success', async () => {
    const handler: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(beginnings[upstream]);
    };

    await expect(broken(handler)).rejects.toThrow(/closed|before|complete/);
  });

  it('a stream that stops sending is an error for the client', async () => {
    const handler: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(beginnings[upstream]);
    };

    await expect(broken(handler)).rejects.toThrow(/in time/);
  });

  it('a client that disconnects cancels the request to the provider', async () => {
    faulty.requests.length = 0;
    faulty.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(beginnings[upstream]);
    });
    const abort = new AbortController();
    const gone = fetch(gateway.proxyUrl + paths[caller], {
      method: 'POST',
      headers: { 'x-api-key': keyOf(upstream, 'faulty') },
      body: JSON.stringify({ ...smallest[caller], model, stream: true }),
      signal: abort.signal,
    })
      .then((response) => response.text())
      .catch(() => 'gone');
    await eventually(
      () => Promise.resolve(faulty.requests.length),
      (count) => count === 1,
    );

    abort.abort();

    expect(await gone).toBe('gone');
    await faulty.requests[0]!.closed;
  });
});

const paths: Record<Dialect, string> = {
  messages: '/v1/messages',
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
};
const smallest: Record<Dialect, object> = {
  messages: { max_tokens: 100, messages: [{ role: 'user', content: 'x' }] },
  chat: { messages: [{ role: 'user', content: 'x' }] },
  responses: { input: 'x' },
};
const event = (data: { type: string }) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const chunk = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
const aResponse = {
  id: 'resp_1',
  object: 'response',
  status: 'in_progress',
  output: [],
  error: null,
};

/** Streams up to their first words. */
const beginnings: Record<Dialect, string> = {
  messages: [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        usage: { input_tokens: 1, output_tokens: 1 },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'half' } },
  ]
    .map(event)
    .join(''),
  chat: chunk({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model,
    choices: [{ index: 0, delta: { role: 'assistant', content: 'half' }, finish_reason: null }],
  }),
  responses: [
    { type: 'response.created', sequence_number: 0, response: aResponse },
    {
      type: 'response.output_item.added',
      sequence_number: 1,
      output_index: 0,
      item: { type: 'message', id: 'msg_1', role: 'assistant', status: 'in_progress', content: [] },
    },
    {
      type: 'response.content_part.added',
      sequence_number: 2,
      output_index: 0,
      content_index: 0,
      item_id: 'msg_1',
      part: { type: 'output_text', text: '', annotations: [] },
    },
    {
      type: 'response.output_text.delta',
      sequence_number: 3,
      output_index: 0,
      content_index: 0,
      item_id: 'msg_1',
      delta: 'half',
    },
  ]
    .map(event)
    .join(''),
};
const errorEvents: Record<Dialect, string> = {
  messages: event({ type: 'error', error: { type: 'overloaded_error', message: 'busy' } } as never),
  chat: chunk({ error: { message: 'busy', type: 'server_error', code: 'overloaded' } }),
  responses: event({
    type: 'response.failed',
    sequence_number: 4,
    response: { ...aResponse, status: 'failed', error: { code: 'server_error', message: 'busy' } },
  } as never),
};
const wholeAnswers: Record<Dialect, Handler> = {
  messages: answers.anthropic(),
  chat: answers.chat(),
  responses: answers.json(200, {
    ...aResponse,
    status: 'completed',
    output: [
      {
        type: 'message',
        id: 'msg_1',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'ok', annotations: [] }],
      },
    ],
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  }),
};
