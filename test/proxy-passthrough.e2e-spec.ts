import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call, eventually, usageOf } from './support/setup.js';
import { anthropicEvents, answers, startUpstream, type Upstream } from './support/upstream.js';

let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
  await addAccount(gateway, upstream);
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.answer(answers.anthropic());
  upstream.requests.length = 0;
});

describe('requests pass unchanged', () => {
  it('keeps every byte of a body: order, blanks, digits, unknown fields', async () => {
    const body =
      '{ "unknown" : {"b":1,"a":2}, "model":"claude-sonnet-4-5",\n"big":12345678901234567890, "max_tokens":1e2,"messages":[{"role":"user","content":"<&> \\u00e9 é"}] }';

    const response = await call(gateway, '/v1/messages', body);

    expect(response.status).toBe(200);
    expect(upstream.requests[0]?.body).toBe(body);
  });

  it('keeps the query and the headers of the format, and replaces the credentials', async () => {
    await call(gateway, '/v1/messages?beta=true&key=client-query', aMessage(), {
      'x-api-key': 'client-key',
      authorization: 'Bearer client-token',
      'anthropic-beta': 'one,two',
      'anthropic-version': '2026-10-21',
      cookie: 'session=1',
    });

    const [request] = upstream.requests;
    expect(request?.url).toBe('/v1/messages?beta=true');
    expect(request?.headers).toMatchObject({
      'x-api-key': 'upstream-secret-key',
      authorization: 'Bearer upstream-secret-key',
      'anthropic-beta': 'one,two',
      'anthropic-version': '2026-10-21',
    });
    expect(request?.headers.cookie).toBeUndefined();
    expect(JSON.stringify(request?.headers)).not.toContain('client-');
  });

  it('adds the API version an Anthropic upstream needs when the caller sent none', async () => {
    await call(gateway, '/v1/messages', aMessage());

    expect(upstream.requests[0]?.headers['anthropic-version']).toBe('2023-06-01');
  });

  it.each(['/v1/messages', '/v1/v1/messages', '/messages'])('serves %s', async (path) => {
    expect((await call(gateway, path, aMessage())).status).toBe(200);
    expect(upstream.requests[0]?.url).toBe('/v1/messages');
  });

  it('unpacks a compressed body', async () => {
    const { gzipSync } = await import('node:zlib');
    const response = await fetch(`${gateway.proxyUrl}/v1/messages`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      body: gzipSync(JSON.stringify(aMessage())),
    });

    expect(response.status).toBe(200);
    expect(JSON.parse(upstream.requests[0]!.body)).toEqual(aMessage());
  });
});

describe('responses pass unchanged', () => {
  it('keeps the bytes of a body', async () => {
    const body =
      '{ "id":"msg_1", "new_field": 1.50, "usage":{"input_tokens":1,"output_tokens":1} }';
    upstream.answer(answers.json(200, body));

    const response = await call(gateway, '/v1/messages', aMessage());

    expect(await response.text()).toBe(body);
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('keeps the bytes of a stream, unknown events included', async () => {
    const events = [...anthropicEvents('one two three')];
    events.splice(
      3,
      0,
      'event: brand_new\ndata: {"type":"brand_new","x":1.0}\n\n',
      ': comment\n\n',
    );
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(events.join(''));
    });

    const response = await call(gateway, '/v1/messages', aMessage({ stream: true }));

    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(await response.text()).toBe(events.join(''));
  });

  it('delivers the events of a stream as they arrive', async () => {
    const events = anthropicEvents('one two');
    let sendRest: () => void = () => undefined;
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events.slice(0, 4).join(''));
      sendRest = () => response.end(events.slice(4).join(''));
    });

    const response = await call(gateway, '/v1/messages', aMessage({ stream: true }));
    const reader = response.body!.getReader();
    const first = new TextDecoder().decode((await reader.read()).value);
    expect(first).toContain('one ');
    expect(first).not.toContain('two');
    sendRest();
    while (!(await reader.read()).done);
  });

  it.each([
    ['/v1/messages', answers.anthropic('Hi there'), /event: message_stop/],
    ['/v1/chat/completions', answers.chat('Hi there'), /data: \[DONE\]/],
  ])('makes a stream of a JSON answer to a stream request on %s', async (path, handler, last) => {
    upstream.answer((request, response) => {
      const body = request.body.replace('"stream":true', '"stream":false');
      void handler({ ...request, body }, response);
    });

    const response = await call(gateway, path, aMessage({ stream: true }));
    const text = await response.text();

    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(text).toContain('Hi there');
    expect(text).toMatch(last);
  });

  it('names the account and the request in its headers', async () => {
    const response = await call(gateway, '/v1/messages', aMessage());

    expect(response.headers.get('x-proxy-account')).toBe('main');
    expect(response.headers.get('x-proxy-strategy')).toBe('direct');
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(response.headers.get('request-id')).toBe(response.headers.get('x-request-id'));
  });

  it('passes on the error of the provider when the request is wrong', async () => {
    const body = '{"type":"error","error":{"type":"invalid_request_error","message":"no"}}';
    upstream.answer(answers.json(400, body));

    const response = await call(gateway, '/v1/messages', aMessage());

    expect(response.status).toBe(400);
    expect(await response.text()).toBe(body);
  });

  it('never shows the key of the account, whatever an error in the middle of a stream repeats', async () => {
    const error = { type: 'authentication_error', message: 'upstream-secret-key is used up' };
    const beginning = anthropicEvents('one two three').slice(0, 5);
    const last = `event: error\ndata: ${JSON.stringify({ type: 'error', error })}\n\n`;
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end([...beginning, last].join(''));
    });

    const response = await call(gateway, '/v1/messages', aMessage({ stream: true }));

    const shown = last.replace('upstream-secret-key', '***');
    expect((await response.text()).endsWith(shown)).toBe(true);
  });

  it('puts an error of another shape into the dialect of the caller', async () => {
    upstream.answer(answers.json(400, '{"detail":"bad field"}'));

    const response = await call(gateway, '/v1/messages', aMessage());

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error', message: 'bad field' },
    });
  });

  it('decodes a response that is compressed although the request did not accept it', async () => {
    const { gzipSync } = await import('node:zlib');
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"id":"msg_1","usage":{"input_tokens":1,"output_tokens":1}}'));
    });

    const response = await call(gateway, '/v1/messages', aMessage());

    expect(upstream.requests[0]?.headers['accept-encoding']).toBe('identity');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.json()).toMatchObject({ id: 'msg_1' });
  });
});

describe('the other endpoints', () => {
  it('passes on Chat Completions and Responses to an account that speaks them', async () => {
    upstream.answer(answers.chat('hello'));
    const chat = await call(gateway, '/v1/chat/completions', { model: 'gpt-4o', messages: [] });
    expect(await chat.json()).toMatchObject({ choices: [{ message: { content: 'hello' } }] });

    upstream.answer(answers.json(200, { id: 'resp_1', error: null, usage: null }));
    const responses = await call(gateway, '/v1/responses', { model: 'gpt-4o', input: 'hi' });
    expect(await responses.json()).toEqual({ id: 'resp_1', error: null, usage: null });

    expect(upstream.requests.map(({ url }) => url)).toEqual([
      '/v1/chat/completions',
      '/v1/responses',
    ]);
  });

  it('never turns embeddings or count_tokens into a completion (B20)', async () => {
    upstream.answer(answers.json(200, { input_tokens: 7 }));
    const counted = await call(gateway, '/v1/messages/count_tokens', aMessage());
    expect(await counted.json()).toEqual({ input_tokens: 7 });
    await call(gateway, '/v1/embeddings', { model: 'text-embedding-3-small', input: 'x' });

    expect(upstream.requests.map(({ url }) => url)).toEqual([
      '/v1/messages/count_tokens',
      '/v1/embeddings',
    ]);
  });

  it('refuses a WebSocket immediately with 426, so that Codex falls back without delay', async () => {
    const response = await fetch(`${gateway.proxyUrl}/v1/responses`);

    expect(response.status).toBe(426);
    expect(await response.json()).toMatchObject({ error: { code: 'upgrade_required' } });
  });

  it('lists the models of the accounts in the dialect of the caller', async () => {
    upstream.answer(answers.json(200, { data: [{ id: 'vendor/model-a' }, { id: 'model-b' }] }));
    const openai = await fetch(`${gateway.proxyUrl}/v1/models`);
    expect(await openai.json()).toMatchObject({
      object: 'list',
      data: [
        { id: 'model-b', object: 'model' },
        { id: 'vendor/model-a', object: 'model' },
      ],
    });

    const headers = { 'anthropic-version': '2023-06-01' };
    const anthropic = await fetch(`${gateway.proxyUrl}/v1/models`, { headers });
    expect(await anthropic.json()).toMatchObject({
      data: [{ type: 'model', id: 'model-b' }, { id: 'vendor/model-a' }],
      has_more: false,
      first_id: 'model-b',
      last_id: 'vendor/model-a',
    });

    const one = await fetch(`${gateway.proxyUrl}/v1/models/vendor/model-a`);
    expect(await one.json()).toMatchObject({ id: 'vendor/model-a' });
    expect((await fetch(`${gateway.proxyUrl}/v1/models/none`)).status).toBe(404);
  });

  it('refuses unknown paths and methods in the dialect of the client', async () => {
    const lost = await call(gateway, '/v1/nothing', {});
    expect(lost.status).toBe(404);
    expect(await lost.json()).toMatchObject({ error: { code: 'not_found' } });

    const wrong = await fetch(`${gateway.proxyUrl}/v1/messages`);
    expect(wrong.status).toBe(405);
    expect(await wrong.json()).toMatchObject({ type: 'error' });
  });

  it('refuses a malformed URL in the dialect of the client', async () => {
    const headers = { 'anthropic-version': '2023-06-01' };
    const response = await fetch(`${gateway.proxyUrl}/v1/%ff`, { headers });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error', message: 'The URL is not valid' },
    });
  });

  it('reports its health and the version of the program', async () => {
    const health = await (await fetch(`${gateway.proxyUrl}/health`)).json();
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

    expect(health).toMatchObject({ status: 'ok', version });
  });
});

describe('bad input', () => {
  it.each([
    ['', 'The body is not valid JSON'],
    ['null', 'The body must be a JSON object'],
    ['[]', 'The body must be a JSON object'],
    ['{"messages":[]}', 'model: a non-empty string is required'],
    ['{"model":7}', 'model: a non-empty string is required'],
    ['{"model":"m","stream":"yes"}', 'stream: must be true or false'],
  ])('answers %j with a clear 400 (C2)', async (body, message) => {
    const response = await call(gateway, '/v1/messages', body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error', message },
    });
    expect(upstream.requests).toHaveLength(0);
  });
});

describe('usage', () => {
  it('records tokens and cost of bodies and streams of every format', async () => {
    const fresh = await startGateway();
    await addAccount(fresh, upstream);
    upstream.answer(
      answers.anthropic('x', {
        input_tokens: 10,
        output_tokens: 5,
        cache_read_input_tokens: 100,
        cache_creation_input_tokens: 20,
      } as never),
    );
    await (await call(fresh, '/v1/messages', aMessage())).text();
    await (await call(fresh, '/v1/messages', aMessage({ stream: true }))).text();
    upstream.answer(answers.chat());
    await (
      await call(fresh, '/v1/chat/completions', { model: 'unknown-model', messages: [] })
    ).text();

    const { items, ...totals } = await usageOf(fresh, 3);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          key: 'claude-sonnet-4-5',
          requests: 2,
          inputTokens: 20,
          outputTokens: 10,
          cacheReadTokens: 200,
          cacheWriteTokens: 40,
          unpricedRequests: 0,
        }),
        expect.objectContaining({
          key: 'unknown-model',
          inputTokens: 9,
          outputTokens: 4,
          unpricedRequests: 1,
        }),
      ]),
    );
    // 2 × (10 × 3 + 5 × 15 + 100 × 0.3 + 20 × 3.75) micro-dollars
    expect(totals.costUsd).toBeCloseTo(0.00042, 9);
    await fresh.stop();
  });

  it('counts Chat streams whose client did not request usage, and does not send the usage chunk (B16)', async () => {
    const fresh = await startGateway();
    await addAccount(fresh, upstream);
    upstream.answer(answers.chat('x'));
    const ask = { model: 'gpt-4o', messages: [], stream: true };

    const silent = await (await call(fresh, '/v1/chat/completions', ask)).text();
    const asked = await (
      await call(fresh, '/v1/chat/completions', { ...ask, stream_options: { include_usage: true } })
    ).text();

    expect(silent).not.toContain('prompt_tokens');
    expect(silent).toMatch(/data: \[DONE\]\n\n$/);
    expect(asked).toContain('"prompt_tokens":9');
    expect(await usageOf(fresh, 2)).toMatchObject({
      requests: 2,
      inputTokens: 18,
      outputTokens: 8,
    });
    await fresh.stop();
  });
});

describe('request logs', () => {
  it('are written when switched on, bodies only with detailed logging, from the next request on', async () => {
    await gateway.must('PUT', '/api/settings', { requestLogging: true });
    const headers = { 'x-claude-code-session-id': 'session-1' };
    await (await call(gateway, '/v1/messages', aMessage(), headers)).text();
    await gateway.must('PUT', '/api/settings', { detailedRequestLogging: true });
    await (await call(gateway, '/v1/messages', aMessage({ stream: true }), headers)).text();

    const page = await eventually(
      () => gateway.must('GET', '/api/logs?session=session-1'),
      ({ total }) => total === 2,
    );
    const [second, first] = page.items;
    expect(first).toMatchObject({
      path: '/v1/messages',
      inboundFormat: 'messages',
      statusCode: 200,
      originalModel: 'claude-sonnet-4-5',
      accountName: 'main',
      inputTokens: 12,
      outputTokens: 5,
      isStream: false,
      sessionId: 'session-1',
    });
    const detailed = await gateway.must('GET', `/api/logs/${second.id}`);
    expect(JSON.parse(detailed.requestBody)).toEqual(aMessage({ stream: true }));
    expect(detailed.responseBody).toContain('message_stop');
    expect((await gateway.must('GET', `/api/logs/${first.id}`)).requestBody).toBeNull();
    await gateway.must('PUT', '/api/settings', {
      requestLogging: false,
      detailedRequestLogging: false,
    });
  });
});
