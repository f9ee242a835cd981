import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { storedText } from './support/databases.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

let upstream: Upstream;
/** Shared by the tests that need only a tenant of their own. */
let gateway: Gateway;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
  await addAccount(gateway, upstream);
});
afterAll(() => Promise.all([gateway.stop(), upstream.stop()]));
beforeEach(() => upstream.answer(answers.anthropic()));

const aTenant = (): Promise<{ id: string; apiKey: string }> =>
  gateway.must('POST', '/api/tenants', { name: `Team ${Math.random()}` });

const ask = (key: string, more: object = {}, path = '/v1/messages') =>
  call(gateway, path, aMessage(more), { 'x-api-key': key });
const status = async (key: string) => (await ask(key)).status;

describe('keys of a tenant', () => {
  it('can be created in any number, are shown once, and work beside the first one', async () => {
    const tenant = await aTenant();
    const keys: { id: string; apiKey: string }[] = [];
    for (const name of ['CI', 'Laptop', 'Laptop']) {
      keys.push(await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, { name }));
    }

    expect(keys[0]!.apiKey).toMatch(/^cgk_[0-9a-f]{32}$/);
    for (const { apiKey } of [tenant, ...keys]) expect(await status(apiKey)).toBe(200);
    const list = await gateway.must('GET', `/api/tenants/${tenant.id}/keys`);
    expect(list).toMatchObject({
      total: 3,
      items: [{ name: 'CI', status: 'active', createdBy: 'ADMIN_TOKEN' }, {}, {}],
    });
    expect(JSON.stringify(list)).not.toContain(keys[0]!.apiKey);

    const usage = await gateway.must('GET', `/api/usage?groupBy=key&tenant=${tenant.id}`);
    expect(usage.items.map(({ key }: { key: string }) => key).sort()).toEqual(
      [null, ...keys.map(({ id }) => id)].sort(),
    );
    await eventually(
      () => gateway.must('GET', `/api/tenants/${tenant.id}/keys/${keys[0]!.id}`),
      (key) => key.lastUsedAt !== null,
      8_000,
    );
  });

  it('are refused from the next request on when they are disabled, expired or revoked', async () => {
    const tenant = await aTenant();
    const path = `/api/tenants/${tenant.id}/keys`;
    const key = await gateway.must('POST', path, { name: 'CI' });

    await gateway.must('PATCH', `${path}/${key.id}`, { enabled: false });
    expect(await status(key.apiKey)).toBe(401);
    await gateway.must('PATCH', `${path}/${key.id}`, { enabled: true });
    expect(await status(key.apiKey)).toBe(200);

    const expireIn = (ms: number) =>
      gateway.must('PATCH', `${path}/${key.id}`, {
        expiresAt: new Date(Date.now() + ms).toISOString(),
      });
    await expireIn(3_600_000);
    expect(await status(key.apiKey)).toBe(200);
    await expireIn(1_000);
    await eventually(
      () => status(key.apiKey),
      (code) => code === 401,
    );
    expect((await gateway.must('GET', `${path}/${key.id}`)).status).toBe('expired');
    await gateway.must('PATCH', `${path}/${key.id}`, { expiresAt: null });
    expect(await status(key.apiKey)).toBe(200);

    await gateway.must('PATCH', `/api/tenants/${tenant.id}`, { enabled: false });
    expect(await status(key.apiKey)).toBe(401);
    await gateway.must('PATCH', `/api/tenants/${tenant.id}`, { enabled: true });

    await gateway.must('DELETE', `${path}/${key.id}`);
    expect(await status(key.apiKey)).toBe(401);
    expect((await gateway.must('GET', `${path}/${key.id}`)).status).toBe('revoked');
    expect((await gateway.admin('POST', `${path}/${key.id}/rotate`, {})).status).toBe(409);
    await gateway.must('DELETE', `${path}/${key.id}`);
    expect((await gateway.admin('GET', `${path}/${key.id}`)).status).toBe(404);
  });

  it('rotate with an overlap in which both work', async () => {
    const tenant = await aTenant();
    const path = `/api/tenants/${tenant.id}/keys`;
    const key = await gateway.must('POST', path, { name: 'CI' });

    const rotate = (body?: object) => gateway.must('POST', `${path}/${key.id}/rotate`, body);

    const second = await rotate({ overlapSeconds: 3_600 });
    expect(second.previousKeyUntil).not.toBeNull();
    expect(await status(key.apiKey)).toBe(200);
    expect(await status(second.apiKey)).toBe(200);

    const third = await rotate({ overlapSeconds: 1 });
    await eventually(
      () => status(second.apiKey),
      (code) => code === 401,
    );
    expect(await status(third.apiKey)).toBe(200);

    const atOnce = await rotate();
    expect(await status(third.apiKey)).toBe(401);
    expect(await status(atOnce.apiKey)).toBe(200);
  });
});

describe('scopes of a key', () => {
  it('refuse another model in the dialect of the caller, and narrow the list of models', async () => {
    const tenant = await aTenant();
    upstream.answer((request, response) => {
      if (request.method === 'POST') return answers.anthropic()(request, response);
      const data = ['claude-haiku-4-5', 'claude-sonnet-4-5'].map((id) => ({ id, object: 'model' }));
      return answers.json(200, { object: 'list', data })(request, response);
    });
    const { apiKey } = await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, {
      name: 'small',
      models: ['claude-haiku-*', 'gpt-5-mini'],
    });

    expect((await ask(apiKey, { model: 'claude-haiku-4-5' })).status).toBe(200);
    const refused = await ask(apiKey);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      type: 'error',
      error: {
        type: 'permission_error',
        message: expect.stringContaining('claude-sonnet-4-5'),
      },
    });
    const openai = await ask(apiKey, { model: 'gpt-5' }, '/v1/chat/completions');
    expect(openai.status).toBe(403);
    expect(await openai.json()).toMatchObject({
      error: {
        type: 'permission_error',
        param: 'model',
        message: expect.stringContaining('gpt-5'),
      },
    });

    const models = await fetch(`${gateway.proxyUrl}/v1/models`, {
      headers: { 'x-api-key': apiKey },
    });
    expect(((await models.json()) as any).data.map(({ id }: any) => id)).toEqual([
      'claude-haiku-4-5',
    ]);
  });

  it('refuse other endpoints', async () => {
    const tenant = await aTenant();
    const { apiKey } = await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, {
      name: 'claude code',
      endpoints: ['messages'],
    });

    expect((await ask(apiKey)).status).toBe(200);
    expect((await ask(apiKey, {}, '/v1/messages/count_tokens')).status).toBe(200);
    expect((await ask(apiKey, {}, '/v1/chat/completions')).status).toBe(403);
    const wrong = await gateway.admin('POST', `/api/tenants/${tenant.id}/keys`, {
      name: 'x',
      endpoints: ['everything'],
    });
    expect(wrong.status).toBe(400);
  });

  it('settings fall back from the key to the tenant to the global value, and show their origin', async () => {
    const tenant = await aTenant();
    const keyPath = `/api/tenants/${tenant.id}/keys`;
    const key = await gateway.must('POST', keyPath, { name: 'quiet' });
    const settings = `${keyPath}/${key.id}/settings`;
    const origin = async () =>
      (await gateway.must('GET', settings)).settings.revealRouteToTenants as object;
    const reveals = async () => (await ask(key.apiKey)).headers.get('x-proxy-account') !== null;

    expect(await origin()).toEqual({ value: true, origin: 'default' });
    await gateway.must('PUT', `/api/tenants/${tenant.id}/settings`, {
      revealRouteToTenants: false,
    });
    expect(await origin()).toEqual({ value: false, origin: 'tenant' });
    expect(await reveals()).toBe(false);
    await gateway.must('PATCH', settings, { revealRouteToTenants: true });
    expect(await origin()).toEqual({ value: true, origin: 'key' });
    expect(await reveals()).toBe(true);
    await gateway.must('PUT', settings, {});
    expect(await origin()).toEqual({ value: false, origin: 'tenant' });
  });
});

describe('secrets', () => {
  it('of keys are nowhere in the data directory, and survive a rotation of the account key', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'codegate-keys-'));
    const alone = await startGateway({ dataDir });
    await addAccount(alone, upstream);
    const tenant = await alone.must('POST', '/api/tenants', { name: 'Team' });
    const { apiKey } = await alone.must('POST', `/api/tenants/${tenant.id}/keys`, { name: 'CI' });
    await alone.must('POST', '/api/settings/encryption/rotate-account-key');
    const headers = { 'x-api-key': apiKey };
    expect((await call(alone, '/v1/messages', aMessage(), headers)).status).toBe(200);
    expect(await alone.must('GET', '/api/settings/encryption')).toMatchObject({
      decryptErrors: 0,
    });
    await alone.stop();

    expect(await storedText(dataDir)).not.toContain(apiKey);
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('multiTenancy', () => {
  it('on or off warns when keys stop working, and never opens the proxy (A3)', async () => {
    const alone = await startGateway();
    await addAccount(alone, upstream);
    const { proxyApiKey } = await alone.must('POST', '/api/settings/regenerate-proxy-key');
    const set = async (multiTenancy: boolean) =>
      (await alone.must('PUT', '/api/settings', { multiTenancy })).warnings as string[];
    const statusOf = async (key: string) =>
      (await call(alone, '/v1/messages', aMessage(), { 'x-api-key': key })).status;
    const withoutKey = async () => (await call(alone, '/v1/messages', aMessage())).status;

    expect((await set(true)).join(' ')).toContain(proxyApiKey.slice(0, 8));
    expect(await statusOf(proxyApiKey)).toBe(401);
    const tenant = await alone.must('POST', '/api/tenants', { name: 'Team' });
    expect(await statusOf(tenant.apiKey)).toBe(200);

    expect((await set(false)).join(' ')).toContain('again');
    expect(await statusOf(tenant.apiKey)).toBe(200);
    expect(await statusOf(proxyApiKey)).toBe(200);
    expect(await withoutKey()).toBe(401);

    await alone.must('PUT', '/api/settings', { multiTenancy: true, proxyApiKey: null });
    await alone.must('DELETE', `/api/tenants/${tenant.id}`);
    expect(await withoutKey()).toBe(401);
    await set(false);
    expect(await withoutKey()).toBe(401);

    // Opening the proxy needs an explicit change, and the response says what it does.
    const { warnings } = await alone.must('PUT', '/api/settings', { proxyApiKey: null });
    expect(warnings.join(' ')).toContain('without one');
    expect(await withoutKey()).toBe(200);
    await alone.stop();
  });
});
