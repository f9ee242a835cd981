import { randomBytes } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeUpstream, hanging, json, type UpstreamHandler } from '../../testing/fake-upstream.js';
import { ClientDisconnectedError, type ClientAbort } from '../client-abort.js';
import { UpstreamClient, type UpstreamResponse } from './upstream-client.js';

const mib = 1024 * 1024;
const maxResponseBytes = 16 * mib;

let upstream: FakeUpstream;
let client: UpstreamClient;
beforeEach(async () => {
  upstream = new FakeUpstream();
  await upstream.start();
  const timeouts = { connectMs: 500, firstByteMs: 300, idleMs: 300 };
  client = new UpstreamClient(timeouts, undefined, maxResponseBytes);
});
afterEach(async () => {
  await client.close();
  await upstream.stop();
});

/** A client that disconnects when the test says so. */
function aClient() {
  const listeners: (() => void)[] = [];
  const abort = { aborted: false, onAbort: (listener: () => void) => listeners.push(listener) };
  const disconnect = () => {
    abort.aborted = true;
    for (const listener of listeners) listener();
  };
  return { abort: abort as unknown as ClientAbort, disconnect };
}
const send = (handler: UpstreamHandler, { abort } = aClient()): Promise<UpstreamResponse> => {
  upstream.respond('a', handler);
  const { origin } = upstream;
  return client.send({ origin, path: '/a/x', method: 'POST', headers: {}, body: null }, abort);
};

describe('UpstreamClient', () => {
  it('resolves with the head and holds the body until there is a sink', async () => {
    const response = await send(json(201, { a: 1 }, { 'x-a': '1' }));

    expect(response.status).toBe(201);
    expect(response.headers['x-a']).toBe('1');
    expect((await response.readAll()).toString()).toBe('{"a":1}');
  });

  it('undoes content encodings, the last one applied first', async () => {
    const response = await send((_call, reply) => {
      reply.writeHead(200, { 'content-encoding': 'gzip, gzip' });
      reply.end(gzipSync(gzipSync('text')));
    });

    expect((await response.readAll()).toString()).toBe('text');
    expect(response.headers['content-encoding']).toBeUndefined();
  });

  describe('a connection that is lost before the head', () => {
    const lost: UpstreamHandler = (_call, response) => void response.socket?.destroy();
    const reset: UpstreamHandler = (_call, response) => void response.socket?.resetAndDestroy();

    it.each([
      ['ends', lost],
      ['is reset', reset],
    ])('and was used before: sends again on a new one when it %s', async (_name, loses) => {
      const ports = new Set<number | undefined>();
      const once: UpstreamHandler = (call, response) => {
        const { remotePort } = response.socket ?? {};
        const isReused = ports.has(remotePort);
        ports.add(remotePort);
        (isReused ? loses : json(200, { a: 1 }))(call, response);
      };
      for (let n = 0; n < 3; n += 1) {
        const response = await send(once);
        expect((await response.readAll()).toString()).toBe('{"a":1}');
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(upstream.calls.length).toBeGreaterThan(3);
    });

    it('and is new, fails at once', async () => {
      await expect(send(reset)).rejects.toThrow();
      expect(upstream.calls).toHaveLength(1);
    });

    it('and was used before: is sent again only once', async () => {
      await (await send(json(200, {}))).readAll();
      await new Promise((resolve) => setImmediate(resolve));
      await expect(send(reset)).rejects.toThrow();
      expect(upstream.calls).toHaveLength(3);
    });
  });

  it('fails when no head comes in time', async () => {
    await expect(send(() => undefined)).rejects.toMatchObject({
      code: 'UND_ERR_HEADERS_TIMEOUT',
    });
  });

  it('fails a body that falls silent', async () => {
    const response = await send(hanging(['data: 1\n\n']));
    await expect(response.readAll()).rejects.toMatchObject({ code: 'UND_ERR_BODY_TIMEOUT' });
  });

  it('stops reading while the sink has paused it, and loses nothing', async () => {
    const chunk = Buffer.alloc(64 * 1024);
    let written = 0;
    const response = await send((_call, reply) => {
      reply.writeHead(200);
      const write = (): void => {
        if (written === 400) {
          reply.end();
          return;
        }
        written += 1;
        reply.write(chunk, write);
      };
      write();
    });
    let bytes = 0;
    let whilePaused = 0;
    let mostWhilePaused = 0;
    await new Promise<void>((resolve, reject) => {
      response.readInto({
        data: (data) => {
          bytes += data.length;
          whilePaused += data.length;
          mostWhilePaused = Math.max(mostWhilePaused, whilePaused);
          response.pause();
          setImmediate(() => {
            whilePaused = 0;
            response.resume();
          });
        },
        end: resolve,
        fail: reject,
      });
    });

    expect(bytes).toBe(400 * chunk.length);
    // What undici has read from the socket already still comes.
    expect(mostWhilePaused).toBeLessThanOrEqual(256 * 1024);
  });

  it('gives up a request whose client disconnects, and says that it was sent', async () => {
    const caller = aClient();
    const sending = send(() => caller.disconnect(), caller);

    await expect(sending).rejects.toMatchObject({ name: 'AbortError', wasSent: true });
    await upstream.calls[0]?.closed;
  });

  it('sends nothing for a client that has disconnected already', async () => {
    const caller = aClient();
    caller.disconnect();
    const error: unknown = await send(json(200, {}), caller).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(ClientDisconnectedError);
    expect(error).toMatchObject({ wasSent: false });
  });

  it.each([
    ['plain', {}, Buffer.alloc(17 * mib)],
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync(randomBytes(17 * mib))],
  ])(
    'M18: ends a %s response that is larger than the limit, and its connection',
    async (...given) => {
      const [, headers, body] = given;
      const response = await send((_call, reply) => {
        reply.writeHead(200, headers);
        reply.write(body);
      });

      await expect(response.readAll()).rejects.toMatchObject({
        code: 'upstream_rejected',
        message: 'The response of the provider is larger than 16 MiB',
      });
      await upstream.calls[0]?.closed;
    },
  );

  it.each([
    ['gzip', gzipSync(Buffer.alloc(40 * mib))],
    ['br', brotliCompressSync(Buffer.alloc(40 * mib))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(40 * mib)))],
  ])('M18: ends a stream that unpacks to far more than its size: %s', async (encoding, body) => {
    const response = await send((_call, reply) => {
      reply.writeHead(200, { 'content-encoding': encoding });
      reply.write(body);
    });
    let bytes = 0;
    const failed = await new Promise<Error>((resolve, reject) => {
      response.readInto({
        data: (chunk) => (bytes += chunk.length),
        end: () => reject(new Error('it ended')),
        fail: resolve,
      });
    });

    expect(failed.message).toContain('unpacks to far more than its size');
    expect(bytes).toBeLessThan(9 * mib);
    await upstream.calls[0]?.closed;
  });

  it('M18: decodes only as fast as the sink takes', async () => {
    const whole = randomBytes(2 * mib)
      .toString('base64')
      .repeat(5);
    const body = gzipSync(whole);
    const response = await send((_call, reply) => {
      reply.writeHead(200, { 'content-encoding': 'gzip' });
      reply.end(body);
    });
    const chunks: Buffer[] = [];
    let sincePause = 0;
    let most = 0;
    await new Promise<void>((resolve, reject) => {
      response.readInto({
        data: (chunk) => {
          chunks.push(chunk);
          sincePause += chunk.length;
          most = Math.max(most, sincePause);
          response.pause();
          setImmediate(() => {
            sincePause = 0;
            response.resume();
          });
        },
        end: resolve,
        fail: reject,
      });
    });

    expect(Buffer.concat(chunks).toString() === whole).toBe(true);
    expect(most).toBeLessThanOrEqual(mib);
  });

  it.each(['gzip, gzip, gzip', 'lzma'])(
    'M18: refuses the content encodings %s',
    async (encoding) => {
      const response = await send((_call, reply) => {
        reply.writeHead(200, { 'content-encoding': encoding });
        reply.end('x');
      });

      await expect(response.readAll()).rejects.toMatchObject({ code: 'upstream_rejected' });
    },
  );

  it('M18: reads only the start of a long error body, and closes the connection', async () => {
    const response = await send((_call, reply) => {
      reply.writeHead(500);
      reply.write(Buffer.alloc(3 * mib, 'e'));
    });

    expect(await response.readStart(mib)).toHaveLength(mib);
    await upstream.calls[0]?.closed;
  });

  it('M18: a head of more than 16 KiB fails the request', async () => {
    await expect(send(json(200, {}, { 'x-long': 'h'.repeat(20_000) }))).rejects.toThrow(
      'Headers Overflow Error',
    );
  });
});
