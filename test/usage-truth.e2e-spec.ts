import type { ServerResponse } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { dialects, type Dialect } from './support/callers.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addConfig, eventually } from './support/setup.js';
import { startUpstream, type Handler, type Upstream } from './support/upstream.js';

/** What a provider bills is what the caller is shown and what is stored, in every format and both ways to answer. */
let gateway: Gateway;
let upstream: Upstream;
const keys = new Map<Dialect, string>();

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
  for (const dialect of dialects) {
    const account = await gateway.must('POST', '/api/accounts', {
      name: dialect,
      provider: 'custom',
      apiKey: 'upstream-key-123',
      baseUrl: upstream.url,
      dialects: [dialect],
      rateLimit: 1_000_000,
    });
    const config = await gateway.must('POST', '/api/configs', {
      name: dialect,
      tiers: ['opus', 'sonnet', 'haiku'].map((tier) => ({ tier, accountId: account.id })),
    });
    const tenant = await gateway.must('POST', '/api/tenants', {
      name: dialect,
      configId: config.id,
      rateLimit: 1_000_000,
    });
    keys.set(dialect, tenant.apiKey);
  }
});
afterAll(async () => {
  await Promise.all([gateway.stop(), upstream.stop()]);
});

/** Tokens in parts that do not overlap; `write1h` is a part of `write`, `reasoning` of `output`. */
type Bill = {
  fresh: number;
  read: number;
  write: number;
  write1h: number;
  output: number;
  reasoning: number;
};
/** What is stored: of how many requests, and how many of those were estimated. */
type Row = Bill & { requests: number; estimated: number };
/** Number of web searches in the usage of every response. */
let searches = 0;
const toldSearches = () =>
  searches > 0 ? { server_tool_use: { web_search_requests: searches } } : {};
const bill = (parts: Partial<Bill>): Bill => ({
  fresh: 1234,
  read: 0,
  write: 0,
  write1h: 0,
  output: 56,
  reasoning: 0,
  ...parts,
});
const bills: { name: string; parts: Bill; only?: Dialect }[] = [
  { name: 'plain', parts: bill({}) },
  { name: 'cached', parts: bill({ fresh: 3, read: 9000 }) },
  { name: 'all cached', parts: bill({ fresh: 0, read: 9000 }) },
  { name: 'cache written', parts: bill({ read: 100, write: 700 }) },
  // Only Anthropic reports the lifetime of cache writes.
  {
    name: 'cache written for an hour',
    parts: bill({ write: 700, write1h: 600 }),
    only: 'messages',
  },
  { name: 'reasoning', parts: bill({ output: 900, reasoning: 850 }) },
  { name: 'everything', parts: bill({ read: 70, write: 30, output: 900, reasoning: 1 }) },
];

const written: Record<Dialect, (parts: Bill) => object> = {
  messages: ({ fresh, read, write, write1h, output, reasoning }) => ({
    input_tokens: fresh,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: write,
    cache_creation: {
      ephemeral_5m_input_tokens: write - write1h,
      ephemeral_1h_input_tokens: write1h,
    },
    output_tokens: output,
    output_tokens_details: { thinking_tokens: reasoning },
    ...toldSearches(),
  }),
  chat: ({ fresh, read, write, output, reasoning }) => ({
    prompt_tokens: fresh + read + write,
    completion_tokens: output,
    total_tokens: fresh + read + write + output,
    prompt_tokens_details: { cached_tokens: read, cache_write_tokens: write },
    completion_tokens_details: { reasoning_tokens: reasoning },
    ...toldSearches(),
  }),
  responses: ({ fresh, read, write, output, reasoning }) => ({
    input_tokens: fresh + read + write,
    output_tokens: output,
    total_tokens: fresh + read + write + output,
    input_tokens_details: { cached_tokens: read, cache_write_tokens: write },
    output_tokens_details: { reasoning_tokens: reasoning },
  }),
};

/** The same three forms, read. */
const shown: Record<Dialect, (usage: any) => Bill> = {
  messages: (usage) => ({
    fresh: usage.input_tokens,
    read: usage.cache_read_input_tokens,
    write: usage.cache_creation_input_tokens,
    write1h: usage.cache_creation?.ephemeral_1h_input_tokens ?? 0,
    output: usage.output_tokens,
    reasoning: usage.output_tokens_details?.thinking_tokens ?? 0,
  }),
  chat: ({ prompt_tokens: prompt, prompt_tokens_details: details, ...usage }) => ({
    fresh: prompt - details.cached_tokens - details.cache_write_tokens,
    read: details.cached_tokens,
    write: details.cache_write_tokens,
    write1h: 0,
    output: usage.completion_tokens,
    reasoning: usage.completion_tokens_details.reasoning_tokens,
  }),
  responses: ({ input_tokens: input, input_tokens_details: details, ...usage }) => ({
    fresh: input - details.cached_tokens - details.cache_write_tokens,
    read: details.cached_tokens,
    write: details.cache_write_tokens,
    write1h: 0,
    output: usage.output_tokens,
    reasoning: usage.output_tokens_details.reasoning_tokens,
  }),
};

const words = Array.from({ length: 40 }, (_, index) => `word${index} `);
const text = words.join('');

const wholeAnswers: Record<Dialect, (usage: object | undefined) => object> = {
  messages: (usage) => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage,
  }),
  chat: (usage) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage,
  }),
  responses: (usage) => ({
    id: 'resp_1',
    object: 'response',
    status: 'completed',
    output: [...Array.from({ length: searches }, aSearch), aMessage],
    error: null,
    usage,
  }),
};
const aSearch = (_: unknown, index: number) => ({
  type: 'web_search_call',
  id: `ws_${index}`,
  status: 'completed',
  action: { type: 'search', query: 'weather' },
});
const aMessage = {
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [] }],
};

const event = (type: string, data: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
const chunk = (data: object) =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', ...data })}\n\n`;

/** Streams in pieces as they arrive from a provider: first the words, then the end with the bill. */
const streams: Record<Dialect, (usage: any) => { words: string[]; end: string[] }> = {
  messages: (usage) => ({
    words: [
      event('message_start', {
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'm',
          content: [],
          // What comes of it is not known at the start.
          usage: usage && { ...usage, output_tokens: 1, output_tokens_details: undefined },
        },
      }),
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
      ...words.map((word) =>
        event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: word } }),
      ),
    ],
    end: [
      event('content_block_stop', { index: 0 }),
      event('message_delta', {
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: usage && {
          output_tokens: usage.output_tokens,
          output_tokens_details: usage.output_tokens_details,
          server_tool_use: usage.server_tool_use,
        },
      }),
      event('message_stop', {}),
    ],
  }),
  chat: (usage) => ({
    words: words.map((content) =>
      chunk({ choices: [{ index: 0, delta: { role: 'assistant', content } }], usage: null }),
    ),
    end: [
      chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: null }),
      ...(usage ? [chunk({ choices: [], usage })] : []),
      'data: [DONE]\n\n',
    ],
  }),
  responses: (usage) => ({
    words: [
      event('response.created', {
        response: { ...wholeAnswers.responses({}), status: 'in_progress', output: [], usage: null },
      }),
      event('response.output_item.added', {
        output_index: 0,
        item: { ...aMessage, status: 'in_progress', content: [] },
      }),
      ...words.map((delta) =>
        event('response.output_text.delta', { output_index: 0, content_index: 0, delta }),
      ),
    ],
    end: [
      event('response.output_item.done', { output_index: 0, item: aMessage }),
      event('response.completed', { response: wholeAnswers.responses(usage) }),
    ],
  }),
};

/** Sends every piece in a packet of its own. */
const billing =
  (dialect: Dialect, parts: Bill | null, end: 'whole' | 'cut' | 'hang' = 'whole'): Handler =>
  async (request, response) => {
    const usage = parts ? written[dialect](parts) : undefined;
    if (!JSON.parse(request.body).stream) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(wholeAnswers[dialect](usage)));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const stream = streams[dialect](usage);
    for (const piece of stream.words) await write(response, piece);
    if (end === 'hang') return;
    if (end === 'cut') {
      response.socket?.destroy();
      return;
    }
    for (const piece of stream.end) {
      await write(response, piece);
    }
    response.end();
  };
const write = (response: ServerResponse, piece: string) =>
  new Promise<void>((resolve) => response.write(piece, () => setImmediate(resolve)));

const paths: Record<Dialect, string> = {
  messages: '/v1/messages',
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
};
const requests: Record<Dialect, object> = {
  messages: { max_tokens: 2000, messages: [{ role: 'user', content: 'hi '.repeat(300) }] },
  chat: {
    messages: [{ role: 'user', content: 'hi '.repeat(300) }],
    stream_options: { include_usage: true },
  },
  responses: { input: 'hi '.repeat(300) },
};

let models = 0;

/** Requests a model name that is used only once, so that its usage can be identified. */
async function ask(caller: Dialect, dialect: Dialect, stream: boolean, signal?: AbortSignal) {
  const model = `model-${(models += 1)}`;
  const { stream_options: options, ...request } = requests[caller] as Record<string, unknown>;
  const response = await fetch(gateway.proxyUrl + paths[caller], {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': keys.get(dialect)! },
    body: JSON.stringify({
      ...request,
      model,
      stream,
      ...(stream && options ? { stream_options: options } : {}),
    }),
    ...(signal ? { signal } : {}),
  });
  return { model, response };
}

/** The usage in an answer: the body's, or what the events of a stream say last. */
function usageIn(caller: Dialect, body: string, stream: boolean): any {
  if (!stream) return JSON.parse(body).usage;
  let usage: any = null;
  for (const line of body.split('\n')) {
    if (!line.startsWith('data: {')) continue;
    const data = JSON.parse(line.slice(6));
    const reported = data.message?.usage ?? data.response?.usage ?? data.usage;
    if (!reported) continue;
    const known = Object.entries(reported as object).filter(([, value]) => value !== null);
    usage = caller === 'messages' ? { ...usage, ...Object.fromEntries(known) } : reported;
  }
  return usage;
}

async function stored(model: string): Promise<Row> {
  const { totals } = await eventually(
    () => gateway.must('GET', `/api/usage?groupBy=model&model=${model}`),
    (usage) => usage.totals.requests > 0,
  );
  return {
    requests: totals.requests,
    estimated: totals.estimatedRequests,
    fresh: totals.inputTokens,
    read: totals.cacheReadTokens,
    write: totals.cacheWriteTokens,
    write1h: totals.cacheWrite1hTokens,
    output: totals.outputTokens,
    reasoning: totals.reasoningTokens,
  };
}

const pairs = dialects.flatMap((caller) => dialects.map((dialect) => ({ caller, dialect })));

describe.each(pairs)('$caller caller, $dialect upstream', ({ caller, dialect }) => {
  const cases = bills
    .filter(({ only }) => only === undefined || only === dialect)
    .flatMap(({ name, parts }) => [true, false].map((stream) => ({ name, parts, stream })));

  it.each(cases)('$name, stream: $stream', async ({ parts, stream }) => {
    upstream.answer(billing(dialect, parts));
    const { model, response } = await ask(caller, dialect, stream);
    const usage = usageIn(caller, await response.text(), stream);

    expect(response.status).toBe(200);
    // OpenAI's formats have no field for the lifetime.
    const tellsHours = caller === 'messages';
    expect(shown[caller](usage)).toEqual(tellsHours ? parts : { ...parts, write1h: 0 });
    expect(await stored(model)).toEqual({ requests: 1, estimated: 0, ...parts });
  });

  it('a Chat client that did not request usage gets none, and it is recorded', async () => {
    if (caller !== 'chat') return;
    const parts = bill({ read: 10, reasoning: 5 });
    upstream.answer(billing(dialect, parts));
    const model = `model-${(models += 1)}`;
    const response = await fetch(gateway.proxyUrl + paths.chat, {
      method: 'POST',
      headers: { 'x-api-key': keys.get(dialect)! },
      body: JSON.stringify({
        model,
        stream: true,
        messages: [{ role: 'user', content: 'hi' }],
      }),
    });

    expect(await response.text()).not.toMatch(/"usage": ?\{/);
    expect(await stored(model)).toEqual({ requests: 1, estimated: 0, ...parts });
  });

  it.each([true, false])('web searches are counted and have a cost, stream: %s', async (stream) => {
    await gateway.must('PUT', '/api/settings/prices/*', { input: 3, output: 15, webSearch: 10 });
    searches = 3;
    upstream.answer(billing(dialect, bill({})));
    const { model, response } = await ask(caller, dialect, stream);
    const reported = usageIn(caller, await response.text(), stream);
    searches = 0;

    expect(await stored(model)).toEqual({ requests: 1, estimated: 0, ...bill({}) });
    const { totals } = await gateway.must('GET', `/api/usage?groupBy=model&model=${model}`);
    expect(totals.webSearches).toBe(3);
    expect(totals.costUsd).toBeCloseTo((1234 * 3 + 56 * 15) / 1e6 + 0.03, 6);
    if (caller === 'messages') expect(reported.server_tool_use.web_search_requests).toBe(3);
  });

  /** The input if the provider reported it; the output that was sent. */
  const expectPartOf = (parts: Bill, row: Row) => {
    expect(row).toMatchObject({ requests: 1, estimated: 1 });
    if (dialect === 'messages') {
      const { fresh, read, write, write1h } = parts;
      expect(row).toMatchObject({ fresh, read, write, write1h });
    } else {
      expect(row.fresh).toBeGreaterThan(100);
      expect(row.fresh).toBeLessThan(600);
    }
    const sent = text.length / 4;
    expect(row.output).toBeGreaterThan(sent / 2);
    expect(row.output).toBeLessThan(sent * 2);
  };

  it('a stream the provider cuts costs what had been generated', async () => {
    const parts = bill({ read: 70, write: 30, write1h: 10 });
    upstream.answer(billing(dialect, parts, 'cut'));
    const { model, response } = await ask(caller, dialect, true);
    await response.text();

    expectPartOf(parts, await stored(model));
  });

  it('a stream that the client aborts costs what had been generated', async () => {
    const parts = bill({ read: 70, write: 30, write1h: 10 });
    upstream.answer(billing(dialect, parts, 'hang'));
    const abort = new AbortController();
    const { model, response } = await ask(caller, dialect, true, abort.signal);
    const reader = response.body!.getReader();
    for (let got = ''; !got.includes('word39');) {
      const { value } = await reader.read();
      got += Buffer.from(value).toString();
    }
    abort.abort();

    expectPartOf(parts, await stored(model));
  });

  it('a Chat client that aborts after the finish reason and before the usage', async () => {
    if (dialect !== 'chat' || caller !== 'chat') return;
    upstream.answer((_request, response) => {
      const { words: pieces, end } = streams.chat({});
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write([...pieces, end[0]].join(''));
    });
    const abort = new AbortController();
    const { model, response } = await ask(caller, dialect, true, abort.signal);
    const reader = response.body!.getReader();
    for (let got = ''; !got.includes('"stop"');) {
      got += Buffer.from((await reader.read()).value).toString();
    }
    abort.abort();

    expectPartOf(bill({}), await stored(model));
  });

  it.each([
    ['while it waits for a whole response', false, false],
    ['before a stream starts', true, false],
    ['after the headers of a stream without any event', true, true],
  ])(
    'L12: a client that aborts %s has used its input, and without a stream its output limit',
    async (_, stream, hasHead) => {
      const before = upstream.requests.length;
      upstream.answer((_request, response) => {
        if (!hasHead) return;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(': wait\n\n');
      });
      const abort = new AbortController();
      const asked = ask(caller, dialect, stream, abort.signal).catch(() => undefined);
      await eventually(
        () => Promise.resolve(upstream.requests.length),
        (count) => count > before,
      );
      // The same event loop serves both ports: after these responses it has read what the upstream sent.
      for (let i = 0; i < 3; i += 1) await gateway.must('GET', '/api/settings');
      abort.abort();
      await asked;

      const row = await stored(`model-${models}`);
      // Providers stop a stream, but may finish a whole response.
      const outputLimit = caller === 'messages' ? 2_000 : 8_192;
      expect(row).toMatchObject({ requests: 1, estimated: 1, output: stream ? 0 : outputLimit });
      expect(row.fresh).toBeGreaterThan(100);
      expect(row.fresh).toBeLessThan(600);

      // Nothing is wrong with the account.
      upstream.answer(billing(dialect, bill({})));
      const next = await ask(caller, dialect, stream);
      expect(next.response.status).toBe(200);
      await next.response.text();
      expect(await stored(next.model)).toEqual({ requests: 1, estimated: 0, ...bill({}) });
    },
  );

  it.each([true, false])(
    'a provider that tells no bill is estimated by what it sent, stream: %s',
    async (stream) => {
      upstream.answer(billing(dialect, null));
      const { model, response } = await ask(caller, dialect, stream);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('word39');

      const row = await stored(model);
      expect(row).toMatchObject({ requests: 1, estimated: 1 });
      expect(row.fresh).toBeGreaterThan(100);
      expect(row.fresh).toBeLessThan(600);
      expect(row.output).toBeGreaterThan(text.length / 8);
      expect(row.output).toBeLessThan(text.length / 2);
    },
  );

  it('a stream that the client aborts before the usage is never free', async () => {
    const parts = bill({});
    upstream.answer(billing(dialect, parts));
    const abort = new AbortController();
    const { model, response } = await ask(caller, dialect, true, abort.signal);
    await response.body!.getReader().read();
    abort.abort();

    const row = await stored(model);
    expect(row.fresh).toBeGreaterThan(100);
    expect(row.output).toBeGreaterThan(0);
  });
});

describe('an attempt without a response', () => {
  let impatient: Gateway;
  let slow: Upstream;

  beforeAll(async () => {
    slow = await startUpstream(() => undefined);
    impatient = await startGateway({ env: { UPSTREAM_FIRST_BYTE_TIMEOUT_MS: '700' } });
    await impatient.must('PUT', '/api/settings/prices/*', { input: 3, output: 15 });
  });
  afterAll(async () => {
    await Promise.all([impatient.stop(), slow.stop()]);
  });

  const account = async (name: string, baseUrl: string) =>
    (await addAccount(impatient, { url: baseUrl }, { name, dialects: ['messages'] })).id;
  const usageBy = async (id: string) =>
    (await impatient.must('GET', `/api/usage?groupBy=account&account=${id}`)).totals;

  it('costs its input if the provider received it, and nothing otherwise', async () => {
    const nowhere = await account('unreachable', 'http://127.0.0.1:1');
    const hanging = await account('hanging', slow.url);
    const good = await account('good', upstream.url);
    await addConfig(impatient, [nowhere, hanging, good]);
    const tenant = await impatient.must('POST', '/api/tenants', { name: 'Team' });
    const budget = await impatient.must('POST', '/api/budgets', {
      ...{ scope: 'tenant', subjectId: tenant.id, limitUsd: 10, period: 'daily' },
    });
    upstream.answer(billing('messages', bill({})));

    const response = await fetch(impatient.proxyUrl + paths.messages, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': tenant.apiKey },
      body: JSON.stringify({ ...requests.messages, model: 'm' }),
    });

    expect(response.headers.get('x-proxy-account')).toBe('good');
    expect(await usageBy(nowhere)).toMatchObject({ requests: 0 });
    const lost = await usageBy(hanging);
    expect(lost).toMatchObject({ requests: 1, estimatedRequests: 1, outputTokens: 0 });
    expect(lost.inputTokens).toBeGreaterThan(100);
    const served = await usageBy(good);
    expect(served).toMatchObject({ requests: 1, estimatedRequests: 0, outputTokens: 56 });
    const standing = await impatient.must('GET', `/api/budgets/${budget.id}`);
    expect(standing.reservedUsd).toBe(0);
    expect(standing.spentUsd).toBeCloseTo(Number(lost.costUsd) + Number(served.costUsd), 6);
  });
});
