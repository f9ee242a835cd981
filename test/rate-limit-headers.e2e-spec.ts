import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { answers, anthropicEvents, startUpstream, type Upstream } from './support/upstream.js';

/** Shared by all tests; each has its own tenant. */
let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
  await addAccount(gateway, upstream);
});
afterAll(() => Promise.all([gateway.stop(), upstream.stop()]));
beforeEach(() => {
  upstream.answer(answers.anthropic());
  upstream.requests.length = 0;
});

const aTenant = async (limits: object) =>
  (await gateway.must('POST', '/api/tenants', { name: `Team ${Math.random()}`, ...limits })) as {
    id: string;
    apiKey: string;
  };
const ask = (key: string, path = '/v1/messages', more: object = {}, signal?: AbortSignal) =>
  call(gateway, path, aMessage(more), { 'x-api-key': key }, signal);

describe('rate-limit headers', () => {
  it("are Anthropic's on responses and refusals of /v1/messages", async () => {
    const { apiKey } = await aTenant({ rateLimit: 2, tokensPerMinute: 10_000 });
    const first = await ask(apiKey, '/v1/messages', { stream: true });
    expect(first.status).toBe(200);
    await first.text();
    const header = (answer: Response, name: string) =>
      answer.headers.get(`anthropic-ratelimit-${name}`);
    expect(header(first, 'requests-limit')).toBe('2');
    expect(header(first, 'requests-remaining')).toBe('1');
    const resetInMs = Date.parse(header(first, 'requests-reset')!) - Date.now();
    expect(resetInMs).toBeGreaterThan(50_000);
    expect(resetInMs).toBeLessThan(62_000);
    expect(header(first, 'tokens-limit')).toBe('10000');

    const second = await ask(apiKey);
    // 12 + 5 tokens of the first request count, not what had been reserved for it.
    const remaining = Number(header(second, 'tokens-remaining'));
    expect(remaining).toBeGreaterThan(9_700);
    expect(remaining).toBeLessThan(9_983);

    const refused = await ask(apiKey);
    expect(refused.status).toBe(429);
    expect(header(refused, 'requests-remaining')).toBe('0');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await refused.json()).toMatchObject({ error: { type: 'rate_limit_error' } });
  });

  it.each(['/v1/chat/completions', '/v1/responses'])("are OpenAI's on %s", async (path) => {
    upstream.answer(answers.chat());
    const { apiKey } = await aTenant({ rateLimit: 1 });
    const answer = await ask(apiKey, path, { input: 'hi' });
    expect(answer.headers.get('x-ratelimit-limit-requests')).toBe('1');
    expect(answer.headers.get('x-ratelimit-remaining-requests')).toBe('0');
    expect(answer.headers.get('x-ratelimit-reset-requests')).toMatch(/^\d+s$/);

    const refused = await ask(apiKey, path, { input: 'hi' });
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: { code: 'rate_limit_exceeded' } });
  });

  it('are not there without limits', async () => {
    const { apiKey } = await aTenant({});
    const { headers } = await ask(apiKey);

    expect([...headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([]);
  });
});

describe('limits of a tenant and of its keys', () => {
  it('500 concurrent requests with a limit of 10 per minute: 10 are admitted', async () => {
    const tenant = await aTenant({ rateLimit: 10 });
    const key = await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, { name: 'CI' });
    const all = await Promise.all(
      Array.from({ length: 500 }, (_, i) => ask(i % 2 === 0 ? tenant.apiKey : key.apiKey)),
    );

    expect(all.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(490);
    expect(upstream.requests).toHaveLength(10);
  });

  it('a key has its own limit within the tenant', async () => {
    const tenant = await aTenant({ rateLimit: 100 });
    const key = await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, {
      name: 'CI',
      rateLimit: 1,
    });
    expect((await ask(key.apiKey)).status).toBe(200);
    const refused = await ask(key.apiKey);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('anthropic-ratelimit-requests-limit')).toBe('1');
    expect((await ask(tenant.apiKey)).status).toBe(200);
  });

  it('slots are taken while a response runs, and released however it ends', async () => {
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(anthropicEvents('a b').slice(0, 4).join(''));
    });
    const { apiKey } = await aTenant({ maxConcurrent: 10 });
    const controllers = Array.from({ length: 100 }, () => new AbortController());
    const all = await Promise.all(
      controllers.map(({ signal }) => ask(apiKey, '/v1/messages', { stream: true }, signal)),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = all.find(({ status }) => status === 429);
    expect(await refused!.json()).toMatchObject({
      error: { message: expect.stringContaining('10 requests at once') },
    });

    for (const controller of controllers) controller.abort();
    upstream.answer(answers.anthropic());
    await eventually(
      async () => (await ask(apiKey)).status,
      (status) => status === 200,
    );
    const again = await Promise.all(Array.from({ length: 10 }, () => ask(apiKey)));
    expect(again.filter(({ status }) => status === 200)).toHaveLength(10);
  });

  it('tokens per minute are reserved before a request leaves, so that concurrent requests do not exceed the limit', async () => {
    const hold: (() => void)[] = [];
    upstream.answer((request, response) => {
      hold.push(() => void answers.anthropic()(request, response));
    });
    const { apiKey } = await aTenant({ tokensPerMinute: 1_500 });
    const pending = Array.from({ length: 50 }, () => ask(apiKey));
    let refused = 0;
    const statuses = pending.map(async (response) => {
      const { status } = await response;
      if (status !== 200) refused += 1;
      return status;
    });
    await eventually(
      () => Promise.resolve(hold.length + refused),
      (count) => count === 50,
    );
    // Up to 100 tokens of output and some 40 of input each.
    expect(hold.length).toBeGreaterThan(5);
    expect(hold.length).toBeLessThanOrEqual(15);
    for (const release of hold) release();
    expect((await Promise.all(statuses)).filter((status) => status === 200)).toHaveLength(
      hold.length,
    );
  });
});
