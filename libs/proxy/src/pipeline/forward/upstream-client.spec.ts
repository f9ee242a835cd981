import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeUpstream, hanging, json, type UpstreamHandler } from '../../testing/fake-upstream.js';
import { ClientDisconnectedError, type ClientAbort } from '../client-abort.js';
import { UpstreamClient, type UpstreamResponse } from './upstream-client.js';

let upstream: FakeUpstream;
let client: UpstreamClient;
beforeEach(async () => {
  upstream = new FakeUpstream();
  await upstream.start();
  client = new UpstreamClient({ connectMs: 500, firstByteMs: 300, idleMs: 300 });
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
});
