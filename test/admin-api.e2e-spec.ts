import { once } from 'node:events';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { storedText } from './support/databases.js';
import { adminToken, runGateway, startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

/** Several tests start programs, which takes a while on a busy machine. */
const secret = 'sk-ant-very-secret-key-0001';
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
});
afterAll(async () => {
  await Promise.all([gateway.stop(), upstream.stop()]);
});

type Item = Record<string, unknown>;
let count = 0;
const unique = (name: string) => `${name} ${(count += 1)}`;
const anAccount = (more: object = {}) =>
  gateway.must('POST', '/api/accounts', {
    name: unique('account'),
    provider: 'anthropic',
    apiKey: secret,
    baseUrl: upstream.url,
    ...more,
  });
const aConfig = (more: object = {}) =>
  gateway.must('POST', '/api/configs', { name: unique('config'), ...more });
const aTenant = (more: object = {}) =>
  gateway.must('POST', '/api/tenants', { name: unique('tenant'), ...more });
const fieldsOf = (answer: { body: { errors: Item[] } }) =>
  answer.body.errors.map(({ field }) => field);

/** Whether the database holds the text as it is. */
const isStored = async (dataDir: string, text: string) =>
  (await storedText(dataDir)).includes(text);

describe('access', () => {
  const paths = ['/api/accounts', '/api/settings', '/api/openapi.json', '/api/docs', '/api/nope'];

  it.each(paths)('%s is closed without the token', async (path) => {
    const response = await fetch(gateway.adminUrl + path);

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^(Bearer|Basic)/);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  it('is closed with a wrong token, and delays repeated attempts', async () => {
    const other = await startGateway();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) {
      const headers = { authorization: `Bearer guess-number-${i}` };
      statuses.push((await fetch(`${other.adminUrl}/api/accounts`, { headers })).status);
    }
    await other.stop();

    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  });

  it('no website may read a response', async () => {
    const response = await fetch(`${gateway.adminUrl}/api/accounts`, {
      headers: { authorization: `Bearer ${adminToken}`, origin: 'https://evil.example' },
    });

    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('another Host header is refused while the gateway listens on loopback only', async () => {
    const { port } = new URL(gateway.adminUrl);
    const ask = request({ port, path: '/health/live', headers: { host: 'evil.example' } }).end();
    const [response] = await once(ask, 'response');

    expect(response.statusCode).toBe(403);
  });
});

describe('health', () => {
  it.each(['/health/live', '/health/ready'])('%s is open', async (path) => {
    const response = await fetch(gateway.adminUrl + path);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok' });
  });
});

describe('problems', () => {
  it('unknown paths are 404 JSON', async () => {
    const { status, body } = await gateway.admin('GET', '/api/nope');

    expect(status).toBe(404);
    expect(body).toEqual({
      type: 'urn:codegate:problem:not_found',
      title: expect.any(String),
      status: 404,
      detail: expect.any(String),
      code: 'not_found',
    });
  });

  it('URLs that cannot be read are 400', async () => {
    expect(await gateway.admin('GET', '/api/accounts/%zz')).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });

  it.each([
    ['malformed JSON', '{"name":', 'application/json', 400, 'invalid_request'],
    ['no object', '[]', 'application/json', 400, 'invalid_request'],
    ['a prototype', '{"__proto__":{"x":1}}', 'application/json', 400, 'invalid_request'],
    ['another type', 'name=x', 'text/plain', 415, 'unsupported_media_type'],
    ['too much', `{"name":"${'x'.repeat(3e6)}"}`, 'application/json', 413, 'payload_too_large'],
  ])('%s', async (_, body, type, status, code) => {
    const response = await fetch(`${gateway.adminUrl}/api/accounts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': type },
      body,
    });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, status });
  });

  it('every wrong field is named', async () => {
    const answer = await gateway.admin('POST', '/api/accounts', {
      provider: 'nobody',
      apiKey: '',
      priority: '1',
      rateLimit: -1,
      enabled: 'yes',
      dialects: ['soap'],
      surprise: 1,
    });

    expect(answer.status).toBe(400);
    expect(fieldsOf(answer).sort()).toEqual([
      'apiKey',
      'dialects',
      'enabled',
      'name',
      'priority',
      'provider',
      'rateLimit',
      'surprise',
    ]);
    const provider = answer.body.errors.find(({ field }: Item) => field === 'provider');
    expect(provider.message).toContain('openai, openrouter');
  });
});

describe('accounts', () => {
  it('are created whole, with secrets masked', async () => {
    const account = await anAccount({ enabled: 1, monthlyBudget: 12.5, refreshToken: 'r-secret' });

    expect(account).toMatchObject({
      provider: 'anthropic',
      authType: 'api_key',
      apiKey: 'sk-ant-v...0001',
      refreshToken: '***',
      baseUrl: upstream.url,
      dialects: ['messages'],
      priority: 0,
      rateLimit: 0,
      monthlyBudget: 12.5,
      enabled: true,
      decryptError: false,
      problems: [],
      cooldowns: [],
    });
    expect(account.createdAt).toMatch(isoTime);
    expect(await gateway.must('GET', `/api/accounts/${account.id}`)).toEqual(account);
    const list = await gateway.must('GET', '/api/accounts?limit=1000');
    expect(list.items).toContainEqual(account);
    expect(list.total).toBe(list.items.length);
    expect((await gateway.must('GET', '/api/accounts?limit=1')).items).toHaveLength(1);
  });

  it('PATCH changes what it names, null clears, PUT replaces but keeps the secrets', async () => {
    const { id } = await anAccount({ monthlyBudget: 5, accountEmail: 'a@example.com' });
    const path = `/api/accounts/${id}`;

    const patched = await gateway.must('PATCH', path, { monthlyBudget: null, priority: 7 });
    expect(patched).toMatchObject({
      monthlyBudget: null,
      priority: 7,
      accountEmail: 'a@example.com',
    });

    const replaced = await gateway.must('PUT', path, {
      name: 'new',
      provider: 'anthropic',
      baseUrl: upstream.url,
    });
    expect(replaced).toMatchObject({ name: 'new', priority: 0, accountEmail: null });
    expect(replaced.apiKey).toBe('sk-ant-v...0001');

    expect(await gateway.must('PATCH', path, { apiKey: null })).toMatchObject({ apiKey: null });
  });

  it.each([
    [{ apiKey: '' }, 'apiKey'],
    [{ apiKey: 'sk-ant-v...0001' }, 'apiKey'],
    [{ name: null }, 'name'],
    [{ enabled: null }, 'enabled'],
    [{ baseUrl: 'ftp://x.example' }, 'baseUrl'],
    [{ baseUrl: 'https://u:p@x.example' }, 'baseUrl'],
    [{ baseUrl: 'https://x.example/?key=1' }, 'baseUrl'],
    [{ provider: 'custom', baseUrl: null }, 'baseUrl'],
    [{ dialects: ['chat'] }, 'dialects'],
    [{ dialects: [] }, 'dialects'],
    [{ tokenExpiresAt: 'tomorrow' }, 'tokenExpiresAt'],
    [{ status: 'active' }, 'status'],
  ])('PATCH %j is refused', async (body, field) => {
    const { id } = await anAccount();
    const answer = await gateway.admin('PATCH', `/api/accounts/${id}`, body);

    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it('need a key, except custom servers', async () => {
    const answer = await gateway.admin('POST', '/api/accounts', { name: 'x', provider: 'openai' });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(['apiKey']);

    const body = { name: 'x', provider: 'custom', baseUrl: upstream.url };
    expect((await gateway.admin('POST', '/api/accounts', body)).status).toBe(201);
  });

  it('are toggled and deleted', async () => {
    const { id } = await anAccount();

    expect(await gateway.must('POST', `/api/accounts/${id}/toggle`)).toMatchObject({
      enabled: false,
    });
    expect((await gateway.admin('DELETE', `/api/accounts/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) {
      expect((await gateway.admin(method, `/api/accounts/${id}`)).status).toBe(404);
    }
  });

  it('are tested with a real call; its error does not contain the key', async () => {
    const { id } = await anAccount();
    upstream.answer(answers.anthropic());
    expect(await gateway.must('POST', `/api/accounts/${id}/test`)).toEqual({
      success: true,
      message: expect.any(String),
      latencyMs: expect.any(Number),
    });
    const sent = upstream.requests.at(-1)!;
    expect(sent).toMatchObject({ method: 'POST', url: '/v1/messages' });
    expect(sent.headers['x-api-key']).toBe(secret);
    expect(JSON.parse(sent.body)).toMatchObject({ max_tokens: 1 });

    upstream.answer(answers.json(401, { error: { message: `invalid key ${secret}` } }));
    const failed = await gateway.must('POST', `/api/accounts/${id}/test`);
    expect(failed.success).toBe(false);
    expect(failed.message).toMatch(/^HTTP 401: invalid key /);
    expect(failed.message).not.toContain(secret);
    const health = await gateway.must('GET', `/api/accounts/${id}/health`);
    expect(health).toMatchObject({ status: 'expired', errorCount: 1, available: true });
  });

  it('a test does not follow redirects', async () => {
    const { id } = await anAccount();
    const before = upstream.requests.length;
    upstream.answer(answers.json(302, '', { location: `${upstream.url}/elsewhere` }));

    const { success, message } = await gateway.must('POST', `/api/accounts/${id}/test`);

    expect(success).toBe(false);
    expect(message).toContain('redirect');
    expect(upstream.requests).toHaveLength(before + 1);
  });

  it('their models are listed, with a reason where there are none', async () => {
    const good = await anAccount({ provider: 'openai' });
    upstream.answer((received, response) => {
      const isGood = received.headers.authorization === `Bearer ${secret}`;
      const data = [{ id: 'gpt-b' }, { id: 'gpt-a' }, { id: 'text-embedding-1' }];
      void answers.json(isGood ? 200 : 500, { object: 'list', data })(received, response);
    });

    const models = await gateway.must('POST', '/api/settings/models/refresh', {
      provider: 'openai',
    });
    expect(models.items.map(({ id }: Item) => id)).toEqual(['gpt-a', 'gpt-b']);
    expect(models.items[0]).toMatchObject({ provider: 'openai', accountId: good.id });
    const all = await gateway.must('GET', '/api/settings/models');
    expect(all.errors[0]).toEqual({ accountId: expect.any(String), message: expect.any(String) });
  });
});

describe('accounts while the gateway is open to others', () => {
  it('may not point to private addresses', async () => {
    const open = await startGateway({ env: { HOST: '0.0.0.0' } });
    const urls = ['http://127.0.0.1', 'http://2130706433', 'http://[::ffff:10.0.0.1]', 'http://db'];
    for (const baseUrl of [...urls, 'http://169.254.169.254/latest']) {
      const body = { name: 'x', provider: 'custom', baseUrl };
      const answer = await open.admin('POST', '/api/accounts', body);
      expect(answer.status).toBe(400);
      expect(answer.body.detail).toContain('ALLOW_PRIVATE_UPSTREAMS');
    }
    await open.stop();
  });
});

describe('configs', () => {
  it('are created with their tiers in one call; the first one is active', async () => {
    const { id: accountId } = await anAccount();
    const tiers = [{ tier: 'opus', accountId, priority: 1, targetModel: 'm' }];
    const first = await aConfig({ tiers });

    expect(first).toMatchObject({ isActive: true, routingStrategy: 'priority', tiers });
    expect(await gateway.must('GET', `/api/configs/${first.id}`)).toEqual(first);
    const second = await aConfig({ routingStrategy: 'round-robin' });
    expect(second.isActive).toBe(false);

    await gateway.must('POST', `/api/configs/${second.id}/activate`);
    const { items } = await gateway.must('GET', '/api/configs');
    expect(items.filter(({ isActive }: Item) => isActive)).toHaveLength(1);
    expect(items[0]).toMatchObject({ id: second.id, isActive: true });
  });

  it('replace their tiers, given as an object or as a bare list', async () => {
    const { id: accountId } = await anAccount();
    const { id } = await aConfig();
    const tiers = [{ tier: 'haiku', accountId }];

    expect((await gateway.must('PUT', `/api/configs/${id}/tiers`, { tiers })).tiers).toHaveLength(
      1,
    );
    expect((await gateway.must('PUT', `/api/configs/${id}/tiers`, [])).tiers).toEqual([]);
    expect((await gateway.must('PUT', `/api/configs/${id}/tiers`, tiers)).tiers).toHaveLength(1);
    await gateway.must('DELETE', `/api/accounts/${accountId}`);
    expect((await gateway.must('GET', `/api/configs/${id}`)).tiers).toEqual([]);
  });

  it('refuse inconsistent input', async () => {
    const { id, name } = await aConfig();
    const tier = { tier: 'opus', accountId: 'nobody' };

    expect((await gateway.admin('POST', '/api/configs', { name })).status).toBe(409);
    const unknown = await gateway.admin('POST', '/api/configs', { name: 'y', tiers: [tier] });
    expect(unknown.status).toBe(400);
    expect(fieldsOf(unknown)).toEqual(['tiers[0].accountId']);
    const wrong = {
      name: 'y',
      routingStrategy: 'luck',
      tiers: [{ tier: 'x', accountId: '', z: 1 }],
    };
    expect(fieldsOf(await gateway.admin('POST', '/api/configs', wrong)).sort()).toEqual([
      'routingStrategy',
      'tiers[0].accountId',
      'tiers[0].tier',
      'tiers[0].z',
    ]);
    expect((await gateway.admin('POST', '/api/configs/none/activate')).status).toBe(404);
    expect((await gateway.admin('DELETE', `/api/configs/${id}`)).status).toBe(204);
  });

  it('that a tenant uses can be deleted', async () => {
    const { id: configId } = await aConfig();
    const tenant = await aTenant({ configId });

    expect((await gateway.admin('DELETE', `/api/configs/${configId}`)).status).toBe(204);
    expect(await gateway.must('GET', `/api/tenants/${tenant.id}`)).toMatchObject({
      configId: null,
    });
  });

  it('explain which account would serve a request', async () => {
    const on = await anAccount();
    const off = await anAccount({ enabled: false });
    const tiers = [on, off].map(({ id: accountId }) => ({ tier: 'opus', accountId }));
    const { id } = await aConfig({ tiers });
    const tenant = await aTenant({ configId: id });

    const explained = await gateway.must('POST', `/api/configs/${id}/explain`, {
      model: 'claude-opus-4-8',
      tenantId: tenant.id,
    });

    expect(explained).toMatchObject({
      tier: 'opus',
      candidates: [{ accountId: on.id, targetModel: 'claude-opus-4-8' }],
      refusals: [{ accountId: off.id, reason: 'disabled' }],
      tenant: { usesThisConfig: true },
    });
  });
});

describe('tenants', () => {
  it('get a key that is shown once', async () => {
    const { apiKey, ...tenant } = await aTenant({ rateLimit: 10 });

    expect(apiKey).toMatch(/^cgk_[0-9a-f]{32}$/);
    expect(tenant).toMatchObject({
      rateLimit: 10,
      enabled: true,
      apiKeyPrefix: apiKey.slice(0, 8),
    });
    expect(await gateway.must('GET', `/api/tenants/${tenant.id}`)).toEqual(tenant);
    const rotated = await gateway.must('POST', `/api/tenants/${tenant.id}/rotate-key`);
    expect(rotated.apiKey).not.toBe(apiKey);
    expect(await isStored(gateway.dataDir, rotated.apiKey)).toBe(false);
  });

  it('have settings of their own', async () => {
    const { id } = await aTenant();
    const path = `/api/tenants/${id}/settings`;
    const settingOf = async (name: string) => (await gateway.must('GET', path)).settings[name];

    expect(await settingOf('autoSwitchOnError')).toEqual({ value: true, origin: 'default' });
    await gateway.must('PUT', '/api/settings', { autoSwitchOnError: false });
    expect(await settingOf('autoSwitchOnError')).toEqual({ value: false, origin: 'global' });
    await gateway.must('PATCH', path, { autoSwitchOnError: true });
    expect(await settingOf('autoSwitchOnError')).toEqual({ value: true, origin: 'tenant' });
    await gateway.must('PUT', path, { requestLogging: true });
    expect(await settingOf('autoSwitchOnError')).toEqual({ value: false, origin: 'global' });
    await gateway.must('PUT', '/api/settings', { autoSwitchOnError: null });

    for (const body of [{ multiTenancy: true }, { nope: 1 }, { requestLogging: 'yes' }]) {
      expect((await gateway.admin('PUT', path, body)).status).toBe(400);
    }
    expect((await gateway.admin('GET', '/api/tenants/none/settings')).status).toBe(404);
  });

  it('refuse inconsistent input', async () => {
    const { name } = await aTenant();
    const post = (body: object) => gateway.admin('POST', '/api/tenants', body);

    expect((await post({ name })).status).toBe(409);
    expect(fieldsOf(await post({ name: ' ' }))).toEqual(['name']);
    expect(fieldsOf(await post({ name: 'z', configId: 'none' }))).toEqual(['configId']);
    expect(fieldsOf(await post({ name: 'z', rateLimit: -1 }))).toEqual(['rateLimit']);
    expect(fieldsOf(await post({ name: 'z', apiKey: 'mine' }))).toEqual(['apiKey']);
  });
});

describe('settings', () => {
  it('are read as flat fields, and only known names can be written', async () => {
    const before = await gateway.must('GET', '/api/settings');
    expect(before).toMatchObject({ logRetentionDays: 30, proxyApiKeySource: 'none' });

    expect(await gateway.must('PUT', '/api/settings', { logRetentionDays: 7 })).toEqual({
      ...before,
      logRetentionDays: 7,
      warnings: [],
    });
    for (const name of ['proxy_api_key', 'default_tenant_id', 'admin_token_hash', 'proxyPort']) {
      const answer = await gateway.admin('PUT', '/api/settings', { [name]: 'x' });
      expect(answer.status).toBe(400);
      expect(fieldsOf(answer)).toEqual([name]);
    }
    expect((await gateway.admin('PUT', '/api/settings', { logRetentionDays: 0 })).status).toBe(400);
  });

  it('the proxy key is shown once, then masked, and can be removed', async () => {
    const { proxyApiKey } = await gateway.must('POST', '/api/settings/regenerate-proxy-key');
    expect(proxyApiKey).toMatch(/^cgk_/);
    const settings = await gateway.must('GET', '/api/settings');
    expect(settings).toMatchObject({
      proxyApiKey: `${proxyApiKey.slice(0, 8)}...${proxyApiKey.slice(-4)}`,
      proxyApiKeySource: 'db',
    });
    expect((await gateway.admin('PUT', '/api/settings', { proxyApiKey: 'short' })).status).toBe(
      400,
    );
    const none = await gateway.must('PUT', '/api/settings', { proxyApiKey: null });
    expect(none).toMatchObject({ proxyApiKey: null, proxyApiKeySource: 'none' });
  });

  it('model limits take any name', async () => {
    const id = 'vendor/model 50%';
    const path = `/api/settings/model-limits/${encodeURIComponent(id)}`;
    const limit = { maxOutputTokens: 100, supportsToolCalling: null, supportsReasoning: true };

    const stored = await gateway.must('PUT', path, limit);
    expect(stored).toEqual({ modelId: id, ...limit });
    const { items } = await gateway.must('GET', '/api/settings/model-limits');
    expect(items).toContainEqual(stored);
    for (const maxOutputTokens of [0, -1, 1.5, 'many']) {
      expect((await gateway.admin('PUT', path, { maxOutputTokens })).status).toBe(400);
    }
    expect((await gateway.admin('DELETE', path)).status).toBe(204);
    expect((await gateway.admin('GET', path)).status).toBe(404);
  });

  it('an empty replacement is refused with the missing fields and changes nothing', async () => {
    const { id } = await anAccount();
    const config = await gateway.must('POST', '/api/configs', { name: 'Replaced', tiers: [] });
    const tenant = await gateway.must('POST', '/api/tenants', { name: 'Replaced' });
    await gateway.must('PUT', '/api/settings/model-limits/limited', { maxOutputTokens: 5 });
    await gateway.must('PUT', '/api/settings/prices/priced', { input: 3, output: 15 });
    const all: Record<string, string> = {
      [`/api/accounts/${id}`]: 'name',
      [`/api/configs/${config.id}`]: 'name',
      [`/api/configs/${config.id}/tiers`]: 'tiers',
      [`/api/tenants/${tenant.id}`]: 'name',
      '/api/settings/model-limits/limited': 'maxOutputTokens',
      '/api/settings/model-limits/unknown': 'maxOutputTokens',
      '/api/settings/prices/priced': 'input',
      '/api/settings/prices/unknown': 'input',
      '/api/guardrails/email': 'enabled',
      '/api/privacy': 'enabled',
      '/api/auth/oidc/settings': 'issuer',
    };
    for (const [path, field] of Object.entries(all)) {
      const read = path.replace('/tiers', '');
      const before = await gateway.admin('GET', read);

      const { status, body } = await gateway.admin('PUT', path, {});

      expect([path, status, body.errors[0].field]).toEqual([path, 400, field]);
      expect(await gateway.admin('GET', read)).toEqual(before);
    }
    const nothing = { maxOutputTokens: null, supportsToolCalling: null, supportsReasoning: null };
    const path = '/api/settings/model-limits/unknown';
    expect((await gateway.admin('PUT', path, nothing)).status).toBe(400);
    expect((await gateway.admin('PUT', path)).status).toBe(400);
  });

  it('the account key rotates, and every secret survives', async () => {
    const { id } = await anAccount();
    const before = await gateway.must('GET', '/api/settings/encryption');

    const rotated = await gateway.must('POST', '/api/settings/encryption/rotate-account-key');

    expect(rotated).toMatchObject({ failed: 0 });
    expect(rotated.fingerprint).not.toBe(before.accountKey.fingerprint);
    const after = await gateway.must('GET', '/api/settings/encryption');
    expect(after).toMatchObject({
      accountKey: { fingerprint: rotated.fingerprint },
      decryptErrors: 0,
    });
    upstream.answer(answers.anthropic());
    expect(await gateway.must('POST', `/api/accounts/${id}/test`)).toMatchObject({ success: true });
  });

  it('keys of the environment are not touched', async () => {
    const fixed = await startGateway({
      env: { ACCOUNT_KEY: 'a passphrase', PROXY_API_KEY: 'key-of-the-environment' },
    });

    for (const path of ['encryption/rotate-account-key', 'regenerate-proxy-key']) {
      expect((await fixed.admin('POST', `/api/settings/${path}`)).status).toBe(409);
    }
    expect((await fixed.admin('PUT', '/api/settings', { proxyApiKey: null })).status).toBe(409);
    expect(await fixed.must('GET', '/api/settings')).toMatchObject({ proxyApiKeySource: 'env' });
    await fixed.stop();
  });
});

describe('logs and usage', () => {
  let own: Gateway;

  beforeAll(async () => {
    own = await startGateway();
    upstream.answer(answers.anthropic());
    await addAccount(own, upstream);
    await own.must('PUT', '/api/settings', { requestLogging: true, detailedRequestLogging: true });
    for (const model of ['claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-haiku-4-5']) {
      expect((await call(own, '/v1/messages', aMessage({ model }))).status).toBe(200);
    }
  });
  afterAll(() => own.stop());

  it('requests are listed without delay, filtered and in pages', async () => {
    const page = await own.must('GET', '/api/logs?limit=2');
    expect(page).toMatchObject({ total: 3, nextCursor: expect.any(String) });
    expect(page.items).toHaveLength(2);
    expect(page.items[0].timestamp).toMatch(isoTime);
    expect(page.items[0]).not.toHaveProperty('requestBody');
    const cursor = encodeURIComponent(page.nextCursor);
    const rest = await own.must('GET', `/api/logs?limit=2&cursor=${cursor}`);
    expect(rest).toMatchObject({ nextCursor: null });
    expect(rest.items).toHaveLength(1);

    expect((await own.must('GET', '/api/logs?model=claude-haiku-*&status=success')).total).toBe(2);
    expect((await own.must('GET', '/api/logs?status=error')).total).toBe(0);
    expect((await own.must('GET', '/api/logs?from=2100-01-01')).total).toBe(0);
    const whole = await own.must('GET', `/api/logs/${page.items[0].id}`);
    expect(JSON.parse(whole.requestBody)).toMatchObject({ model: 'claude-haiku-4-5' });
  });

  it.each([
    'limit=0',
    'limit=201',
    'from=yesterday',
    'from=2026-02-31T00:00:00Z',
    'status=fine',
    'x=1',
  ])('refuses ?%s', async (query) => {
    expect((await own.admin('GET', `/api/logs?${query}`)).status).toBe(400);
  });

  it('adds up usage', async () => {
    const usage = await own.must('GET', '/api/usage?groupBy=model');

    expect(usage.totals).toMatchObject({ requests: 3, inputTokens: 36, outputTokens: 15 });
    expect(usage.totals.costUsd).toBeGreaterThan(0);
    expect(usage.items.map(({ key }: Item) => key).sort()).toEqual([
      'claude-haiku-4-5',
      'claude-sonnet-4-5',
    ]);
    const hours = await own.must('GET', '/api/usage?groupBy=hour');
    expect(hours.items[0].key).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00Z$/);
    expect((await own.admin('GET', '/api/usage?groupBy=mood')).status).toBe(400);
  });

  it('logs are deleted only with a filter', async () => {
    expect((await own.admin('DELETE', '/api/logs')).status).toBe(400);
    expect(await own.must('DELETE', '/api/logs?before=2000-01-01')).toEqual({ deleted: 0 });
    expect(await own.must('DELETE', '/api/logs?all=true')).toEqual({ deleted: 3 });
  });
});

describe('documentation', () => {
  it('describes every endpoint; a browser gets it with the token as password', async () => {
    const authorization = `Basic ${Buffer.from(`any:${adminToken}`).toString('base64')}`;
    const response = await fetch(`${gateway.adminUrl}/api/openapi.json`, {
      headers: { authorization },
    });
    const document = (await response.json()) as {
      paths: object;
      components: { schemas: Record<string, { properties: Record<string, Item> }> };
    };

    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/accounts/{id}/health',
        '/api/configs/{id}/explain',
        '/api/tenants/{id}/settings',
        '/api/settings/model-limits/{modelId}',
        '/health/ready',
      ]),
    );
    expect(document.components.schemas.CreateAccount!.properties.rateLimit!.description).toMatch(
      /Requests per minute/,
    );
    const docs = await fetch(`${gateway.adminUrl}/api/docs`, { headers: { authorization } });
    expect(docs.status).toBe(200);
    const write = await fetch(`${gateway.adminUrl}/api/accounts`, {
      method: 'POST',
      headers: { authorization },
    });
    expect(write.status).toBe(401);
  });
});

describe('starting and stopping', () => {
  it('a port that is in use is reported in one line', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'codegate-port-'));

    for (const env of [
      { UI_PORT: String(port), PROXY_PORT: '0' },
      { UI_PORT: '0', PROXY_PORT: String(port) },
    ]) {
      const { code, output } = await runGateway({ ...env, DATA_DIR, LOG_LEVEL: 'warn' });
      expect(code).toBe(1);
      expect(output).toMatch(
        new RegExp(`^CodeGate cannot start: port ${port} is in use[^\\n]*\\n$`),
      );
    }
    server.close();
  });

  it('an invalid variable is reported in one line', async () => {
    const { code, output } = await runGateway({ UI_PORT: 'http' });

    expect(code).toBe(1);
    expect(output).toMatch(/^Configuration: UI_PORT must [^\n]*\n$/);
  });

  it('SIGTERM ends it with code 0 after all work is finished', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'codegate-stop-'));
    const short = await startGateway({ dataDir });

    expect(await short.stop()).toBe(0);
    const instances = join(dataDir, 'instances');
    const left = readdirSync(instances).filter((name) =>
      statSync(join(instances, name)).isDirectory(),
    );
    expect(left).toEqual([]);
  });

  it('each role listens on its own port only', async () => {
    const admin = await startGateway({ env: { CODEGATE_ROLE: 'admin' } });
    expect(admin.output()).not.toContain('LLM proxy');
    expect((await admin.admin('GET', '/api/accounts')).status).toBe(200);
    await admin.stop();

    const proxy = await startGateway({ env: { CODEGATE_ROLE: 'proxy' } });
    expect(proxy.output()).not.toContain('Admin API');
    expect((await fetch(`${proxy.proxyUrl}/health`)).status).toBe(200);
    await proxy.stop();
  });
});

describe('secrets', () => {
  it('are in no response and in no log line', async () => {
    const { id } = await anAccount({ refreshToken: 'refresh-secret-0002' });
    upstream.answer(answers.json(500, { error: `wrong key ${secret}` }));
    const answersOf = await Promise.all(
      [
        '/api/accounts',
        `/api/accounts/${id}`,
        `/api/accounts/${id}/health`,
        '/api/configs',
        '/api/tenants',
        '/api/settings',
        '/api/settings/encryption',
        '/api/settings/models',
        '/api/logs',
        '/api/usage',
        '/api/openapi.json',
      ].map(async (path) => JSON.stringify(await gateway.must('GET', path))),
    );

    for (const text of [...answersOf, gateway.output()]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('refresh-secret-0002');
      expect(text).not.toContain(adminToken);
      expect(text).not.toMatch(/cgk_[0-9a-f]{32}/);
    }
  });
});
