import { afterEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';

import { httpStatusOf, type GatewayError } from '@codegate/kernel';

import { installGate } from './admin-gate.js';

const token = 'right-token';
let server: FastifyInstance;

async function open(hostNames: ReadonlySet<string> | null = null) {
  server = fastify();
  server.setErrorHandler((error: GatewayError, _request, reply) =>
    reply.status(httpStatusOf[error.code]).send(error.code),
  );
  installGate(server, {
    access: { accepts: (given) => given === token },
    clock: { now: () => 1_000 },
    hostNames,
  });
  for (const path of ['/', '/health/live', '/api/docs', '/api/accounts']) {
    server.get(path, () => 'in');
  }
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
}

const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;

describe('admin gate', () => {
  afterEach(() => server.close());

  it('is open for the front page and health only', async () => {
    const ask = await open();

    expect((await ask('/')).status).toBe(200);
    expect((await ask('/health/live?x=1')).status).toBe(200);
    expect((await ask('/api/accounts')).status).toBe(401);
    expect((await ask('/no/such/path')).status).toBe(401);
    expect((await ask('//health/live')).status).toBe(401);
    expect((await ask('/health/live/../../api/accounts')).status).toBe(401);
  });

  it('says how to come in', async () => {
    const ask = await open();

    expect((await ask('/api/accounts')).headers.get('www-authenticate')).toBe('Bearer');
    expect((await ask('/api/docs')).headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  it('takes the bearer token, and Basic for the documentation only', async () => {
    const ask = await open();
    const bearer = { authorization: `bearer ${token}` };

    expect((await ask('/api/accounts', bearer)).status).toBe(200);
    expect((await ask('/api/docs', { authorization: basic(token) })).status).toBe(200);
    expect((await ask('/api/docs', { authorization: basic('wrong') })).status).toBe(401);
    expect((await ask('/api/accounts', { authorization: basic(token) })).status).toBe(401);
  });

  it('stops guessing', async () => {
    const ask = await open();
    const guess = (text: string) => ask('/api/accounts', { authorization: `Bearer ${text}` });
    for (let i = 0; i < 10; i += 1) expect((await guess(`guess-${i}`)).status).toBe(401);

    expect((await guess('guess-11')).status).toBe(429);
    expect((await guess(token)).status).toBe(429);
    expect((await ask('/health/live')).status).toBe(200);
  });

  it('lets nothing be kept or framed', async () => {
    const ask = await open();
    const { headers } = await ask('/api/accounts', { authorization: `Bearer ${token}` });

    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
