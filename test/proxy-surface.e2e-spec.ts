import { request as httpRequest } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

const site = 'https://chat.example.com';

let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({ env: { CORS_ORIGINS: site, PROXY_API_KEY: 'proxy-key-1' } });
  await addAccount(gateway, upstream);
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.answer(answers.anthropic());
  upstream.requests.length = 0;
});

const withKey = { 'x-api-key': 'proxy-key-1' };

/** fetch removes doubled slashes at the start of a path, this does not. */
async function post(path: string, body: object): Promise<number | undefined> {
  const { hostname, port } = new URL(gateway.proxyUrl);
  return await new Promise((resolve, reject) => {
    const sent = httpRequest(
      { hostname, port, path, method: 'POST', headers: withKey },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      },
    );
    sent.once('error', reject).end(JSON.stringify(body));
  });
}

describe('paths as clients join them', () => {
  it.each([
    '//v1/messages',
    '/v1/messages/',
    '/v1//messages?beta=true',
    '/v1/v1/messages',
    '/messages',
  ])('serves %s', async (path) => {
    expect(await post(path, aMessage())).toBe(200);
    expect(upstream.requests[0]?.url.split('?')[0]).toBe('/v1/messages');
  });

  it('serves /v1/messages/count_tokens/', async () => {
    upstream.answer(answers.json(200, { input_tokens: 7 }));

    expect(await post('/v1/messages/count_tokens/', aMessage())).toBe(200);
  });
});

describe('a whole endpoint as base URL', () => {
  it.each(['/v1/chat/completions', '/chat/completions/', '/v1/responses'])(
    'is understood: %s',
    async (path) => {
      const { id } = (await gateway.must('POST', '/api/accounts', {
        name: `endpoint ${path}`,
        provider: 'custom',
        apiKey: 'upstream-secret-key',
        baseUrl: upstream.url + path,
      })) as { id: string };

      upstream.answer(answers.json(200, { data: [{ id: 'model-b' }] }));
      const result = await gateway.must('POST', `/api/accounts/${id}/test`);

      expect(result).toMatchObject({ success: true });
      expect(upstream.requests[0]?.url).toBe('/v1/models');
      await gateway.must('DELETE', `/api/accounts/${id}`);
    },
  );
});

describe('Responses API', () => {
  it('passes a compaction on, and counts its tokens', async () => {
    const output = [{ type: 'compaction', encrypted_content: 'opaque' }];
    const usage = { input_tokens: 5, output_tokens: 1, total_tokens: 6 };
    upstream.answer(answers.json(200, { id: 'r', object: 'response.compaction', output, usage }));
    const body = { model: 'gpt-5.5', input: [{ role: 'user', content: 'hi' }] };
    const response = await call(gateway, '/v1/responses/compact', body, withKey);

    expect(await response.json()).toMatchObject({ output });
    expect(upstream.requests[0]?.url).toBe('/v1/responses/compact');
    const read = () => gateway.must('GET', '/api/usage?groupBy=model&model=gpt-5.5');
    const { totals } = await eventually(read, (usage) => usage.totals.requests === 1);
    expect(totals).toMatchObject({ inputTokens: 5, outputTokens: 1 });
  });

  it('counts input tokens at the upstream, and estimates them where it cannot', async () => {
    const body = { model: 'gpt-5.5', input: 'hello there' };
    const count = async () =>
      (await call(gateway, '/v1/responses/input_tokens', body, withKey)).json();
    upstream.answer(answers.json(200, { object: 'response.input_tokens', input_tokens: 70 }));
    expect(await count()).toEqual({ object: 'response.input_tokens', input_tokens: 70 });

    upstream.answer(answers.json(404, { detail: 'Not Found' }));
    const { input_tokens: estimate } = (await count()) as { input_tokens: number };

    expect(estimate).toBeGreaterThan(1);
    expect(estimate).toBeLessThan(20);
  });
});

describe('the model list of Codex', () => {
  it('has the entries of ChatGPT plans as they are listed there', async () => {
    const list = async (query: string) =>
      (await fetch(`${gateway.proxyUrl}/v1/models${query}`, { headers: withKey })).json();
    upstream.answer(answers.json(200, { data: [{ id: 'model-b' }] }));
    expect(await list('?client_version=0.171.0')).toEqual({ models: [] });

    const entry = { slug: 'gpt-5.5', display_name: 'GPT-5.5', visibility: 'list', shell_type: 'x' };
    upstream.answer(answers.json(200, { models: [entry] }));
    const { id } = (await gateway.must('POST', '/api/accounts', {
      name: 'plan',
      provider: 'codex',
      authType: 'oauth',
      apiKey: 'access-token',
      baseUrl: `${upstream.url}/backend-api/codex`,
    })) as { id: string };
    expect(await list('?client_version=0.171.0')).toEqual({ models: [entry] });
    expect(await list('')).toMatchObject({ object: 'list' });
    await gateway.must('DELETE', `/api/accounts/${id}`);
  });
});

describe('web pages', () => {
  const preflight = async (origin: string) =>
    await fetch(`${gateway.proxyUrl}/v1/messages`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-api-key,anthropic-version,content-type',
      },
    });

  it('of an allowed origin may send requests and read responses, errors included', async () => {
    const asked = await preflight(site);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(site);
    expect(asked.headers.get('access-control-allow-headers')).toBe(
      'x-api-key,anthropic-version,content-type',
    );
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();

    for (const headers of [{ ...withKey, origin: site }, { origin: site }]) {
      const response = await call(gateway, '/v1/messages', aMessage(), headers);
      expect(response.status).toBe('x-api-key' in headers ? 200 : 401);
      expect(response.headers.get('access-control-allow-origin')).toBe(site);
      expect(response.headers.get('vary')).toContain('Origin');
    }
    const models = await fetch(`${gateway.proxyUrl}/v1/models`, {
      headers: { ...withKey, origin: site },
    });
    expect(models.headers.get('access-control-allow-origin')).toBe(site);
  });

  it.each(['https://evil.example', `${site}.evil.example`, 'null'])(
    'of %s may not',
    async (origin) => {
      const asked = await preflight(origin);
      expect(asked.status).toBe(403);
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();

      const response = await call(gateway, '/v1/messages', aMessage(), { ...withKey, origin });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});
