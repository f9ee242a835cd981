import { once } from 'node:events';
import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addTenant, aMessage, call, eventually } from './support/setup.js';
import { anthropicEvents, answers, startUpstream, type Upstream } from './support/upstream.js';

/** What is sent below the API: requests that are no HTTP, and what browsers could take for a page. */
let gateway: Gateway;
let upstream: Upstream;
let apiKey: string;
let headers: Record<string, string>;

beforeAll(async () => {
  upstream = await startUpstream(answers.json(200, { data: [] }));
  gateway = await startGateway();
  const tenant = await addTenant(gateway, [(await addAccount(gateway, upstream)).id]);
  ({ apiKey, headers } = tenant);
});
afterAll(async () => {
  expect(await gateway.stop()).toBe(0);
  await upstream.stop();
});

/** Sends bytes and reads until the gateway closes the connection. */
async function exchange(bytes: string): Promise<{ status: number; head: string; body: string }> {
  const socket = connect(Number(new URL(gateway.proxyUrl).port), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body };
}

const line = (path: string, method = 'POST') =>
  `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${apiKey}\r\n`;
const json = 'content-type: application/json\r\n';
const close = 'connection: close\r\n';

describe('L13: a request that is not valid HTTP', () => {
  it.each([
    ['a bad chunk size', `${json}transfer-encoding: chunked\r\n\r\nzz\r\n`, 400, 'chunk size'],
    [
      'a length beside chunks',
      `${json}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'transfer-encoding',
    ],
    ['a negative length', `${json}content-length: -5\r\n\r\n{}`, 400, 'content-length'],
    ['headers that are too large', `x: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers'],
    ['a header without a name', ': x\r\n\r\n', 400, 'header'],
  ])('gets a clear error in the dialect of its path: %s', async (_, rest, status, words) => {
    const messages = await exchange(line('/v1/messages') + rest);
    expect(messages).toMatchObject({ status });
    expect(messages.head).toContain('x-content-type-options: nosniff');
    expect(messages.head).toContain('connection: close');
    expect(JSON.parse(messages.body)).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error', message: expect.stringContaining(words) },
    });

    const chat = await exchange(line('/v1/chat/completions') + rest);
    expect(chat).toMatchObject({ status });
    expect(JSON.parse(chat.body)).toMatchObject({
      error: {
        type: 'invalid_request_error',
        code: 'invalid_request',
        message: expect.stringContaining(words),
      },
    });
  });

  it.each<[string, () => string, number]>([
    ['is no request at all', () => 'HELLO\r\n\r\n', 400],
    ['has an unknown version', () => 'GET /v1/models HTTP/9.9\r\nhost: a\r\n\r\n', 400],
    ['has no Host', () => `GET /v1/models HTTP/1.1\r\n${close}\r\n`, 400],
    ['has a broken escape', () => `${line('/v1/models/%ff', 'GET')}${close}\r\n`, 400],
    ['has a zero byte in the model', () => `${line('/v1/models/%00', 'GET')}${close}\r\n`, 400],
    [
      'has a broken content type',
      () => `${line('/v1/messages')}content-type: ;;\r\ncontent-length: 2\r\n${close}\r\n{}`,
      400,
    ],
    ['names a member of Object', () => `${line('/v1constructor', 'GET')}${close}\r\n`, 404],
    ['has an unknown path', () => `${line('/v1/%00', 'GET')}${close}\r\n`, 404],
  ])('gets a JSON error when it %s', async (_, bytes, status) => {
    const response = await exchange(bytes());

    expect(response).toMatchObject({ status });
    expect(response.head).toMatch(/content-type: application\/json/);
    expect(response.head).toContain('x-content-type-options: nosniff');
    const { error } = JSON.parse(response.body) as { error: { message: string } };
    expect(error.message).toMatch(/\S+ \S+/);
  });

  it('names the model when the URL holds a zero byte', async () => {
    const { body } = await exchange(`${line('/v1/models/a%00b', 'GET')}${close}\r\n`);

    expect(JSON.parse(body)).toMatchObject({
      error: { param: 'model', message: 'model: the name has control characters' },
    });
  });

  it('does not get into a stream that has begun on the same connection', async () => {
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of anthropicEvents('Hello').slice(0, 4)) response.write(event);
    });
    const body = JSON.stringify(aMessage({ stream: true }));
    const socket = connect(Number(new URL(gateway.proxyUrl).port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    socket.write(`${line('/v1/messages')}${json}content-length: ${body.length}\r\n\r\n${body}`);
    await eventually(
      () => Promise.resolve(text),
      (received) => received.includes('Hello'),
    );
    socket.write('GARBAGE\r\n\r\n');
    await closed;

    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(text).not.toContain('not valid HTTP');
  });
});

describe('L13: a response', () => {
  it.each(['/health', '/v1/models', '/v1/nothing', '/v1/responses'])(
    'of %s has nosniff',
    async (path) => {
      const response = await fetch(gateway.proxyUrl + path, { headers });

      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it.each([
    ['text/html', 'application/json'],
    ['text/html; charset=utf-8', 'application/json'],
    ['image/svg+xml', 'application/json'],
    ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
  ])('has no content type of an upstream but those of the API: %s', async (sent, received) => {
    const body = { type: 'message', content: [{ type: 'text', text: '<script>' }] };
    upstream.answer(answers.json(200, body, { 'content-type': sent }));
    const response = await call(gateway, '/v1/messages', aMessage(), headers);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(received);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.json()).toEqual(body);
  });

  it('with an error has JSON as its content type, too', async () => {
    upstream.answer(answers.json(400, '<html>no</html>', { 'content-type': 'text/html' }));
    const response = await call(gateway, '/v1/messages', aMessage(), headers);

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({ type: 'error' });
  });
});
