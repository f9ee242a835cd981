import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, startGateway, type Gateway } from './support/gateway.js';
import { aPassword, aPerson, Person } from './support/person.js';

/** Attacks of the security review on the admin port that the gateway has withstood, with their numbers there. */
let gateway: Gateway;
let own: { id: string };
let other: { id: string; key: string; budget: string };
let tenantAdmin: Person;

beforeAll(async () => {
  gateway = await startGateway();
  own = await gateway.must('POST', '/api/tenants', { name: 'own' });
  const { id } = await gateway.must('POST', '/api/tenants', { name: 'other' });
  const key = await gateway.must('POST', `/api/tenants/${id}/keys`, { name: 'k' });
  const budget = await gateway.must('POST', '/api/budgets', {
    ...{ scope: 'tenant', subjectId: id, period: 'monthly', limitUsd: 5 },
  });
  other = { id, key: key.id, budget: budget.id };
  tenantAdmin = await aPerson(gateway, 'tenant-admin', { tenantIds: [own.id] });
});
afterAll(() => gateway.stop());

/** A request whose path the client does not normalize. */
function raw(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(gateway.adminUrl);
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}
const bearer = { authorization: `Bearer ${adminToken}` };

describe('a tenant-admin', () => {
  it.each<[string, object]>([
    ['rateLimit', { rateLimit: 0 }],
    ['tokensPerMinute', { tokensPerMinute: 1_000_000 }],
    ['maxConcurrent', { maxConcurrent: 50 }],
    ['configId', { configId: 'x' }],
    ['timeZone', { timeZone: 'Asia/Tokyo' }],
    ['enabled', { enabled: false }],
  ])('held 5: does not change %s of its tenant', async (field, change) => {
    await gateway.must('PATCH', `/api/tenants/${own.id}`, { rateLimit: 10 });
    const { status, body } = await tenantAdmin.ask('PATCH', `/api/tenants/${own.id}`, {
      ...{ name: 'own', ...change },
    });

    expect({ status, field: body.errors[0].field }).toEqual({ status: 403, field });
  });

  it('held 6: replaces and deletes no tenant, and makes no budget', async () => {
    const budget = { scope: 'tenant', subjectId: own.id, period: 'monthly', limitUsd: 1 };

    for (const [method, path, body] of [
      ['PUT', `/api/tenants/${own.id}`, { name: 'x' }],
      ['DELETE', `/api/tenants/${own.id}`, undefined],
      ['POST', '/api/tenants', { name: 'x' }],
      ['POST', '/api/budgets', budget],
      ['PATCH', `/api/budgets/${other.budget}`, { limitUsd: 1 }],
      ['DELETE', `/api/budgets/${other.budget}`, undefined],
    ] as const) {
      expect((await tenantAdmin.ask(method, path, body)).status).toBe(403);
    }
  });

  it('held 7 to 9: gets 404 for everything of another tenant, also under its own path', async () => {
    const settings = { requestLogging: true };
    const requests: [string, string, object?][] = [other.id, own.id].flatMap((id) => {
      const key = `/api/tenants/${id}/keys/${other.key}`;
      return [
        ['GET', key],
        ['PATCH', key, { name: 'x' }],
        ['DELETE', key],
        ['POST', `${key}/rotate`, {}],
        ['GET', `${key}/settings`],
        ['PUT', `${key}/settings`, settings],
        ['PATCH', `${key}/settings`, settings],
        ['GET', `${key}/usage`],
      ] as [string, string, object?][];
    });
    const tenant = `/api/tenants/${other.id}`;
    requests.push(
      ['GET', tenant],
      ['PATCH', tenant, { name: 'x' }],
      ['POST', `${tenant}/rotate-key`],
      ['GET', `${tenant}/settings`],
      ['PUT', `${tenant}/settings`, settings],
      ['PATCH', `${tenant}/settings`, settings],
      ['GET', `${tenant}/usage`],
      ['GET', `${tenant}/keys`],
      ['POST', `${tenant}/keys`, { name: 'x' }],
      ['GET', `/api/budgets/${other.budget}`],
    );

    for (const [method, path, body] of requests) {
      const { status } = await tenantAdmin.ask(method, path, body);
      expect({ method, path, status }).toEqual({ method, path, status: 404 });
    }
    const token = { name: 't', role: 'tenant-admin', tenantIds: [other.id] };
    expect((await tenantAdmin.ask('POST', '/api/tokens', token)).status).toBe(400);
  });

  it('held 10, 11: sees own rows only in lists, sums and exports, whatever the filter and cursor', async () => {
    const cursors = ['x', 'e30', Buffer.from('{"id":"a","at":"b"}').toString('base64url'), '%00'];
    for (const path of [
      `/api/logs?tenant=${other.id}`,
      `/api/usage?tenant=${other.id}`,
      `/api/budgets?subject=${other.id}`,
      `/api/tenants?search=other`,
      `/api/logs/export?tenant=${other.id}`,
      `/api/usage/export?tenant=${other.id}`,
      ...cursors.map((cursor) => `/api/logs?cursor=${cursor}`),
    ]) {
      const { status, body } = await tenantAdmin.ask('GET', path);
      expect([200, 400, 404]).toContain(status);
      if (status !== 200) continue;
      expect(JSON.stringify(body)).not.toContain(other.id);
      if (body.total !== undefined) expect(body.total).toBe(0);
    }
  });
});

describe('the admin API', () => {
  it('held 4: writes no internal setting, and nothing into a prototype', async () => {
    for (const body of [
      '{"setup_token_hash":"x"}',
      '{"proxy_api_key":"x"}',
      '{"alert_webhook_secret_enc":"x"}',
      '{"__proto__":{"multiTenancy":true}}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"toString":true}',
      '{"logRetentionDays":1e400}',
      '{"logRetentionDays":"30"}',
      '{"privacyEnabled":"yes"}',
      '[]',
      '5',
      '"x"',
      `{"a":${'['.repeat(40)}${']'.repeat(40)}}`,
      String.raw`{"privacyEnabled":"\u0000"}`,
      '{',
    ]) {
      for (const path of ['/api/settings', `/api/tenants/${own.id}/settings`]) {
        const response = await fetch(gateway.adminUrl + path, {
          method: 'PATCH',
          headers: { ...bearer, 'content-type': 'application/json' },
          body,
        });
        expect({ path, body, status: response.status }).toEqual({ path, body, status: 400 });
      }
    }
  });

  it('held 12, 39, 40: odd paths and verbs need a login, and lead nowhere with one', async () => {
    const paths = [
      '/api/..%2f..%2fetc/passwd',
      '/api/docs/..%2f..%2fpackage.json',
      '/api/docs/../../../package.json',
      '/api/%61ccounts/..',
      '//api/accounts',
      '/api//accounts',
      '/API/accounts/',
      '/api/accounts;x=1',
      '/api/accounts%00',
      '/api/accounts%2f',
      '/api/./accounts',
      '/.env',
      '/api/__proto__',
    ];
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PROPFIND', 'TRACE', 'OPTIONS']) {
        const anonymous = await raw(method, path);
        const isRefused = [400, 401, 404, 405].includes(anonymous);
        expect({ method, path, anonymous, isRefused }).toMatchObject({ isRefused: true });
      }
      expect([400, 401, 403, 404]).toContain(await raw('GET', path, bearer));
    }
  });

  it('held 15, 17: a token cannot have more than its maker, nor the setup a token that is no text', async () => {
    const viewer = await aPerson(gateway, 'viewer');
    const program = (await viewer.ask('POST', '/api/tokens', { name: 't', role: 'viewer' })).body;
    const ask = (body: object) =>
      new Person(gateway).ask('POST', '/api/tokens', body, {
        authorization: `Bearer ${program.token}`,
      });

    expect((await ask({ name: 'x', role: 'owner' })).status).toBe(403);
    expect((await ask({ name: 'x', permissions: ['accounts:write'] })).status).toBe(403);
    expect((await ask({ name: 'x', permissions: ['tokens:read'] })).status).toBe(201);
    for (const token of [{}, [], null, 5, { $ne: 1 }]) {
      const setup = { token, name: 'Eve', password: aPassword };
      expect((await new Person(gateway).ask('POST', '/api/auth/setup', setup)).status).toBe(400);
    }
  });

  it('held 41: accepts Basic only where nothing changes', async () => {
    const basic = { authorization: `Basic ${Buffer.from(`x:${adminToken}`).toString('base64')}` };

    expect(await raw('GET', '/api/openapi.json', basic)).toBe(200);
    expect(await raw('GET', '/api/accounts', basic)).toBe(401);
    expect(await raw('DELETE', `/api/tenants/${own.id}`, basic)).toBe(401);
  });

  it('held 53: the audit log is whole after all of it', async () => {
    expect((await gateway.must('GET', '/api/audit/verify')).valid).toBe(true);
    expect((await gateway.must('GET', `/api/tenants/${own.id}`)).enabled).toBe(true);
    expect((await gateway.must('GET', `/api/tenants/${other.id}`)).name).toBe('other');
  });
});
