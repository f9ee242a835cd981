import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, startGateway, type Gateway } from './support/gateway.js';
import { aPassword, aPerson, Person } from './support/person.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { startUpstream, type Upstream } from './support/upstream.js';

let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  [gateway, upstream] = await Promise.all([startGateway(), startUpstream()]);
  await addAccount(gateway, upstream);
});
afterAll(() => Promise.all([gateway.stop(), upstream.stop()]));

describe('wrong attempts of one', () => {
  it('M14: do not lock out the right token of the same address', async () => {
    const owner = await aPerson(gateway, 'owner');
    const { token } = (await owner.ask('POST', '/api/tokens', { name: 't', role: 'viewer' })).body;
    const ask = async (bearer: string) =>
      (
        await fetch(`${gateway.adminUrl}/api/accounts`, {
          headers: { authorization: `Bearer ${bearer}` },
        })
      ).status;
    const wrong = await Promise.all(Array.from({ length: 30 }, (_, i) => ask(`wrong-token-${i}`)));

    expect(new Set(wrong)).toEqual(new Set([401, 429]));
    expect(await ask('cga_0123')).toBe(429);
    expect(await ask(adminToken)).toBe(200);
    expect(await ask(token)).toBe(200);
    expect(await ask('wrong-token-x')).toBe(429);
    expect((await owner.ask('GET', '/api/accounts')).status).toBe(200);
  });

  it('L11: do not lock out the owner of the name in the browser they have used', async () => {
    const owner = await aPerson(gateway, 'owner');
    const attacker = new Person(gateway);
    // The session has ended; the browser is known still.
    owner.cookies.delete('codegate');
    const statuses: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      statuses.push((await attacker.login(owner.name, `guess number ${i}`)).status);
    }
    expect(statuses.slice(-2)).toEqual([429, 429]);

    expect((await owner.login(owner.name)).status).toBe(200);
    // In a session, the password is asked for again, with a count of its own.
    const change = { currentPassword: aPassword, newPassword: 'another long password' };
    expect((await owner.ask('POST', '/api/auth/password', change)).status).toBe(204);
    // The cookie of one user is worth nothing for another one.
    const other = await aPerson(gateway, 'viewer');
    for (let i = 0; i < 6; i += 1) await attacker.login(other.name, `guess number ${i}`);
    attacker.cookies = new Map(owner.cookies);
    expect((await attacker.login(other.name)).status).toBe(429);
    const device = await owner.ask('GET', '/api/auth/me', undefined, {
      cookie: `codegate-device=${owner.cookies.get('codegate-device')}`,
    });
    expect(device.status).toBe(401);
  });

  it('L11: do not lock out the owner of the setup link', async () => {
    const fresh = await startGateway({ env: { ADMIN_TOKEN: '' } });
    const token = /setup#token=(\w+)/.exec(fresh.output())?.[1] ?? '';
    const setUp = async (given: string) =>
      (
        await new Person(fresh).ask('POST', '/api/auth/setup', {
          ...{ token: given, name: 'Ada', password: aPassword },
        })
      ).status;
    const wrong: number[] = [];
    for (let i = 0; i < 8; i += 1) wrong.push(await setUp(`${i}`.repeat(48)));
    expect(wrong.slice(-2)).toEqual([429, 429]);

    expect(await setUp(token)).toBe(200);
    await fresh.stop();
  });
});

describe('the proxy without a key', () => {
  const status = async (headers: Record<string, string>) =>
    (await call(gateway, '/v1/messages', aMessage(), headers)).status;

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost:3000' },
    { via: '1.1 proxy' },
    { 'cf-connecting-ip': '203.0.113.9' },
    { 'true-client-ip': '203.0.113.9' },
    { 'x-forwarded-host': 'gateway.example' },
    { 'x-forwarded-proto': 'https' },
  ])('L4: does not serve a request with %j', async (headers) => {
    expect(await status(headers)).toBe(401);
  });

  it('L4: serves a program on this machine, but not over HTTP/1.0 as a plain reverse proxy', async () => {
    expect(await status({})).toBe(200);
    const { port } = new URL(gateway.proxyUrl);
    const body = JSON.stringify(aMessage());
    const response = await new Promise<string>((resolve, reject) => {
      let text = '';
      connect(Number(port), '127.0.0.1')
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .on('end', () => resolve(text))
        .on('error', reject)
        .end(
          `POST /v1/messages HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n` +
            `Content-Length: ${body.length}\r\n\r\n${body}`,
        );
    });

    expect(response).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('L6: wrong keys fill neither the log nor hold back a right one', async () => {
    await gateway.must('PATCH', '/api/settings', { requestLogging: true });
    const { proxyApiKey } = await gateway.must('POST', '/api/settings/regenerate-proxy-key');
    const before = (await gateway.must('GET', '/api/logs')).total;
    for (let i = 0; i < 60; i += 1) {
      expect(await status({ 'x-api-key': `wrong-key-${i}` })).toBe(401);
    }
    expect(await status({ 'x-api-key': proxyApiKey })).toBe(200);

    const { items, total } = await eventually(
      () => gateway.must('GET', '/api/logs'),
      ({ items }) => items.some(({ statusCode }: any) => statusCode === 200),
    );
    expect(items.length).toBeGreaterThan(0);
    expect(total - before).toBeLessThanOrEqual(11);
    await gateway.must('PATCH', '/api/settings', { proxyApiKey: null, requestLogging: false });
  });
});

describe('lists', () => {
  it('refuse an unknown order and a limit that is no number, for every kind of actor', async () => {
    const viewer = await aPerson(gateway, 'viewer');
    for (const query of ['sort=unknown', 'limit=NaN', 'limit=', 'offset=-1', 'sort=-']) {
      const path = `/api/auth/sessions?${query}`;
      const answers = [await gateway.admin('GET', path), await viewer.ask('GET', path)];
      expect({ query, statuses: answers.map(({ status }) => status) }).toEqual({
        ...{ query, statuses: [400, 400] },
      });
    }
    const { body } = await viewer.ask('GET', '/api/tokens?limit=NaN');
    expect(body.errors[0].message).toBe('limit must be a whole number from 1 to 1000');
  });
});
