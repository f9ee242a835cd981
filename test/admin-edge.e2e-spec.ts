import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

import { afterEach, describe, expect, it } from '@jest/globals';

import { adminToken, startGateway, type Gateway } from './support/gateway.js';
import { aPassword, Person } from './support/person.js';

/** Client address, origin and login page: the checks in front of every path of the admin API. */
let gateway: Gateway;

afterEach(() => gateway.stop());

const start = async (env: Record<string, string>) => {
  gateway = await startGateway({ env: { ADMIN_PASSWORD: aPassword, ...env } });
};
const from = (address: string) => ({
  'sec-fetch-site': 'same-origin',
  'x-forwarded-for': address,
});
const logIn = (headers: Record<string, string>, name = 'admin', password = 'a wrong guess') =>
  new Person(gateway).ask('POST', '/api/auth/login', { name, password }, headers);
const addressesOf = async (query: string) =>
  (await gateway.must('GET', `/api/audit?limit=500&${query}`)).items.map((it: any) => it.address);

describe('the address of a client behind a proxy', () => {
  it('is the one in X-Forwarded-For when the proxy is trusted, and the last one it did not add itself', async () => {
    await start({ ADMIN_TRUSTED_PROXIES: 'loopback,10.0.0.0/8' });

    await logIn(from('203.0.113.9'));
    await logIn(from('198.51.100.1, 203.0.113.10, 10.1.2.3'));
    await logIn({ 'sec-fetch-site': 'same-origin' });
    await fetch(`${gateway.adminUrl}/api/settings`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${adminToken}`,
        'content-type': 'application/json',
        'x-forwarded-for': '203.0.113.11',
      },
      body: JSON.stringify({ logRetentionDays: 7 }),
    });

    expect(await addressesOf('action=auth.login')).toEqual([
      '127.0.0.1',
      '203.0.113.10',
      '203.0.113.9',
    ]);
    expect(await addressesOf('action=settings')).toEqual(['203.0.113.11']);
  });

  it.each([
    ['no proxy is', ''],
    ['another one is', '10.0.0.0/8'],
  ])('is that of the connection when %s trusted', async (_, trusted) => {
    await start({ ADMIN_TRUSTED_PROXIES: trusted });

    await logIn(from('203.0.113.9'));

    expect(await addressesOf('action=auth.login')).toEqual(['127.0.0.1']);
  });

  it('limits password attempts: other clients behind the same proxy are not affected', async () => {
    await start({ ADMIN_TRUSTED_PROXIES: 'loopback' });
    const guess = async (address: string, count: number) =>
      (await logIn(from(address), `nobody ${count}`)).status;
    const statuses = [];
    for (let count = 0; count < 21; count += 1) statuses.push(await guess('203.0.113.9', count));

    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses[20]).toBe(429);
    expect((await logIn(from('203.0.113.9'), 'admin', aPassword)).status).toBe(429);
    expect((await logIn(from('203.0.113.10'), 'admin', aPassword)).status).toBe(200);
  });

  it('cannot be forged with headers when no proxy is trusted', async () => {
    await start({});
    const guess = async (count: number) =>
      (await logIn(from(`203.0.113.${count}`), `nobody ${count}`)).status;
    const statuses = [];
    for (let count = 0; count < 21; count += 1) statuses.push(await guess(count));

    expect(statuses[20]).toBe(429);
  });

  it.each([
    ['loopback', /; Secure$/],
    ['', /; SameSite=Strict$/],
  ])('comes with whether it was https (trusted: "%s")', async (trusted, form) => {
    await start({ ADMIN_TRUSTED_PROXIES: trusted });

    const answer = await logIn(
      { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' },
      'admin',
      aPassword,
    );

    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(form);
  });
});

describe('pages of other websites', () => {
  const friend = 'https://console.example';
  const stranger = 'https://evil.example';
  const corsOf = (answer: { headers: Headers }) =>
    [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
  const read = (origin: string, path = '/api/accounts', authorization = `Bearer ${adminToken}`) =>
    fetch(gateway.adminUrl + path, { headers: { origin, authorization } });
  const preflight = (origin: string) =>
    fetch(`${gateway.adminUrl}/api/settings`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'content-type',
      },
    });

  it('may read responses when their origin is on the list, with credentials and without a wildcard', async () => {
    await start({ ADMIN_CORS_ORIGINS: `${friend},http://localhost:4200` });

    for (const origin of [friend, 'http://localhost:4200']) {
      for (const answer of [
        await read(origin),
        await read(origin, '/api/nope'),
        await read(origin, '/api/accounts', 'Bearer wrong'),
      ]) {
        expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
        expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
        expect(answer.headers.get('vary')).toContain('Origin');
      }
    }
    const asked = await preflight(friend);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(friend);
    expect(asked.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(asked.headers.get('access-control-allow-headers')).toContain('x-codegate-csrf');
  });

  it('may not when the origin is only similar', async () => {
    await start({ ADMIN_CORS_ORIGINS: friend });

    const others = [
      stranger,
      'null',
      'http://console.example',
      `${friend}:8443`,
      `${friend}.evil.example`,
      'https://evil-console.example',
    ];
    for (const origin of others) {
      expect(corsOf(await read(origin))).toEqual([]);
      const asked = await preflight(origin);
      expect(asked.status).toBe(401);
      expect(corsOf(asked)).toEqual([]);
    }
  });

  it('are all refused without a list', async () => {
    await start({});

    for (const origin of [friend, stranger, 'null', gateway.adminUrl]) {
      expect(corsOf(await read(origin))).toEqual([]);
      expect(corsOf(await preflight(origin))).toEqual([]);
    }
  });

  it('on the list may change things with the cookie, others may not', async () => {
    await start({ ADMIN_CORS_ORIGINS: friend });
    const person = new Person(gateway);
    expect((await person.login('admin')).status).toBe(200);
    const change = async (origin: string) =>
      (
        await person.ask(
          'PATCH',
          '/api/settings',
          { logRetentionDays: 30 },
          { origin, 'sec-fetch-site': 'cross-site' },
        )
      ).status;

    expect(await change(friend)).toBe(200);
    expect(await change(stranger)).toBe(403);
  });

  it.each(['*', 'https://*.example', 'https://console.example/', 'console.example'])(
    'cannot be let in by %s: the gateway does not start',
    async (list) => {
      await start({});

      await expect(startGateway({ env: { ADMIN_CORS_ORIGINS: list } })).rejects.toThrow(
        /ADMIN_CORS_ORIGINS/,
      );
    },
  );
});

describe('the Host header', () => {
  const statusFor = async (host: string, headers: Record<string, string> = {}, path = '/api') => {
    const { port } = new URL(gateway.adminUrl);
    const ask = request({
      host: '127.0.0.1',
      port,
      path,
      headers: { host: host.replace('PORT', port), ...headers },
    }).end();
    const [response] = (await once(ask, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  };
  const authorization = `Bearer ${adminToken}`;

  it('has to name this machine on every path while the gateway listens on loopback only', async () => {
    await start({ ADMIN_PUBLIC_URL: 'https://gateway.example', ADMIN_TRUSTED_PROXIES: 'loopback' });

    for (const host of ['127.0.0.1:PORT', 'localhost:PORT', '[::1]:PORT', 'gateway.example']) {
      expect([host, await statusFor(host, {}, '/health/live')]).toEqual([host, 200]);
    }
    const strangers = ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io:PORT', 'a b'];
    for (const host of strangers) {
      for (const path of ['/', '/health/live', '/api/accounts', '/nope']) {
        expect([host, path, await statusFor(host, { authorization }, path)]).toEqual([
          host,
          path,
          403,
        ]);
      }
    }
    // The host named by a proxy is used for links only.
    const forwarded = { authorization, 'x-forwarded-host': 'localhost' };
    expect(await statusFor('evil.example', forwarded, '/api/accounts')).toBe(403);
  });

  it('may be any name where the gateway is open to other machines', async () => {
    await start({ HOST: '0.0.0.0' });

    expect(await statusFor('gateway.internal', { authorization }, '/api/accounts')).toBe(200);
  });
});
