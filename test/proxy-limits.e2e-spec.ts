import { gzipSync } from 'node:zlib';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import {
  addAccount,
  addTenant,
  aMessage,
  call,
  eventually,
  readRest,
  readUntil,
  usageOf,
} from './support/setup.js';
import { anthropicEvents, answers, startUpstream, type Upstream } from './support/upstream.js';

const env = { MAX_BODY_MB: '1', KEEP_ALIVE_PING_MS: '100', STREAM_COMMIT_MS: '150' };

/** Shared by all tests; each has its own upstream, account and tenant. */
let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  gateway = await startGateway({ env });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  upstream = await startUpstream();
});
afterEach(() => upstream.stop());

/** A tenant with one account at the upstream of the test. */
async function start(account: object = {}, settings: Record<string, unknown> = {}) {
  const { id } = await addAccount(gateway, upstream, { ...account });
  return addTenant(gateway, [id], settings);
}

const anAbortableCall = async (headers: Record<string, string>) => {
  const abort = new AbortController();
  const response = await call(
    gateway,
    '/v1/messages',
    aMessage({ stream: true }),
    headers,
    abort.signal,
  );
  return { abort, reader: response.body!.getReader() };
};

describe('limits', () => {
  it('skip an account at its limit, and refuse with a time to wait when it was the last one', async () => {
    const limited = await addAccount(gateway, upstream, { name: 'limited', rateLimit: 1 });
    const spare = await addAccount(gateway, upstream, { name: 'spare', rateLimit: 1 });
    const { headers } = await addTenant(gateway, [limited.id, spare.id]);
    const names = [];
    for (let i = 0; i < 2; i += 1) {
      const response = await call(gateway, '/v1/messages', aMessage(), headers);
      names.push(response.headers.get('x-proxy-account'));
    }
    expect(names).toEqual(['limited', 'spare']);

    const refused = await call(gateway, '/v1/messages', aMessage(), headers);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  });

  it('are exact under concurrency', async () => {
    const { headers } = await start({ rateLimit: 10 });
    const all = await Promise.all(
      Array.from({ length: 60 }, () => call(gateway, '/v1/messages', aMessage(), headers)),
    );

    expect(all.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(upstream.requests).toHaveLength(10);
  });

  it('take out an account whose monthly budget is used up', async () => {
    const { headers } = await start({ monthlyBudget: 0.0001 });
    expect((await call(gateway, '/v1/messages', aMessage(), headers)).status).toBe(200);

    const refused = await call(gateway, '/v1/messages', aMessage(), headers);
    expect(refused.status).toBe(402);
    expect(await refused.json()).toMatchObject({ error: { type: 'billing_error' } });
  });

  it.each([
    ['/v1/messages', 'request_too_large'],
    ['/v1/chat/completions', 'invalid_request_error'],
  ])('refuse a body that is too large with 413 in the dialect of %s', async (path, type) => {
    const { headers } = await start();
    const body = aMessage({ padding: 'x'.repeat(1_100_000) });
    const response = await call(gateway, path, body, headers);

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { type } });
  });

  it('refuse a small body that unpacks to a large one with 413', async () => {
    const { headers } = await start();
    const response = await fetch(`${gateway.proxyUrl}/v1/messages`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip', ...headers },
      body: gzipSync(Buffer.alloc(50_000_000, ' ')),
    });

    expect(response.status).toBe(413);
  });
});

describe('while an upstream is silent', () => {
  it('comments are sent before the first event, and the response follows', async () => {
    const { headers } = await start();
    let respond = (): void => undefined;
    upstream.answer((_request, response) => {
      respond = () => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(anthropicEvents('late').join(''));
      };
    });

    const { reader } = await anAbortableCall(headers);
    const beginning = await readUntil(reader, ': keep-alive\n\n');
    respond();
    const text = beginning + (await readRest(reader));

    expect(text).toMatch(/^: keep-alive\n\n/);
    expect(text.replaceAll(': keep-alive\n\n', '')).toBe(anthropicEvents('late').join(''));
  });

  it('pings are sent between the events of a stream', async () => {
    const { headers } = await start();
    const events = anthropicEvents('one two');
    const sentFirst = events.slice(0, 5).join('');
    let respond = (): void => undefined;
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // The silence begins in the middle of an event.
      response.write(sentFirst.slice(0, -10));
      respond = () => response.end(sentFirst.slice(-10) + events.slice(5).join(''));
    });

    const ping = 'event: ping\ndata: {"type": "ping"}\n\n';
    const { reader } = await anAbortableCall(headers);
    const beginning = await readUntil(reader, ping);
    respond();
    const text = beginning + (await readRest(reader));

    expect(text.replaceAll(ping, '')).toBe(events.join(''));
  });

  it('a failure after the first comment is an error event', async () => {
    const { headers } = await start();
    let respond = (): void => undefined;
    upstream.answer((request, response) => {
      const error = { type: 'error', error: { type: 'invalid_request_error', message: 'no' } };
      respond = () => void answers.json(400, error)(request, response);
    });

    const { reader } = await anAbortableCall(headers);
    await readUntil(reader, ': keep-alive\n\n');
    respond();

    expect(await readRest(reader)).toMatch(
      /event: error\ndata: \{"type":"error","error":\{"type":"invalid_request_error"/,
    );
  });
});

describe('a client that disconnects', () => {
  it('before the response cancels the request to the provider (C3)', async () => {
    const { headers } = await start();
    upstream.answer(answers.hang());
    const abort = new AbortController();
    const aborted = call(gateway, '/v1/messages', aMessage(), headers, abort.signal).catch(
      () => 'aborted',
    );
    const [request] = await eventually(
      () => Promise.resolve(upstream.requests),
      ({ length }) => length === 1,
    );

    abort.abort();

    expect(await aborted).toBe('aborted');
    await request!.closed;
  });

  it('in the middle of a stream cancels it, and what was used is recorded', async () => {
    const { id, headers } = await start({}, { requestLogging: true });
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(anthropicEvents('one').slice(0, 4).join(''));
    });
    const { abort, reader } = await anAbortableCall(headers);
    await reader.read();

    abort.abort();

    await upstream.requests[0]!.closed;
    expect(await usageOf(gateway, 1, id)).toMatchObject({ inputTokens: 12 });
    const { items } = await gateway.must('GET', `/api/logs?tenant=${id}`);
    expect(items).toMatchObject([{ statusCode: 499 }]);
  });

  it('right after the last event counts as a success', async () => {
    const { id, headers } = await start({}, { requestLogging: true });
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // All events are sent, but the body is never ended.
      response.write(anthropicEvents('one').join(''));
    });
    const { abort, reader } = await anAbortableCall(headers);
    await readUntil(reader, 'message_stop');

    abort.abort();

    expect(await usageOf(gateway, 1, id)).toMatchObject({ inputTokens: 12, outputTokens: 5 });
    const { items } = await eventually(
      () => gateway.must('GET', `/api/logs?tenant=${id}`),
      (page) => page.items.length > 0,
    );
    expect(items).toMatchObject([{ statusCode: 200 }]);
  });

  it('but reads slowly slows the provider down instead of filling the memory', async () => {
    const { headers } = await start();
    const delta = `event: content_block_delta\ndata: ${JSON.stringify({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text: 'x'.repeat(64 * 1024) },
    })}\n\n`;
    let sent = 0;
    let isWaiting = false;
    upstream.answer((request, response) => {
      if (!request.body.includes('"stream":true')) {
        void answers.anthropic()(request, response);
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const pump = (): void => {
        isWaiting = false;
        while (sent < 2_000 && !isWaiting) {
          sent += 1;
          isWaiting = !response.write(delta);
        }
        response.once('drain', pump);
      };
      pump();
    });
    const { abort, reader } = await anAbortableCall(headers);
    await reader.read();

    // Other requests pass through the same event loop: when nothing more was sent during some, the provider waits.
    await eventually(async () => {
      const before = sent;
      for (let i = 0; i < 10; i += 1) await call(gateway, '/v1/messages', aMessage(), headers);
      return isWaiting && sent === before;
    }, Boolean);

    expect(sent).toBeLessThan(1_000);
    abort.abort();
  });
});

describe('shutdown', () => {
  it('lets running streams finish before the process exits', async () => {
    const stopping = await startGateway({ env });
    await addAccount(stopping, upstream);
    const events = anthropicEvents('one two');
    let finish = (): void => undefined;
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events.slice(0, 4).join(''));
      finish = () => response.end(events.slice(4).join(''));
    });
    const response = await call(stopping, '/v1/messages', aMessage({ stream: true }));

    const stopped = stopping.stop();
    // It takes no new connections any more. (The list of models would wait for the upstream.)
    await eventually(
      () =>
        fetch(`${stopping.proxyUrl}/health`, { headers: { connection: 'close' } }).then(
          () => false,
          () => true,
        ),
      Boolean,
    );
    finish();

    const withoutPings = (text: string) => text.replaceAll(/event: ping\ndata: .*\n\n/g, '');
    expect(withoutPings(await response.text())).toBe(withoutPings(events.join('')));
    expect(await stopped).toBe(0);
  });
});
