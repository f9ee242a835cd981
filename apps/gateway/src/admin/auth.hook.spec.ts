import { afterEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';

import type { Actor } from '@codegate/access';
import { httpStatusOf, type GatewayError } from '@codegate/kernel';

import { installAuthHook } from './auth.hook.js';

const token = 'right-token';
const session = 'right-session';
const friend = 'https://console.example';
let server: FastifyInstance;

async function open({ hostNames = null as ReadonlySet<string> | null, isHttps = false } = {}) {
  server = fastify();
  server.setErrorHandler((error: GatewayError, _request, reply) =>
    reply.status(httpStatusOf[error.code]).send(error.code),
  );
  const actor = { name: 'somebody' } as Actor;
  installAuthHook(server, {
    authenticator: {
      byBearer: (given) => Promise.resolve(given === token ? actor : null),
      bySession: (given) => Promise.resolve(given === session ? { actor, wasRenewed: true } : null),
    },
    cookies: {
      isHttps: () => isHttps,
      read: ({ headers }) => /c=([^;]+)/.exec(String(headers['cookie']))?.[1] ?? null,
      write: (_request, reply, secret) => reply.header('set-cookie', `c=${secret}`),
    },
    clock: { now: () => 1_000 },
    hostNames,
    origins: { allowed: new Set([friend]), publicUrl: undefined },
  });
  server.get('/', { config: { public: true } }, () => 'in');
  server.post('/api/auth/login', { config: { public: true } }, () => 'in');
  server.get('/api/docs', () => 'in');
  server.get('/api/accounts', () => 'in');
  server.post('/api/accounts', () => 'in');
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(url + path, { method, headers });
}

const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;

describe('the auth hook', () => {
  afterEach(() => server.close());

  it('lets public routes through without a credential, and no others', async () => {
    const ask = await open();

    expect((await ask('/?x=1')).status).toBe(200);
    expect((await ask('/api/auth/login', {}, 'POST')).status).toBe(200);
    expect((await ask('/api/accounts')).status).toBe(401);
    expect((await ask('/no/such/path')).status).toBe(401);
    expect((await ask('//')).status).toBe(401);
    expect((await ask('/', {}, 'POST')).status).toBe(401);
  });

  it('tells the client how to authenticate', async () => {
    const ask = await open();

    expect((await ask('/api/accounts')).headers.get('www-authenticate')).toBe('Bearer');
    expect((await ask('/api/docs')).headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  it('accepts a bearer token, and Basic for the documentation only', async () => {
    const ask = await open();
    const bearer = { authorization: `bearer ${token}` };

    expect((await ask('/api/accounts', bearer)).status).toBe(200);
    expect((await ask('/api/docs', { authorization: basic(token) })).status).toBe(200);
    expect((await ask('/api/docs', { authorization: basic('wrong') })).status).toBe(401);
    expect((await ask('/api/accounts', { authorization: basic(token) })).status).toBe(401);
  });

  it('M14: limits wrong tokens, and lets a right one through', async () => {
    const ask = await open();
    const guess = (text: string) => ask('/api/accounts', { authorization: `Bearer ${text}` });
    for (let i = 0; i < 10; i += 1) expect((await guess(`guess-${i}`)).status).toBe(401);

    expect((await guess('guess-11')).status).toBe(429);
    expect((await guess(token)).status).toBe(200);
    expect((await guess('guess-12')).status).toBe(429);
    expect((await guess('guess-1')).status).toBe(429);
    expect((await ask('/')).status).toBe(200);
  });

  it('accepts a session, and renews its cookie', async () => {
    const ask = await open();

    const answer = await ask('/api/accounts', { cookie: `a=b; c=${session}` });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBe(`c=${session}`);
    expect((await ask('/api/accounts', { cookie: 'c=wrong' })).status).toBe(401);
  });

  it.each([
    ['nothing said', {}, 403],
    ['our own header', { 'x-codegate-csrf': '1' }, 200],
    ['the own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['another website', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://x.example' }, 403],
    [
      'another website with our header',
      { origin: 'https://x.example', 'x-codegate-csrf': '1' },
      403,
    ],
    ['a sandbox', { origin: 'null' }, 403],
    ['an allowed website', { 'sec-fetch-site': 'cross-site', origin: friend }, 200],
  ])('a change by cookie: %s', async (_, headers, status) => {
    const ask = await open();
    const cookie = `c=${session}`;

    expect((await ask('/api/accounts', { cookie, ...headers }, 'POST')).status).toBe(status);
    expect((await ask('/api/accounts', { cookie, ...headers })).status).toBe(200);
  });

  it('refuses logins started by another website', async () => {
    const ask = await open();
    const foreign = { origin: 'https://x.example' };

    expect((await ask('/api/auth/login', foreign, 'POST')).status).toBe(403);
  });

  it('allows only the configured origins to read responses, never a wildcard', async () => {
    const ask = await open();
    const read = async (origin: string) =>
      (await ask('/', { origin })).headers.get('access-control-allow-origin');
    const preflight = (origin: string) =>
      ask('/api/accounts', { origin, 'access-control-request-method': 'POST' }, 'OPTIONS');

    expect(await read(friend)).toBe(friend);
    expect(await read('https://x.example')).toBeNull();
    expect((await preflight(friend)).status).toBe(204);
    expect((await preflight('https://x.example')).status).toBe(401);
  });

  it('forbids caching, framing and scripts', async () => {
    const ask = await open({ isHttps: true });
    const { headers } = await ask('/api/accounts', { authorization: `Bearer ${token}` });

    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(headers.get('strict-transport-security')).toMatch(/max-age/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
