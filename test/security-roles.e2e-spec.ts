import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, startGateway, type Gateway } from './support/gateway.js';
import { aPassword, aPerson, Person } from './support/person.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

let gateway: Gateway;
let upstream: Upstream;
let foreign: Upstream;

beforeAll(async () => {
  [gateway, upstream, foreign] = await Promise.all([
    startGateway(),
    startUpstream(),
    startUpstream(answers.json(200, { data: [] })),
  ]);
});
afterAll(() => Promise.all([gateway.stop(), upstream.stop(), foreign.stop()]));

/** A program with an API token. */
function aProgram(token: string, at: Pick<Gateway, 'adminUrl'> = gateway) {
  const headers = { authorization: `Bearer ${token}` };
  return (method: string, path: string, body?: unknown) =>
    new Person(at).ask(method, path, body, headers);
}
const aToken = async (person: Person, more: object = {}) => {
  const { status, body } = await person.ask('POST', '/api/tokens', { name: 't', ...more });
  if (status !== 201) throw new Error(`no token: ${status} ${JSON.stringify(body)}`);
  return body as { id: string; token: string; expiresAt: string | null };
};
const aTenant = (name: string, more: object = {}) =>
  gateway.must('POST', '/api/tenants', { name, ...more }) as Promise<{
    id: string;
    apiKey: string;
  }>;
const proxyStatus = async (key: string, at = gateway) =>
  (await call(at, '/v1/messages', aMessage(), { 'x-api-key': key })).status;

describe('the secret of an account', () => {
  it('M1: is not sent to another server, neither by a test nor by a model list nor by a request', async () => {
    const operator = await aPerson(gateway, 'operator');
    upstream.answer(answers.json(200, { data: [] }));
    const { id } = await addAccount(gateway, upstream, { apiKey: 'sk-upstream-secret-123456' });
    const path = `/api/accounts/${id}`;
    const changes: [string, object][] = [
      ['PATCH', { baseUrl: foreign.url }],
      ['PATCH', { baseUrl: `${foreign.url}/v1`, name: 'other' }],
      ['PATCH', { provider: 'openai', dialects: null, baseUrl: foreign.url }],
      ['PATCH', { provider: 'openai', dialects: null, baseUrl: null }],
      ['PUT', { name: 'main', provider: 'custom', baseUrl: foreign.url }],
      ['PUT', { name: 'main', provider: 'deepseek' }],
    ];

    for (const [method, body] of changes) {
      const answer = await operator.ask(method, path, body);
      expect({ body, status: answer.status, field: answer.body.errors?.[0]?.field }).toEqual({
        body,
        status: 400,
        field: 'apiKey',
      });
    }
    await operator.ask('POST', `${path}/test`);
    await operator.ask('GET', '/api/models');
    expect(foreign.requests).toEqual([]);

    const moved = { baseUrl: foreign.url, apiKey: 'sk-another-secret-123456' };
    expect((await operator.ask('PATCH', path, moved)).status).toBe(200);
    await operator.ask('POST', `${path}/test`);
    expect(foreign.requests.length).toBeGreaterThan(0);
    const sent = JSON.stringify(foreign.requests.map(({ headers }) => headers));
    expect(sent).not.toContain('sk-upstream-secret-123456');
    expect((await operator.ask('PATCH', path, { priority: 3 })).status).toBe(200);
    await gateway.must('DELETE', path);
    upstream.answer(answers.anthropic());
  });

  it('M1: a webhook on another host gets another signing secret', async () => {
    const operator = await aPerson(gateway, 'operator');
    const put = async (body: object) =>
      (await operator.ask('PUT', '/api/alerts/channels', body)).body;

    const first = await put({ webhookUrl: `${upstream.url}/hook` });
    expect(first.webhookSecret).toMatch(/^whsec_/);
    expect((await put({ webhookUrl: `${upstream.url}/other` })).webhookSecret).toBeUndefined();
    const second = await put({ webhookUrl: `${foreign.url}/hook` });
    expect(second.webhookSecret).toMatch(/^whsec_/);
    expect(second.webhookSecret).not.toBe(first.webhookSecret);
    await put({ webhookUrl: null });
  });

  it('L7: no address of a cloud metadata service is accepted, for accounts and webhooks', async () => {
    for (const host of [
      '169.254.169.254',
      '168.63.129.16',
      '[::ffff:a9fe:a9fe]',
      'metadata.goog',
    ]) {
      const account = { name: 'x', provider: 'custom', baseUrl: `http://${host}/latest` };
      expect((await gateway.admin('POST', '/api/accounts', account)).status).toBe(400);
      const channels = { webhookUrl: `http://${host}/latest` };
      expect((await gateway.admin('PUT', '/api/alerts/channels', channels)).status).toBe(400);
    }
  });
});

describe('what protects the company from a tenant', () => {
  it('M2: guardrails, log masking and route hiding are not for the tenant to loosen', async () => {
    const { id } = await aTenant('guarded');
    const key = await gateway.must('POST', `/api/tenants/${id}/keys`, { name: 'k' });
    const admin = await aPerson(gateway, 'tenant-admin', { tenantIds: [id] });
    const operator = await aPerson(gateway, 'operator');
    const paths = [`/api/tenants/${id}/settings`, `/api/tenants/${id}/keys/${key.id}/settings`];

    for (const path of paths) {
      await gateway.must('PATCH', path, { privacyEnabled: true });
      for (const person of [admin, operator]) {
        for (const body of [
          { privacyEnabled: false },
          { privacyEnabled: null },
          { anonymizeLogs: false },
          { revealRouteToTenants: true },
          { detailedRequestLogging: true },
          { requestLogging: false },
          { finetuneLogging: true },
          { autoSwitchOnError: false, anonymizeLogs: false },
        ]) {
          const { status, body: problem } = await person.ask('PATCH', path, body);
          expect({ path, body, status, code: problem.code }).toEqual({
            ...{ path, body, status: 403, code: 'forbidden' },
          });
        }
        expect((await person.ask('PUT', path, {})).status).toBe(403);
      }
      const { body } = await admin.ask('GET', path);
      expect(JSON.stringify(body)).not.toContain('"value":false,"origin":"tenant"');
    }
  });

  it('M2: the tenant may make them stricter', async () => {
    const { id } = await aTenant('stricter');
    const admin = await aPerson(gateway, 'tenant-admin', { tenantIds: [id] });
    const path = `/api/tenants/${id}/settings`;
    const stricter = {
      privacyEnabled: true,
      anonymizeLogs: true,
      revealRouteToTenants: false,
      requestLogging: true,
      autoSwitchOnError: false,
    };

    expect((await admin.ask('PATCH', path, stricter)).status).toBe(200);
    expect((await admin.ask('PUT', path, stricter)).status).toBe(200);
    expect((await admin.ask('PATCH', path, { privacyEnabled: false })).status).toBe(403);
    await gateway.must('PATCH', path, { privacyEnabled: false });
  });

  it('M3: a suspended tenant stays suspended', async () => {
    const { id, apiKey } = await aTenant('suspended');
    const admin = await aPerson(gateway, 'tenant-admin', { tenantIds: [id] });
    const program = aProgram((await aToken(admin, { role: 'tenant-admin' })).token);
    await gateway.must('PATCH', `/api/tenants/${id}`, { enabled: false });

    for (const ask of [admin.ask.bind(admin), program]) {
      expect((await ask('PATCH', `/api/tenants/${id}`, { enabled: true })).status).toBe(403);
      expect((await ask('PUT', `/api/tenants/${id}`, { name: 'x', enabled: true })).status).toBe(
        403,
      );
    }
    const rotated = await admin.ask('POST', `/api/tenants/${id}/rotate-key`);
    const made = await admin.ask('POST', `/api/tenants/${id}/keys`, { name: 'new' });
    for (const key of [apiKey, rotated.body.apiKey, made.body.apiKey]) {
      expect(await proxyStatus(key)).toBe(401);
    }
  });

  it('M3: a key the operator disabled, or that has expired, does not come back by the tenant', async () => {
    const { id } = await aTenant('keys');
    const account = await addAccount(gateway, upstream);
    const admin = await aPerson(gateway, 'tenant-admin', { tenantIds: [id] });
    const keys = `/api/tenants/${id}/keys`;
    const make = (more: object = {}) => gateway.must('POST', keys, { name: 'k', ...more });
    const [suspended, own, expired] = [
      await make(),
      await make(),
      await make({ expiresAt: new Date(Date.now() + 50).toISOString() }),
    ];
    await gateway.must('PATCH', `${keys}/${suspended.id}`, { enabled: false });

    expect((await admin.ask('PATCH', `${keys}/${suspended.id}`, { enabled: true })).status).toBe(
      403,
    );
    const rotated = await admin.ask('POST', `${keys}/${suspended.id}/rotate`, {});
    expect(await proxyStatus(rotated.body.apiKey)).toBe(401);
    await eventually(
      () => gateway.must('GET', `${keys}/${expired.id}`),
      ({ status }) => status === 'expired',
    );
    const extended = await admin.ask('PATCH', `${keys}/${expired.id}`, { expiresAt: null });
    expect(extended.status).toBe(403);
    expect(await proxyStatus(expired.apiKey)).toBe(401);

    // What the tenant itself disabled, it enables again.
    expect((await admin.ask('PATCH', `${keys}/${own.id}`, { enabled: false })).status).toBe(200);
    expect(await proxyStatus(own.apiKey)).toBe(401);
    expect((await admin.ask('PATCH', `${keys}/${own.id}`, { enabled: true })).status).toBe(200);
    expect(await proxyStatus(own.apiKey)).toBe(200);
    await gateway.must('PATCH', `${keys}/${suspended.id}`, { enabled: true });
    expect(await proxyStatus(rotated.body.apiKey)).toBe(200);
    await gateway.must('DELETE', `/api/accounts/${account.id}`);
  });
});

describe('an API token', () => {
  it('M4: does not outlive the token it was made with', async () => {
    const operator = await aPerson(gateway, 'operator');
    const expiresAt = new Date(Date.now() + 2_000).toISOString();
    const parent = aProgram((await aToken(operator, { role: 'operator', expiresAt })).token);
    const make = (more: object) =>
      parent('POST', '/api/tokens', { name: 'child', role: 'operator', ...more });

    const later = new Date(Date.now() + 60_000).toISOString();
    for (const refused of [null, later]) {
      const { status, body } = await make({ expiresAt: refused });
      expect({ status, field: body.errors[0].field }).toEqual({ status: 400, field: 'expiresAt' });
    }
    const { status, body } = await make({});
    expect(status).toBe(201);
    expect(Date.parse(body.expiresAt)).toBeLessThanOrEqual(Date.parse(expiresAt));
    const child = aProgram(body.token);
    expect((await child('GET', '/api/accounts')).status).toBe(200);
    await eventually(
      async () => (await child('GET', '/api/accounts')).status,
      (now) => now === 401,
    );
  });

  it('M4: ends with the token it was made with, over several generations', async () => {
    const operator = await aPerson(gateway, 'operator');
    const parent = await aToken(operator, { role: 'operator' });
    const child = await aProgram(parent.token)('POST', '/api/tokens', {
      ...{ name: 'child', role: 'operator' },
    });
    const grandchild = await aProgram(child.body.token)('POST', '/api/tokens', {
      ...{ name: 'grandchild', role: 'viewer' },
    });
    const statuses = async () =>
      Promise.all(
        [parent.token, child.body.token, grandchild.body.token].map(
          async (token: string) => (await aProgram(token)('GET', '/api/accounts')).status,
        ),
      );
    expect(await statuses()).toEqual([200, 200, 200]);

    expect((await operator.ask('DELETE', `/api/tokens/${parent.id}`)).status).toBe(204);

    expect(await statuses()).toEqual([401, 401, 401]);
    const listed = await operator.ask('GET', '/api/tokens');
    expect(listed.body.items.every(({ revokedAt }: any) => revokedAt !== null)).toBe(true);
  });

  it('M4: limited to a tenant lists and revokes only itself and what it made', async () => {
    const [a, b] = [await aTenant('scope a'), await aTenant('scope b')];
    for (const role of ['owner', 'operator', 'tenant-admin'] as const) {
      const person = await aPerson(gateway, role, { tenantIds: [a.id, b.id] });
      const wide = await aToken(person, { role });
      const ofB = await aToken(person, { role: 'tenant-admin', tenantIds: [b.id] });
      const limited = await aToken(person, { role, tenantIds: [a.id] });
      const program = aProgram(limited.token);
      const made = await program('POST', '/api/tokens', { name: 'own', role: 'viewer' });
      const isAllowed = role !== 'tenant-admin';
      expect(made.status).toBe(isAllowed ? 201 : 403);

      const { body } = await program('GET', '/api/tokens');
      const expected = [limited.id, ...(isAllowed ? [made.body.id] : [])];
      expect(body.items.map(({ id }: any) => id).sort()).toEqual(expected.sort());
      expect(body.total).toBe(expected.length);
      for (const { id } of [wide, ofB]) {
        expect((await program('GET', `/api/tokens/${id}`)).status).toBe(404);
        expect((await program('DELETE', `/api/tokens/${id}`)).status).toBe(404);
      }
      expect((await aProgram(wide.token)('GET', '/api/tenants')).status).toBe(200);
      if (isAllowed) {
        expect((await program('DELETE', `/api/tokens/${made.body.id}`)).status).toBe(204);
      }
      expect((await program('DELETE', `/api/tokens/${limited.id}`)).status).toBe(204);
      expect((await program('GET', '/api/tenants')).status).toBe(401);
    }
  });

  it('M4: cannot turn itself into a login of its owner', async () => {
    const admin = await aPerson(gateway, 'admin');
    const program = aProgram((await aToken(admin, { role: 'admin' })).token);
    const path = `/api/users/${admin.id}`;

    expect((await program('PATCH', path, { password: 'another long password' })).status).toBe(403);
    expect((await program('DELETE', `${path}/totp`)).status).toBe(403);
    const change = { currentPassword: aPassword, newPassword: 'another long password' };
    expect((await program('POST', '/api/auth/password', change)).status).toBe(409);
    // Nor does a browser that was left open.
    expect((await admin.ask('PATCH', path, { password: 'another long password' })).status).toBe(
      403,
    );
    expect((await new Person(gateway).login(admin.name)).status).toBe(200);
  });

  it('M5: is revoked by its owner, or by somebody who may do as much as its owner', async () => {
    const [owner, admin, other] = [
      await aPerson(gateway, 'owner'),
      await aPerson(gateway, 'admin'),
      await aPerson(gateway, 'admin'),
    ];
    const ofOwner = await aToken(owner, { role: 'viewer' });
    const ofAdmin = await aToken(other, { role: 'viewer' });
    const ofEnvironment = await gateway.must('POST', '/api/tokens', { name: 'e', role: 'viewer' });
    const program = aProgram((await aToken(admin, { role: 'admin' })).token);
    const weak = aProgram(
      (await aToken(admin, { permissions: ['users:read', 'users:write', 'tokens:write'] })).token,
    );

    for (const ask of [admin.ask.bind(admin), program, weak]) {
      expect((await ask('DELETE', `/api/tokens/${ofOwner.id}`)).status).toBe(403);
      expect((await ask('DELETE', `/api/tokens/${ofEnvironment.id}`)).status).toBe(403);
    }
    expect((await weak('DELETE', `/api/tokens/${ofAdmin.id}`)).status).toBe(403);
    for (const { token } of [ofOwner, ofEnvironment, ofAdmin]) {
      expect((await aProgram(token)('GET', '/api/accounts')).status).toBe(200);
    }
    expect((await admin.ask('DELETE', `/api/tokens/${ofAdmin.id}`)).status).toBe(204);
    expect((await owner.ask('DELETE', `/api/tokens/${ofEnvironment.id}`)).status).toBe(204);
  });

  it('M5: of an admin does not shorten the audit log, which records what admins do', async () => {
    const [owner, admin] = [await aPerson(gateway, 'owner'), await aPerson(gateway, 'admin')];
    const shorten = { auditRetentionDays: 1 };

    expect((await admin.ask('PATCH', '/api/settings', shorten)).status).toBe(403);
    expect((await admin.ask('PUT', '/api/settings', { auditRetentionDays: 365 })).status).toBe(200);
    expect((await owner.ask('PATCH', '/api/settings', shorten)).status).toBe(200);
    expect((await admin.ask('PATCH', '/api/settings', { auditRetentionDays: null })).status).toBe(
      403,
    );
    await gateway.must('PATCH', '/api/settings', { auditRetentionDays: null });
  });

  it('M4, M5: every refusal is in the audit log', async () => {
    const { body } = await new Person(gateway).ask(
      'GET',
      '/api/audit?limit=100&outcome=failure',
      undefined,
      {
        authorization: `Bearer ${adminToken}`,
      },
    );
    const actions = new Set(body.items.map(({ action }: any) => action));

    for (const action of ['tokens.revoke', 'tenants.updateSettings', 'accounts.update']) {
      expect(actions).toContain(action);
    }
    const chain = await gateway.must('GET', '/api/audit/verify');
    expect(chain.valid).toBe(true);
  });
});

describe('after a restart', () => {
  it('M6: a token made with ADMIN_TOKEN ends when that is replaced or removed', async () => {
    const first = await startGateway();
    const { dataDir } = first;
    const { token } = await first.must('POST', '/api/tokens', { name: 'e', role: 'owner' });
    const child = await aProgram(token, first)('POST', '/api/tokens', { name: 'c', role: 'owner' });
    await first.must('POST', '/api/users', { name: 'Ada', role: 'owner', password: aPassword });
    const ada = new Person(first);
    await ada.login('Ada');
    const ofAda = await aToken(ada, { role: 'viewer' });
    const tokens = [token, child.body.token as string, ofAda.token];
    const statusesAt = (at: Gateway) =>
      Promise.all(
        tokens.map(async (one) => (await aProgram(one, at)('GET', '/api/accounts')).status),
      );
    expect(await statusesAt(first)).toEqual([200, 200, 200]);
    await first.kill();

    for (const [ADMIN_TOKEN, expected] of [
      ['another-admin-token-0123456789', [401, 401, 200]],
      ['', [401, 401, 200]],
      [adminToken, [200, 200, 200]],
    ] as const) {
      const next = await startGateway({ dataDir, env: { ADMIN_TOKEN } });
      expect(await statusesAt(next)).toEqual(expected);
      await next.kill();
    }
  });
});

describe('deleting something', () => {
  it('M20: the last tenant does not open the proxy, and its key stays refused', async () => {
    const fresh = await startGateway();
    await addAccount(fresh, upstream);
    const keyless = async () => (await call(fresh, '/v1/messages', aMessage())).status;
    expect(await keyless()).toBe(200);
    const { id, apiKey } = await fresh.must('POST', '/api/tenants', { name: 'only' });
    const key = await fresh.must('POST', `/api/tenants/${id}/keys`, { name: 'k' });
    expect(await keyless()).toBe(401);

    await fresh.must('DELETE', `/api/tenants/${id}`);

    expect(await keyless()).toBe(401);
    expect(await proxyStatus(apiKey, fresh)).toBe(401);
    expect(await proxyStatus(key.apiKey, fresh)).toBe(401);
    // Only an explicit change opens it again.
    const opened = await fresh.must('PATCH', '/api/settings', { proxyApiKey: null });
    expect(opened.warnings.join()).toMatch(/served without one/);
    expect(await keyless()).toBe(200);
    await fresh.stop();
  });

  it('M20: the variable PROXY_API_KEY does not open the proxy', async () => {
    const first = await startGateway({ env: { PROXY_API_KEY: 'global-proxy-key' } });
    await addAccount(first, upstream);
    expect(await proxyStatus('global-proxy-key', first)).toBe(200);
    const { dataDir } = first;
    await first.kill();

    const second = await startGateway({ dataDir });
    expect(await proxyStatus('global-proxy-key', second)).toBe(401);
    expect((await call(second, '/v1/messages', aMessage())).status).toBe(401);
    await second.kill();
  });

  it('M20: empty lists allow nothing', async () => {
    const { id } = await aTenant('empty');
    const account = await addAccount(gateway, upstream);
    const keys = `/api/tenants/${id}/keys`;
    const noModel = await gateway.must('POST', keys, { name: 'm', models: [] });
    const noEndpoint = await gateway.must('POST', keys, { name: 'e', endpoints: [] });
    const owner = await aPerson(gateway, 'owner');
    const noTenant = await aToken(owner, { role: 'owner', tenantIds: [] });
    const nothing = await aToken(owner, { permissions: [] });

    expect(await proxyStatus(noModel.apiKey)).toBe(403);
    expect(await proxyStatus(noEndpoint.apiKey)).toBe(403);
    expect((await aProgram(noTenant.token)('GET', '/api/tenants')).body.total).toBe(0);
    expect((await aProgram(noTenant.token)('GET', '/api/accounts')).status).toBe(403);
    expect((await aProgram(nothing.token)('GET', '/api/tenants')).status).toBe(403);
    await gateway.must('DELETE', `/api/accounts/${account.id}`);
  });

  it('M20: a tenant leaves its tenant-admins and limited tokens with nothing', async () => {
    const { id } = await aTenant('gone');
    const admin = await aPerson(gateway, 'tenant-admin', { tenantIds: [id] });
    const limited = await aToken(await aPerson(gateway, 'owner'), {
      ...{ role: 'owner', tenantIds: [id] },
    });

    await gateway.must('DELETE', `/api/tenants/${id}`);

    for (const ask of [admin.ask.bind(admin), aProgram(limited.token)]) {
      expect((await ask('GET', '/api/tenants')).body.total).toBe(0);
      expect((await ask('GET', '/api/logs')).body.total).toBe(0);
      expect((await ask('GET', `/api/tenants/${id}`)).status).toBe(404);
    }
  });

  it('M20: the last owner is refused, also by demoting or disabling', async () => {
    const fresh = await startGateway({ env: { ADMIN_TOKEN: '', ADMIN_PASSWORD: aPassword } });
    const owner = new Person(fresh);
    const { body } = await owner.login('admin');
    const path = `/api/users/${body.id}`;

    expect((await owner.ask('PATCH', path, { role: 'viewer' })).status).toBe(409);
    expect((await owner.ask('PATCH', path, { enabled: false })).status).toBe(409);
    expect((await owner.ask('DELETE', path)).status).toBe(409);
    expect((await owner.ask('GET', '/api/auth/methods')).body.setupRequired).toBe(false);
    await fresh.stop();
  });
});
