import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addConfig, aMessage, call, eventually, usageOf } from './support/setup.js';
import { anthropicEvents, startUpstream, type Upstream } from './support/upstream.js';

let gateway: Gateway;
let upstream: Upstream;

beforeEach(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({
    env: { MAX_BODY_MB: '1', KEEP_ALIVE_PING_MS: '100', STREAM_COMMIT_MS: '150' },
  });
});
afterEach(async () => {
  await Promise.all([gateway.stop(), upstream.stop()]);
});

describe('limits', () => {
  it('an account at its limit is passed over, and the caller waits when it was the last', async () => {
    const limited = await addAccount(gateway, upstream, { name: 'limited', rateLimit: 1 });
    const spare = await addAccount(gateway, upstream, { name: 'spare', rateLimit: 1 });
    await addConfig(gateway, [limited.id, spare.id]);
    const names = [];
    for (let i = 0; i < 2; i += 1) {
      names.push((await call(gateway, '/v1/messages', aMessage())).headers.get('x-proxy-account'));
    }
    expect(names).toEqual(['limited', 'spare']);

    const refused = await call(gateway, '/v1/messages', aMessage());
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  });

  it('are exact under concurrency', async () => {
    await addAccount(gateway, upstream, { rateLimit: 10 });
    const all = await Promise.all(
      Array.from({ length: 60 }, () => call(gateway, '/v1/messages', aMessage())),
    );

    expect(all.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(upstream.requests).toHaveLength(10);
  });

  it('a monthly budget that is used up takes the account out', async () => {
    await addAccount(gateway, upstream, { monthlyBudget: 0.0001 });
    expect((await call(gateway, '/v1/messages', aMessage())).status).toBe(200);

    const refused = await call(gateway, '/v1/messages', aMessage());
    expect(refused.status).toBe(402);
    expect(await refused.json()).toMatchObject({ error: { type: 'billing_error' } });
  });

  it.each([
    ['/v1/messages', 'request_too_large'],
    ['/v1/chat/completions', 'invalid_request_error'],
  ])('a body that is too large gets 413 in the dialect of %s', async (path, type) => {
    await addAccount(gateway, upstream);
    const response = await call(gateway, path, aMessage({ padding: 'x'.repeat(1_100_000) }));

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { type } });
  });

  it('a small body that unpacks to a large one gets 413, too', async () => {
    await addAccount(gateway, upstream);
    const { gzipSync } = await import('node:zlib');
    const response = await fetch(`${gateway.proxyUrl}/v1/messages`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(50_000_000, ' ')),
    });

    expect(response.status).toBe(413);
  });
});

describe('silence', () => {
  it('before the first event is bridged with comments, and the answer follows', async () => {
    await addAccount(gateway, upstream);
    upstream.answer((_request, response) => {
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(anthropicEvents('late').join(''));
      }, 600);
    });

    const response = await call(gateway, '/v1/messages', aMessage({ stream: true }));
    const text = await response.text();

    expect(text).toMatch(/^: keep-alive\n\n/);
    expect(text.replaceAll(': keep-alive\n\n', '')).toBe(anthropicEvents('late').join(''));
  });

  it('inside a stream is bridged with pings between events', async () => {
    await addAccount(gateway, upstream);
    const events = anthropicEvents('one two');
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // The pause falls into the middle of an event.
      response.write(events.slice(0, 5).join('').slice(0, -10));
      setTimeout(
        () => response.end(events.slice(0, 5).join('').slice(-10) + events.slice(5).join('')),
        600,
      );
    });

    const response = await call(gateway, '/v1/messages', aMessage({ stream: true }));
    const text = await response.text();

    const ping = 'event: ping\ndata: {"type": "ping"}\n\n';
    expect(text).toContain(ping);
    expect(text.replaceAll(ping, '')).toBe(events.join(''));
  });

  it('after pings have begun, a failure is an error event', async () => {
    await addAccount(gateway, upstream);
    upstream.answer((_request, response) => {
      setTimeout(() => {
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end('{"type":"error","error":{"type":"invalid_request_error","message":"no"}}');
      }, 500);
    });

    const text = await (await call(gateway, '/v1/messages', aMessage({ stream: true }))).text();

    expect(text).toMatch(
      /event: error\ndata: \{"type":"error","error":\{"type":"invalid_request_error"/,
    );
  });
});

describe('a caller that goes away', () => {
  it('before the answer cancels the request to the provider (C3)', async () => {
    await addAccount(gateway, upstream);
    upstream.answer(() => undefined);
    const abort = new AbortController();
    const gone = call(gateway, '/v1/messages', aMessage(), {}, abort.signal).catch(() => 'gone');
    const [request] = await eventually(
      () => Promise.resolve(upstream.requests),
      ({ length }) => length === 1,
    );

    abort.abort();

    expect(await gone).toBe('gone');
    await request!.closed;
  });

  it('in the middle of a stream cancels it and what was used is recorded', async () => {
    await gateway.must('PUT', '/api/settings', { requestLogging: true });
    await addAccount(gateway, upstream);
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(anthropicEvents('one').slice(0, 4).join(''));
    });
    const abort = new AbortController();
    const response = await call(
      gateway,
      '/v1/messages',
      aMessage({ stream: true }),
      {},
      abort.signal,
    );
    await response.body!.getReader().read();

    abort.abort();

    await upstream.requests[0]!.closed;
    expect(await usageOf(gateway, 1)).toMatchObject({ inputTokens: 12 });
    const { items } = await gateway.must('GET', '/api/logs');
    expect(items).toMatchObject([{ statusCode: 499 }]);
  });

  it('right after the terminal event has had a success', async () => {
    await gateway.must('PUT', '/api/settings', { requestLogging: true });
    await addAccount(gateway, upstream);
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // Everything is there, but the body is never ended.
      response.write(anthropicEvents('one').join(''));
    });
    const abort = new AbortController();
    const response = await call(
      gateway,
      '/v1/messages',
      aMessage({ stream: true }),
      {},
      abort.signal,
    );
    const reader = response.body!.getReader();
    let text = '';
    while (!text.includes('message_stop')) {
      text += new TextDecoder().decode((await reader.read()).value);
    }

    abort.abort();

    expect(await usageOf(gateway, 1)).toMatchObject({ inputTokens: 12, outputTokens: 5 });
    const { items } = await eventually(
      () => gateway.must('GET', '/api/logs'),
      (page) => page.items.length > 0,
    );
    expect(items).toMatchObject([{ statusCode: 200 }]);
  });

  it('a slow reader slows the provider down instead of filling the memory', async () => {
    await addAccount(gateway, upstream);
    const delta = `event: content_block_delta\ndata: ${JSON.stringify({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text: 'x'.repeat(64 * 1024) },
    })}\n\n`;
    let sent = 0;
    let isHeldUp = false;
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const pump = (): void => {
        while (sent < 2_000) {
          sent += 1;
          if (!response.write(delta)) {
            const timer = setTimeout(() => (isHeldUp = true), 700);
            response.once('drain', () => {
              clearTimeout(timer);
              pump();
            });
            return;
          }
        }
      };
      pump();
    });
    const abort = new AbortController();
    const response = await call(
      gateway,
      '/v1/messages',
      aMessage({ stream: true }),
      {},
      abort.signal,
    );
    await response.body!.getReader().read();

    await eventually(() => Promise.resolve(isHeldUp), Boolean);

    expect(sent).toBeLessThan(1_000);
    abort.abort();
  });
});

describe('shutdown', () => {
  it('lets running streams finish before it ends', async () => {
    await addAccount(gateway, upstream);
    const events = anthropicEvents('one two');
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events.slice(0, 4).join(''));
      setTimeout(() => response.end(events.slice(4).join('')), 600);
    });
    const response = await call(gateway, '/v1/messages', aMessage({ stream: true }));

    const stopped = gateway.stop();

    expect((await response.text()).replaceAll(/event: ping\ndata: .*\n\n/g, '')).toBe(
      events.join('').replaceAll(/event: ping\ndata: .*\n\n/g, ''),
    );
    expect(await stopped).toBe(0);
  });
});
