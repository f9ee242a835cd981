import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { startUpstream, type Upstream } from './support/upstream.js';

const mib = 1024 * 1024;
const bodyBytes = 64 * mib;
const key = 'a-global-key-of-the-proxy';
const connections = 500;

let gateway: Gateway;
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({
    env: {
      PROXY_API_KEY: key,
      REQUEST_BODY_TIMEOUT_MS: '1000',
      REQUEST_HEADERS_TIMEOUT_MS: '10000',
    },
  });
  await gateway.must('POST', '/api/accounts', {
    name: 'A',
    provider: 'anthropic',
    apiKey: 'sk-ant-1',
    baseUrl: upstream.url,
  });
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

describe('callers without a key', () => {
  it(`cannot fill the memory: ${connections} bodies of 64 MiB at once, while a caller with a key is served`, async () => {
    for (let warmUp = 0; warmUp < 20; warmUp += 1) await served();
    const before = rssBytes();
    let peak = before;
    const sampling = setInterval(() => (peak = Math.max(peak, rssBytes())), 20);
    const statuses = Array.from({ length: connections }, () => sendLargeBody());
    const isServed = await served();
    const results = await Promise.all(statuses);
    clearInterval(sampling);

    expect(isServed).toBe(true);
    expect(new Set(results)).toEqual(new Set(['HTTP/1.1 401']));
    expect((peak - before) / mib).toBeLessThan(100);
  }, 120_000);

  it('lose their connection when its headers do not come', async () => {
    const socket = await open();
    socket.resume().write('POST /v1/messages HTTP/1.1\r\nhost: localhost\r\n');
    await once(socket, 'close');
  }, 30_000);
});

describe('a caller with a key', () => {
  it('gets 408 in its dialect when the body does not arrive in time', async () => {
    const socket = await open();
    socket.write(headersOf('/v1/chat/completions', key, 1_000) + '{"model":');
    const text = await everythingFrom(socket);

    expect(text).toMatch(/^HTTP\/1.1 408/);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    expect(text).toContain('"code":"request_timeout"');
  }, 30_000);
});

/** Sends 64 MiB as fast as the gateway takes them; resolves with the status line once the connection is closed. */
async function sendLargeBody(): Promise<string> {
  const socket = await open();
  const chunk = Buffer.alloc(64 * 1024, ' ');
  let sent = 0;
  const send = (): void => {
    while (sent < bodyBytes && socket.writable) {
      sent += chunk.length;
      if (!socket.write(chunk)) return;
    }
  };
  socket.on('drain', send);
  socket.write(headersOf('/v1/messages', 'wrong', bodyBytes));
  send();
  return (await everythingFrom(socket)).slice(0, 'HTTP/1.1 401'.length);
}

function headersOf(path: string, apiKey: string, contentLength: number): string {
  return [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    `x-api-key: ${apiKey}`,
    'content-type: application/json',
    `content-length: ${contentLength}`,
    '\r\n',
  ].join('\r\n');
}

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(gateway.proxyUrl).port), '127.0.0.1');
  // The gateway may close the connection while this side still sends.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function everythingFrom(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (data: Buffer) => (text += data.toString('utf8')));
    socket.once('close', () => resolve(text));
  });
}

async function served(): Promise<boolean> {
  const response = await fetch(`${gateway.proxyUrl}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({
      model: 'claude-sonnet-4-5',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'Hi' }],
    }),
  });
  await response.arrayBuffer();
  return response.ok;
}

function rssBytes(): number {
  const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
