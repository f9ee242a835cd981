import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway, type GatewayOptions } from './support/gateway.js';
import { addAccount, addConfig, aMessage, call } from './support/setup.js';
import { startUpstream, type Upstream } from './support/upstream.js';

let upstream: Upstream;
let gateway: Gateway;

beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());
afterEach(() => gateway.stop());

async function start(options: GatewayOptions = {}): Promise<void> {
  gateway = await startGateway(options);
  await addAccount(gateway, upstream);
}

const status = async (headers: Record<string, string> = {}) =>
  (await call(gateway, '/v1/messages', aMessage(), headers)).status;
const aTenant = (name = 'Team', more: object = {}) =>
  gateway.must('POST', '/api/tenants', { name, ...more }) as Promise<{
    id: string;
    apiKey: string;
  }>;

describe('without any key configured', () => {
  it('clients on this machine are served with any key', async () => {
    await start();

    expect(await status()).toBe(200);
    expect(await status({ 'x-api-key': 'sk-whatever' })).toBe(200);
  });

  it('web pages and requests passed on by another server are not', async () => {
    await start();

    expect(await status({ origin: 'https://evil.example' })).toBe(401);
    expect(await status({ 'x-forwarded-for': '203.0.113.9' })).toBe(401);
  });
});

describe('the global key', () => {
  it('from the environment is required from every caller', async () => {
    await start({ env: { PROXY_API_KEY: 'global-proxy-key' } });

    expect(await status()).toBe(401);
    expect(await status({ 'x-api-key': 'wrong-proxy-key!' })).toBe(401);
    expect(await status({ 'x-api-key': 'global-proxy-key' })).toBe(200);
    expect(await status({ authorization: 'bearer global-proxy-key' })).toBe(200);
  });

  it('created by the admin is in force immediately, and invalid after it is replaced (A2)', async () => {
    await start();
    const { proxyApiKey } = await gateway.must('POST', '/api/settings/regenerate-proxy-key');
    expect(await status()).toBe(401);
    expect(await status({ 'x-api-key': proxyApiKey })).toBe(200);

    await gateway.must('POST', '/api/settings/regenerate-proxy-key');
    expect(await status({ 'x-api-key': proxyApiKey })).toBe(401);
  });

  it('a refusal asks clients not to retry', async () => {
    await start({ env: { PROXY_API_KEY: 'global-proxy-key' } });
    const anthropic = await call(gateway, '/v1/messages', aMessage());
    expect(anthropic.headers.get('x-should-retry')).toBe('false');
    expect(await anthropic.json()).toMatchObject({ error: { type: 'authentication_error' } });

    const openai = await call(gateway, '/v1/chat/completions', aMessage());
    expect(openai.status).toBe(401);
    expect(await openai.json()).toMatchObject({ error: { code: 'invalid_api_key' } });
    expect((await fetch(`${gateway.proxyUrl}/v1/models`)).status).toBe(401);
  });
});

describe('tenants', () => {
  it('a key works immediately; rotated, disabled or deleted it is refused immediately (A18)', async () => {
    await start();
    const tenant = await aTenant();
    const key = (value: string) => status({ 'x-api-key': value });
    expect(await key(tenant.apiKey)).toBe(200);
    expect(await status()).toBe(401);

    const rotated = await gateway.must('POST', `/api/tenants/${tenant.id}/rotate-key`);
    expect(await key(tenant.apiKey)).toBe(401);
    expect(await key(rotated.apiKey)).toBe(200);

    await gateway.must('PATCH', `/api/tenants/${tenant.id}`, { enabled: false });
    expect(await key(rotated.apiKey)).toBe(401);
    await gateway.must('PATCH', `/api/tenants/${tenant.id}`, { enabled: true });
    expect(await key(rotated.apiKey)).toBe(200);
    await aTenant('Another');
    await gateway.must('DELETE', `/api/tenants/${tenant.id}`);
    expect(await key(rotated.apiKey)).toBe(401);
  });

  it('deleting the last tenant does not open a proxy that needs a tenant key (A3)', async () => {
    await start();
    await gateway.must('PUT', '/api/settings', { multiTenancy: true });
    const tenant = await aTenant();
    await gateway.must('DELETE', `/api/tenants/${tenant.id}`);

    expect(await status()).toBe(401);
  });

  it('use their own config, limit and settings', async () => {
    await start();
    const other = await startUpstream();
    const { id } = await addAccount(gateway, other, { name: 'other' });
    const config = await gateway.must('POST', '/api/configs', {
      name: 'own',
      tiers: [{ tier: 'sonnet', accountId: id }],
    });
    const { id: mainId } = (await gateway.must('GET', '/api/accounts')).items.find(
      ({ name }: { name: string }) => name === 'main',
    );
    await addConfig(gateway, [mainId]);
    const tenant = await aTenant('Own', { configId: config.id, rateLimit: 2 });
    const headers = { 'x-api-key': tenant.apiKey };

    const answer = await call(gateway, '/v1/messages', aMessage(), headers);
    expect(answer.headers.get('x-proxy-account')).toBe('other');
    expect(answer.headers.get('x-proxy-tenant')).toBe('Own');
    await gateway.must('PUT', `/api/tenants/${tenant.id}/settings`, {
      revealRouteToTenants: false,
    });
    const hidden = await call(gateway, '/v1/messages', aMessage(), headers);
    expect(hidden.headers.get('x-proxy-account')).toBeNull();

    const limited = await call(gateway, '/v1/messages', aMessage(), headers);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await limited.json()).toMatchObject({ error: { type: 'rate_limit_error' } });
    await other.stop();
  });

  it('with a name that is not ASCII do not break the answer', async () => {
    await start();
    const tenant = await aTenant('Ünïcödé 名前');
    const answer = await call(gateway, '/v1/messages', aMessage(), { 'x-api-key': tenant.apiKey });

    expect(answer.status).toBe(200);
    expect(decodeURIComponent(answer.headers.get('x-proxy-tenant')!)).toBe('Ünïcödé 名前');
  });
});
