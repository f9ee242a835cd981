import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { dialects, type Dialect } from './support/callers.js';
import { startGateway, type Gateway } from './support/gateway.js';
import {
  encode,
  mutateEvents,
  mutateJson,
  nested,
  planSending,
  Random,
} from './support/mutations.js';
import { eventually } from './support/setup.js';
import {
  anthropicEvents,
  startUpstream,
  type Received,
  type Upstream,
} from './support/upstream.js';

/**
 * Whatever arrives in a stream, from either side and with any timing, ends that call only: each client gets a complete
 * response or an error in its dialect, and limits and budgets get back what the call had reserved.
 */
let gateway: Gateway;
let upstream: Upstream;
/** A longer run: CODEGATE_MUTATIONS=5000 npm run …; a failure names its seed, which CODEGATE_SEED starts from. */
const count = Number(process.env.CODEGATE_MUTATIONS ?? 360);
const firstSeed = Number(process.env.CODEGATE_SEED ?? 1);
const idleMs = 700;
/** Far above what a call may take, far below the limit of a test. */
const hangingMs = 15_000;
const slots = 12;

type Tenant = { id: string; apiKey: string; budgetId: string };
const tenants = new Map<string, Tenant>();
const accounts = new Map<Dialect, string>();
const tenantOf = (upstreamDialect: Dialect, guarded: boolean) =>
  tenants.get(`${upstreamDialect} ${guarded}`)!;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({
    env: {
      UPSTREAM_IDLE_TIMEOUT_MS: String(idleMs),
      UPSTREAM_FIRST_BYTE_TIMEOUT_MS: String(idleMs),
    },
  });
  for (const model of ['m-1', '*']) {
    await gateway.must('PUT', `/api/settings/prices/${encodeURIComponent(model)}`, {
      input: 1,
      output: 1,
    });
  }
  for (const dialect of dialects) {
    const account = await gateway.must('POST', '/api/accounts', {
      name: dialect,
      provider: 'custom',
      apiKey: 'upstream-key-123',
      baseUrl: upstream.url,
      dialects: [dialect],
      rateLimit: 1_000_000,
    });
    accounts.set(dialect, account.id);
    const config = await gateway.must('POST', '/api/configs', {
      name: dialect,
      tiers: ['opus', 'sonnet', 'haiku'].map((tier) => ({ tier, accountId: account.id })),
    });
    for (const guarded of [false, true]) {
      const tenant = await gateway.must('POST', '/api/tenants', {
        name: `${dialect} ${guarded}`,
        configId: config.id,
        rateLimit: 1_000_000,
        maxConcurrent: slots,
      });
      await gateway.must('PUT', `/api/tenants/${tenant.id}/settings`, { privacyEnabled: guarded });
      const budget = await gateway.must('POST', '/api/budgets', {
        scope: 'tenant',
        subjectId: tenant.id,
        period: 'total',
        limitUsd: 100_000,
      });
      tenants.set(`${dialect} ${guarded}`, { ...tenant, budgetId: budget.id });
    }
  }
});
afterAll(async () => {
  // The requests would have noticed a crash, but not a restart.
  expect(await gateway.stop()).toBe(0);
  await upstream.stop();
});

const path: Record<Dialect, string> = {
  messages: '/v1/messages',
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
};
const email = 'jane.doe@acme-corp.io';

function aRequest(dialect: Dialect, text: string, stream: boolean): object {
  const common = { model: 'm-1', stream };
  const parameters = { type: 'object', properties: { city: { type: 'string' } } };
  if (dialect === 'messages') {
    return {
      ...common,
      max_tokens: 100,
      messages: [{ role: 'user', content: text }],
      tools: [{ name: 'get_weather', description: 'd', input_schema: parameters }],
    };
  }
  if (dialect === 'chat') {
    return {
      ...common,
      max_tokens: 100,
      messages: [{ role: 'user', content: text }],
      tools: [{ type: 'function', function: { name: 'get_weather', parameters } }],
    };
  }
  return {
    ...common,
    max_output_tokens: 100,
    input: text,
    tools: [{ type: 'function', name: 'get_weather', parameters }],
  };
}

/** A response of the dialect with text and a tool call; tools make the readers do most. */
const bodies: Record<Dialect, object> = {
  messages: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm-1',
    content: [
      { type: 'text', text: `Write to ${email}` },
      { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Köln', n: [1] } },
    ],
    stop_reason: 'tool_use',
    stop_sequence: null,
    usage: { input_tokens: 12, output_tokens: 5 },
  },
  chat: {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm-1',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: `Write to ${email}`,
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: { name: 'get_weather', arguments: '{"city":"Köln"}' },
            },
          ],
        },
        finish_reason: 'tool_calls',
      },
    ],
    usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
  },
  responses: {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status: 'completed',
    model: 'm-1',
    output: [
      {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: `Write to ${email}`, annotations: [] }],
      },
      {
        id: 'fc_1',
        type: 'function_call',
        call_id: 'call_1',
        name: 'get_weather',
        arguments: '{"city":"Köln"}',
        status: 'completed',
      },
    ],
    usage: { input_tokens: 9, output_tokens: 4, total_tokens: 13 },
  },
};

const event = (data: object, name?: string) =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
const typed = (data: { type: string } & Record<string, unknown>) => event(data, data.type);
const streams: Record<Dialect, string[]> = {
  messages: [
    ...anthropicEvents('Hello there').slice(0, -2),
    typed({
      type: 'content_block_start',
      index: 1,
      content_block: { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} },
    }),
    typed({
      type: 'content_block_delta',
      index: 1,
      delta: { type: 'input_json_delta', partial_json: '{"city":"Köln"}' },
    }),
    typed({ type: 'content_block_stop', index: 1 }),
    ...anthropicEvents('Hello there').slice(-2),
  ],
  chat: [
    ...[
      { role: 'assistant', content: '' },
      { content: 'Hello ' },
      {
        tool_calls: [
          {
            index: 0,
            id: 'call_1',
            type: 'function',
            function: { name: 'get_weather', arguments: '' },
          },
        ],
      },
      { tool_calls: [{ index: 0, function: { arguments: '{"city":"Köln"}' } }] },
    ].map((delta) =>
      event({
        id: 'c',
        object: 'chat.completion.chunk',
        created: 1,
        choices: [{ index: 0, delta }],
      }),
    ),
    event({ id: 'c', choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] }),
    event({ id: 'c', choices: [], usage: { prompt_tokens: 9, completion_tokens: 4 } }),
    'data: [DONE]\n\n',
  ],
  responses: [
    typed({ type: 'response.created', response: { id: 'resp_1', status: 'in_progress' } }),
    typed({
      type: 'response.output_item.added',
      output_index: 0,
      item: {
        id: 'fc_1',
        type: 'function_call',
        call_id: 'call_1',
        name: 'get_weather',
        arguments: '',
      },
    }),
    typed({
      type: 'response.function_call_arguments.delta',
      output_index: 0,
      item_id: 'fc_1',
      delta: '{"city":"Köln"}',
    }),
    typed({
      type: 'response.output_item.done',
      output_index: 0,
      item: (bodies.responses as { output: object[] }).output[1]!,
    }),
    typed({ type: 'response.completed', response: bodies.responses }),
  ],
};

const dialectOf = ({ url }: Received): Dialect =>
  dialects.find((dialect) => url.split('?')[0] === path[dialect])!;
const isTerminated: Record<Dialect, RegExp> = {
  messages: /message_stop|"stop_reason" ?: ?"|event: ?error|"error"/,
  chat: /\[DONE\]|"finish_reason" ?: ?"|"error"/,
  responses: /response\.(?:completed|incomplete|failed|cancelled)|event: ?error|"error"/,
};

/** Responds with mistakes that depend on nothing but the seed. */
async function respondWithMistakes(
  seed: number,
  request: Received,
  response: ServerResponse,
): Promise<void> {
  const random = new Random(seed);
  const dialect = dialectOf(request);
  const isStream = (JSON.parse(request.body) as { stream?: boolean }).stream === true;
  const mutated = isStream
    ? mutateEvents(streams[dialect], random)
    : Buffer.from(mutateJson(JSON.stringify(bodies[dialect]), random));
  const { body, headers } = encode(mutated, random);
  const { pieces, ending } = planSending(body, random);
  const usual = isStream ? 'text/event-stream' : 'application/json';
  const type = random.chance(0.85) ? usual : random.pick(['text/html', 'application/json', '']);
  response.writeHead(200, { ...(type === '' ? {} : { 'content-type': type }), ...headers });
  response.flushHeaders();
  for (const { waitMs, bytes } of pieces) {
    if (waitMs > 0) await sleep(waitMs);
    response.write(bytes);
  }
  switch (ending) {
    case 'late end':
      await sleep(50 + random.below(150));
      response.end();
      break;
    case 'destroy':
      response.socket?.destroy();
      break;
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
    case 'bad framing':
      response.socket?.end('zz\r\nnot a chunk\r\n');
      break;
    case 'hang':
      break;
    case 'end':
      response.end();
  }
}

const send = (dialect: Dialect, tenant: Tenant, body: string): Promise<Response> =>
  fetch(gateway.proxyUrl + path[dialect], {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': tenant.apiKey },
    body,
    signal: AbortSignal.timeout(hangingMs),
  });

/** What is wrong with a response; null when the client can tell how its call ended. */
async function problemOf(
  response: Response,
  dialect: Dialect,
  stream: boolean,
): Promise<string | null> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('event-stream')) {
    if (!stream) return `a stream that was not asked for: ${text}`;
    return isTerminated[dialect].test(text) ? null : `a stream without an end: ${text}`;
  }
  if (!type.includes('json')) return `content type ${type}`;
  try {
    const body = JSON.parse(text) as { error?: { message?: unknown } };
    if (response.status === 200) return null;
    return typeof body.error?.message === 'string' ? null : `not an error: ${text}`;
  } catch {
    return `not JSON: ${text}`;
  }
}

/** Runs a number of calls at once, as many as there are slots of one tenant at most. */
async function inParallel(seeds: readonly number[], run: (seed: number) => Promise<void>) {
  const queue = [...seeds];
  const worker = async () => {
    for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) await run(seed);
  };
  await Promise.all(Array.from({ length: slots }, worker));
}

const seedsOf = (from: number, length: number) => Array.from({ length }, (_, i) => from + i);

function answerWell(): void {
  upstream.answer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(bodies[dialectOf(request)]));
  });
}

/** Everything is as it was before: the process lives, all slots are free, nothing is reserved. */
async function expectAllReturned(): Promise<void> {
  answerWell();
  expect((await fetch(`${gateway.proxyUrl}/health`)).status).toBe(200);
  const lines = gateway.output().split('\n');
  expect(lines.filter((line) => /uncaught_error|unexpected_error/.test(line))).toEqual([]);
  for (const dialect of dialects) {
    for (const guarded of [false, true]) {
      const tenant = tenantOf(dialect, guarded);
      const { spentUsd } = await eventually(
        () => gateway.must('GET', `/api/budgets/${tenant.budgetId}`),
        ({ reservedUsd }) => reservedUsd === 0,
      );
      expect(spentUsd).toBeGreaterThanOrEqual(0);
      expect(spentUsd).toBeLessThan(50_000);
      const body = JSON.stringify(aRequest(dialect, 'hi', false));
      const all = await Promise.all(
        Array.from({ length: slots }, async () => {
          const response = await send(dialect, tenant, body);
          await response.arrayBuffer();
          return response.status;
        }),
      );
      expect(all).toEqual(Array.from({ length: slots }, () => 200));
    }
  }
}

describe('H4: a stream with mistakes', () => {
  it('from an upstream ends its own call only, in all dialects, with and without guardrails', async () => {
    upstream.answer((request, response) => {
      const seed = Number(/case-(\d+)/.exec(request.body)?.[1]);
      return respondWithMistakes(seed, request, response).catch(() => undefined);
    });
    const problems: string[] = [];
    await inParallel(seedsOf(firstSeed, count), async (seed) => {
      const caller = dialects[seed % 3]!;
      const target = dialects[Math.floor(seed / 3) % 3]!;
      const guarded = Math.floor(seed / 9) % 2 === 1;
      const stream = Math.floor(seed / 18) % 4 !== 3;
      const name = `seed ${seed}, ${caller} to ${target}, guarded: ${guarded}, stream: ${stream}`;
      try {
        const body = JSON.stringify(aRequest(caller, `case-${seed} for ${email}`, stream));
        const response = await send(caller, tenantOf(target, guarded), body);
        const problem = await problemOf(response, caller, stream);
        if (problem !== null) problems.push(`${name}: ${problem.slice(0, 2_000)}`);
      } catch (error) {
        problems.push(`${name}: ${String(error)} ${String((error as Error).cause)}`);
      }
    });

    expect(problems).toEqual([]);
    await expectAllReturned();
  });

  it('from a client ends its own call only', async () => {
    upstream.answer(async (request, response) => {
      const dialect = dialectOf(request);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const each of streams[dialect]) {
        response.write(each);
        await sleep(10);
      }
      response.end();
    });
    const problems: string[] = [];
    await inParallel(seedsOf(firstSeed, Math.ceil(count / 2)), async (seed) => {
      const random = new Random(seed);
      const caller = dialects[seed % 3]!;
      const target = dialects[Math.floor(seed / 3) % 3]!;
      const tenant = tenantOf(target, random.chance(0.5));
      const json = JSON.stringify(aRequest(caller, `write to ${email}`, true));
      const body = Buffer.from(random.chance(0.7) ? mutateJson(json, random) : json);
      const { pieces, ending } = planSending(body, random);
      const socket = connect(Number(new URL(gateway.proxyUrl).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        `POST ${path[caller]} HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${tenant.apiKey}\r\n` +
          `content-type: application/json\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n`,
      );
      for (const { waitMs, bytes } of pieces) {
        await sleep(waitMs);
        socket.write(bytes);
      }
      const isComplete = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0) === body.length;
      if (isComplete && (ending === 'end' || ending === 'late end')) {
        let text = '';
        socket.setEncoding('utf8').on('data', (part: string) => (text += part));
        const isOver = await Promise.race([
          once(socket, 'close').then(() => true),
          sleep(hangingMs, false, { ref: false }),
        ]);
        if (!isOver) problems.push(`seed ${seed} hangs: ${text}`);
        else if (!/^HTTP\/1\.1 (?:200|4\d\d|5\d\d) /.test(text)) problems.push(`${seed}: ${text}`);
        return;
      }
      // The client disconnects: at once, in the middle of its request, or of the response.
      await sleep(random.below(60));
      if (ending === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    });

    expect(problems).toEqual([]);
    await expectAllReturned();
  });

  it.each([
    ['a Chat client of a Messages upstream', 'chat', 'messages'],
    ['a Responses client of a Messages upstream', 'responses', 'messages'],
    ['a Messages client of the same format', 'messages', 'messages'],
  ] as const)('H4: tool input of 15,000 levels and a late end: %s', async (_, caller, target) => {
    const deep = `{"a":${nested(15_000)}}`;
    const start = anthropicEvents('x')[0]!;
    const block = `event: content_block_start\ndata: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":${deep}}}\n\n`;
    upstream.answer(async (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(start);
      await sleep(30);
      response.write(block);
      await sleep(300);
      response.end();
    });
    for (const guarded of [false, true]) {
      const body = JSON.stringify(aRequest(caller, 'hi', true));
      const response = await send(caller, tenantOf(target, guarded), body);

      expect(await problemOf(response, caller, true)).toBeNull();
    }
    const health = await gateway.must('GET', `/api/accounts/${accounts.get(target)}/health`);
    if (caller !== target) expect(JSON.stringify(health)).not.toContain('server_error');
    await expectAllReturned();
  });

  it.each(dialects)(
    'H4: a whole %s response of 15,000 levels is an error for all',
    async (target) => {
      const whole = JSON.stringify(bodies[target]).replace(
        /"n":\[1\]|"created(?:_at)?":1/,
        (member) => member.replace(/(?<=:).*/, nested(15_000)),
      );
      upstream.answer((request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(whole);
      });
      for (const caller of dialects) {
        const body = JSON.stringify(aRequest(caller, 'hi', false));
        const response = await send(caller, tenantOf(target, false), body);

        expect(response.status).toBe(502);
        expect(await response.json()).toMatchObject({
          error: { message: 'The response of the provider is nested more than 500 levels deep' },
        });
      }
      await expectAllReturned();
    },
  );
});

describe('H4: JSON of 15,000 levels in a request', () => {
  const deep = nested(15_000);
  const calls = (args: string): Record<'chat' | 'responses', object> => ({
    chat: {
      model: 'm-1',
      messages: [
        { role: 'user', content: `write to ${email}` },
        {
          role: 'assistant',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: args } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: args },
      ],
    },
    responses: {
      model: 'm-1',
      input: [
        { role: 'user', content: `write to ${email}` },
        { type: 'function_call', call_id: 'c1', name: 'f', arguments: args },
        { type: 'function_call_output', call_id: 'c1', output: args },
      ],
    },
  });

  it.each(['chat', 'responses'] as const)('as text is served: %s', async (caller) => {
    answerWell();
    const body = JSON.stringify(calls(`{"a":${deep}}`)[caller]);
    for (const target of dialects) {
      for (const guarded of [false, true]) {
        expect((await send(caller, tenantOf(target, guarded), body)).status).toBe(200);
      }
    }
    await expectAllReturned();
  });

  it.each(dialects)('is refused: %s', async (caller) => {
    const body = JSON.stringify(aRequest(caller, 'hi', true)).replace(
      /(?=\}$)/,
      `,"metadata":{"a":${deep}}`,
    );
    const response = await send(caller, tenantOf('chat', true), body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { message: 'The body is nested more than 500 levels deep' },
    });
  });
});

describe('a complete response that is no response', () => {
  it.each(['<html>', '', '{"input_tokens":'])(
    'to count_tokens is replaced by an estimate, and to embeddings is an error: %j',
    async (body) => {
      upstream.answer((request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(body);
      });
      const post = (url: string, target: Dialect, json: object) =>
        fetch(gateway.proxyUrl + url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-api-key': tenantOf(target, false).apiKey,
          },
          body: JSON.stringify(json),
        });
      const messages = [{ role: 'user', content: 'hi' }];
      const counted = await post('/v1/messages/count_tokens', 'messages', {
        model: 'm-1',
        messages,
      });
      expect(counted.status).toBe(200);
      expect(await counted.json()).toMatchObject({ input_tokens: expect.any(Number) });

      const embedded = await post('/v1/embeddings', 'chat', { model: 'm-1', input: 'hi' });
      expect(embedded.status).toBe(502);
      expect(await embedded.json()).toMatchObject({
        error: { message: 'The provider sent a response that is not valid JSON' },
      });
    },
  );

  const broken = [
    ['an HTML page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'text/html'],
    ['nothing', '', 'application/json'],
    ['half of the JSON', JSON.stringify(bodies.chat).slice(0, 150), 'application/json'],
    ['a JSON text that is not an object', '"ok"', 'application/json'],
    ['a list', '[]', 'application/json'],
  ] as const;

  it.each(broken)('is an error in every dialect: %s', async (_, body, type) => {
    upstream.answer((request, response) => {
      response.writeHead(200, { 'content-type': type });
      response.end(body);
    });
    for (const caller of dialects) {
      for (const target of dialects) {
        for (const stream of [false, true]) {
          const request = JSON.stringify(aRequest(caller, 'hi', stream));
          const response = await send(caller, tenantOf(target, false), request);

          expect(response.headers.get('content-type')).toContain('application/json');
          expect({ caller, target, stream, status: response.status }).toMatchObject({
            status: 502,
          });
          expect(await problemOf(response, caller, stream)).toBeNull();
        }
      }
    }
    await expectAllReturned();
  });
});
