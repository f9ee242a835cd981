import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addTenant, aMessage, call, eventually } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

const mib = 1024 * 1024;

let gateway: Gateway;
let upstream: Upstream;
let attacker: Awaited<ReturnType<typeof addTenant>>;
let neighbour: Awaited<ReturnType<typeof addTenant>>;
let converted: Awaited<ReturnType<typeof addTenant>>;
beforeAll(async () => {
  upstream = await startUpstream();
  // A small heap, so that what is not bounded ends the process soon.
  gateway = await startGateway({
    env: { NODE_OPTIONS: '--max-old-space-size=300', CLIENT_READ_TIMEOUT_MS: '1000' },
  });
  const account = await addAccount(gateway, upstream);
  attacker = await addTenant(gateway, [account.id]);
  const other = await addAccount(gateway, upstream, { name: 'other' });
  const chatOnly = await addAccount(gateway, upstream, { name: 'chat', dialects: ['chat'] });
  neighbour = await addTenant(gateway, [other.id]);
  converted = await addTenant(gateway, [chatOnly.id]);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

/** The process is alive and serves another tenant. */
async function servesOthers(): Promise<void> {
  upstream.answer(answers.anthropic());
  const response = await call(gateway, '/v1/messages', aMessage(), neighbour.headers);
  expect(response.status).toBe(200);
}

function post(body: Buffer | string, headers: Record<string, string> = {}) {
  return fetch(`${gateway.proxyUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...attacker.headers, ...headers },
    body,
  });
}

const chatWith = (junk: string) =>
  `{"model":"x","messages":[{"role":"user","content":"hi"}],"junk":${junk}}`;

describe('H1: what a body may become', () => {
  it('H1: five gzip bodies of 60 MB of {} at once are refused, and others are served', async () => {
    const bomb = gzipSync(chatWith(`[${'{},'.repeat(20_000_000)}{}]`));
    const responses = await Promise.all(
      Array.from({ length: 5 }, () => post(bomb, { 'content-encoding': 'gzip' })),
    );

    for (const response of responses) {
      expect([413, 429]).toContain(response.status);
      expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
    }
    await servesOthers();
  }, 60_000);

  it('H1: a plain body of 40 MB of {} is refused in dialect before it is parsed', async () => {
    const response = await post(chatWith(`[${'{},'.repeat(13_000_000)}{}]`));

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'request_too_large',
        message: 'The body has more than 1000000 JSON values',
      },
    });
    await servesOthers();
  }, 60_000);

  it('H1: the bodies in progress of one tenant are bounded, and another tenant is served', async () => {
    const release: (() => void)[] = [];
    upstream.answer(
      (_request, response) =>
        new Promise<void>((resolve) => {
          release.push(() => {
            response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
            resolve();
          });
        }),
    );
    const body = chatWith(JSON.stringify('x'.repeat(10 * mib)));
    const responses = Array.from({ length: 12 }, () => post(body));
    const refused = await Promise.race(
      responses.map(async (each) => {
        const response = await each;
        return response.status === 429 ? response : new Promise<never>(() => undefined);
      }),
    );

    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await refused.json()).toMatchObject({
      error: { message: expect.stringMatching(/^The requests .*in progress hold \d+ MiB/) },
    });
    await servesOthers();
    const timer = setInterval(() => release.splice(0).forEach((each) => each()), 20);
    await Promise.allSettled(responses);
    clearInterval(timer);
    // Everything has been given back.
    upstream.answer(answers.chat());
    expect((await post(body)).status).toBe(200);
  }, 60_000);

  it('M16: ten bytes of zstd with a window of 1 GiB are refused at once', async () => {
    const before = rssBytes();
    const response = await post(Buffer.from('28b52ffd00a02300002000', 'hex'), {
      'content-encoding': 'zstd',
    });

    expect(response.status).toBe(413);
    expect((rssBytes() - before) / mib).toBeLessThan(100);
  });
});

describe('H9: names', () => {
  it('H9: a model name of more than 256 characters is refused in dialect', async () => {
    for (const [path, field] of [
      ['/v1/messages', 'message'],
      ['/v1/chat/completions', 'param'],
      ['/v1/responses', 'param'],
      ['/v1/embeddings', 'param'],
    ] as const) {
      const response = await call(
        gateway,
        path,
        aMessage({ model: 'm'.repeat(300) }),
        attacker.headers,
      );
      const { error } = (await response.json()) as { error: Record<string, string> };

      expect(response.status).toBe(400);
      expect(error[field]).toMatch(/^model/);
    }
  });

  it('H9: forty distinct model names of 15 MB leave no memory behind', async () => {
    for (let index = 0; index < 5; index += 1) await post(chatWith('1'));
    const before = rssBytes();
    for (let index = 0; index < 40; index += 1) {
      const model = `${index}${'m'.repeat(15 * mib)}`;
      const response = await post(JSON.stringify({ model, messages: [] }));
      expect(response.status).toBe(400);
    }
    await servesOthers();

    expect((rssBytes() - before) / mib).toBeLessThan(200);
  }, 120_000);
});

/** Files and connections the gateway has open. */
function openFiles(): number {
  return readdirSync(`/proc/${gateway.pid}/fd`).length;
}

function rssBytes(): number {
  const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

describe('M18: responses of providers', () => {
  it('M18: a response of 400 MB packed into 389 KB is 502 in dialect, and leaves no memory behind', async () => {
    const bomb = gzipSync(Buffer.alloc(400_000_000, 'a'));
    upstream.answer((_request, response) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      response.writeHead(200, headers).end(bomb);
    });
    await servesOthersAfter(async () => {
      const before = rssBytes();
      const response = await post(chatWith('1'));

      expect(response.status).toBe(502);
      expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
      expect((rssBytes() - before) / mib).toBeLessThan(150);
    });
  }, 60_000);

  it('M18: an endless stream event ends the stream with an error in dialect', async () => {
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = Buffer.alloc(mib, 'a');
      response.write('data: ');
      const write = (): void => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(write));
      };
      write();
    });
    await servesOthersAfter(async () => {
      // Converted, because a stream that passes through is not kept in memory.
      const response = await call(
        gateway,
        '/v1/messages',
        aMessage({ stream: true, model: 'chat-only' }),
        converted.headers,
      );

      expect(await response.text()).toContain('event that is too long');
    });
  }, 60_000);
});

describe('connections', () => {
  it('M18: a client that does not read its response loses its connection, and holds nothing', async () => {
    const text = 'x'.repeat(20 * mib);
    upstream.answer(answers.json(200, { id: 'a', text }));
    const before = openFiles();
    const sockets = await Promise.all(Array.from({ length: 3 }, () => open()));
    for (const socket of sockets) {
      socket.pause().write(request('POST', '/v1/chat/completions', chatWith('1')));
    }
    await eventually(
      () => Promise.resolve(openFiles()),
      (files) => files >= before + 3,
    );
    await eventually(
      () => Promise.resolve(openFiles()),
      (files) => files < before + 3,
    );
    for (const socket of sockets) socket.destroy();
    await servesOthers();
    // The memory of their responses has been given back: the limit of the tenant has room for this one.
    upstream.answer(answers.chat());
    expect((await post(chatWith(JSON.stringify('x'.repeat(10 * mib))))).status).toBe(200);
  }, 30_000);

  it('M18: a client that does not read its stream loses its connection, and the provider is not read on', async () => {
    let ended: Promise<unknown> | undefined;
    upstream.answer(({ closed }, response) => {
      ended = closed;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const event = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'x'.repeat(60_000) } }] })}\n\n`;
      const write = (): void => {
        if (!response.destroyed) response.write(event, () => setImmediate(write));
      };
      write();
    });
    const before = rssBytes();
    const socket = await open();
    const body = chatWith('1').replace('{', '{"stream":true,');
    socket.pause().write(request('POST', '/v1/chat/completions', body));
    await eventually(
      () => Promise.resolve(ended),
      (promise) => promise !== undefined,
    );
    await ended;
    socket.destroy();

    expect((rssBytes() - before) / mib).toBeLessThan(100);
    await servesOthers();
  }, 30_000);

  it.each([
    ['POST', '/nowhere', 404],
    ['PUT', '/v1/messages', 405],
    ['GET', '/health', 413],
    ['GET', '/v1/models', 413],
  ])(
    'M18: %s %s with a body that is not read closes the connection',
    async (...given) => {
      const [method, path, status] = given;
      for (const length of [64 * mib, 1_000]) {
        const socket = await open();
        let text = '';
        socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
        const closed = once(socket, 'close');
        socket.write(request(method, path, '', { 'content-length': `${length}` }));
        socket.write('{');
        await closed;

        const expected = length > 1_000 || status !== 413 ? status : /200|401/;
        expect(text).toMatch(
          new RegExp(`^HTTP/1.1 (${expected instanceof RegExp ? expected.source : expected})`),
        );
      }
    },
    30_000,
  );
});

function request(
  method: string,
  path: string,
  body: string,
  headers: Record<string, string> = attacker.headers,
): string {
  const all = {
    host: 'localhost',
    'content-type': 'application/json',
    'content-length': `${Buffer.byteLength(body)}`,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(gateway.proxyUrl).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function servesOthersAfter(attack: () => Promise<void>): Promise<void> {
  await attack();
  await servesOthers();
}
