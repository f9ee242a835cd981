import { describe, expect, it } from '@jest/globals';

import { ApiError } from './api-error.js';
import { createClient } from './client.js';

type Answer = { status?: number; headers?: Record<string, string> };
type Sent = { url: string; init: RequestInit };

function clientThatGets(response: Response) {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: 'http://gateway/',
    token: 'cga_1',
    fetch: (url, init) => {
      sent.push({ url: url as string, init: init! });
      return Promise.resolve(response);
    },
  });
  return { client, sent };
}

const json = (body: unknown, { headers, ...init }: Answer = {}) =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });

describe('createClient', () => {
  it('sends path, query and token', async () => {
    const { client, sent } = clientThatGets(json({ items: [], total: 0 }));

    await client.tenantKeys.list({ path: { id: 'a/b %' }, query: { limit: 5 } });

    expect(sent[0]?.url).toBe('http://gateway/api/tenants/a%2Fb%20%25/keys?limit=5');
    expect(sent[0]?.init).toMatchObject({
      method: 'GET',
      headers: { authorization: 'Bearer cga_1', 'x-codegate-csrf': '1' },
    });
  });

  it('sends a body as JSON', async () => {
    const { client, sent } = clientThatGets(json({ id: '1' }, { status: 201 }));
    const body = { name: 'Work key', provider: 'anthropic', apiKey: 'sk-1' } as const;

    await expect(client.accounts.create({ body })).resolves.toEqual({ id: '1' });

    expect(sent[0]?.init).toMatchObject({
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  });

  it('answers undefined where there is no content', async () => {
    const { client } = clientThatGets(new Response(null, { status: 204 }));

    await expect(client.accounts.delete({ path: { id: '1' } })).resolves.toBeUndefined();
  });

  it('gives exports as they arrive', async () => {
    const { client } = clientThatGets(
      new Response('a,b', { headers: { 'content-type': 'text/csv' } }),
    );

    const answer = await client.audit.export({ query: { format: 'csv' } });

    await expect(answer.text()).resolves.toBe('a,b');
  });

  it.each(['', '.', '..'])('refuses %j as part of a path', (id) => {
    const { client, sent } = clientThatGets(json({}));

    expect(() => client.logs.get({ path: { id } })).toThrow(TypeError);
    expect(sent).toEqual([]);
  });

  it('rejects with the problem', async () => {
    const problem = {
      type: 'urn:codegate:problem:invalid_request',
      title: 'The request is not valid',
      status: 400,
      detail: 'name must not be empty',
      code: 'invalid_request',
      errors: [{ field: 'name', message: 'name must not be empty' }],
    };
    const { client } = clientThatGets(
      json(problem, { status: 400, headers: { 'x-request-id': 'req_1', 'retry-after': '7' } }),
    );

    const error: unknown = await client.accounts.list().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      message: 'name must not be empty',
      status: 400,
      code: 'invalid_request',
      errors: problem.errors,
      requestId: 'req_1',
      retryAfterSeconds: 7,
    });
  });

  it.each(['<html>Bad gateway</html>', 'null', ''])(
    'rejects with the status of %j',
    async (page) => {
      const { client } = clientThatGets(new Response(page, { status: 502 }));

      await expect(client.accounts.list()).rejects.toMatchObject({
        status: 502,
        code: 'unknown',
        message: 'HTTP 502',
        requestId: null,
      });
    },
  );
});
