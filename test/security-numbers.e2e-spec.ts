import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addTenant, aMessage, call, eventually } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

/** Numbers that callers, providers and admins send cannot poison a counter. */
let gateway: Gateway;
let upstream: Upstream;

const model = 'claude-sonnet-4-5';
beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
  await gateway.must('PUT', `/api/settings/prices/${model}`, { input: 1, output: 10 });
});
afterAll(async () => {
  expect(await gateway.stop()).toBe(0);
  await upstream.stop();
});

const raw = (members: string) =>
  `{"model":"${model}","messages":[{"role":"user","content":"hi"}],${members}}`;
const error = async (response: Response) =>
  ((await response.json()) as { error: Record<string, unknown> }).error;

describe('H3: a number of a caller', () => {
  it.each(['1e400', '-1e400', '"1000"', '1.5'])(
    'max_tokens %s is refused by name and does not poison a lenient budget',
    async (value) => {
      upstream.answer(answers.anthropic());
      const account = await addAccount(gateway, upstream, { monthlyBudget: 100 });
      const [one, other] = [
        await addTenant(gateway, [account.id]),
        await addTenant(gateway, [account.id]),
      ];

      const chat = await call(
        gateway,
        '/v1/chat/completions',
        raw(`"max_tokens":${value}`),
        one.headers,
      );
      expect(chat.status).toBe(400);
      expect(await error(chat)).toMatchObject({
        type: 'invalid_request_error',
        param: 'max_tokens',
        message: 'max_tokens: must be a whole number',
      });
      const messages = await call(
        gateway,
        '/v1/messages',
        raw(`"max_tokens":${value}`),
        one.headers,
      );
      expect(messages.status).toBe(400);
      expect(await error(messages)).toMatchObject({ type: 'invalid_request_error' });
      const responses = await call(
        gateway,
        '/v1/responses',
        `{"model":"${model}","input":"hi","max_output_tokens":${value}}`,
        one.headers,
      );
      expect(await error(responses)).toMatchObject({ param: 'max_output_tokens' });

      expect((await call(gateway, '/v1/messages', aMessage(), other.headers)).status).toBe(200);
    },
  );

  it('max_tokens 1e300 reserves a bounded amount and returns all of it', async () => {
    upstream.answer(answers.anthropic());
    const account = await addAccount(gateway, upstream, { monthlyBudget: 100 });
    const { headers } = await addTenant(gateway, [account.id]);
    for (const tokens of ['1e300', '9007199254740993', '-1', '0']) {
      const response = await call(gateway, '/v1/messages', raw(`"max_tokens":${tokens}`), headers);
      expect(response.status).toBe(200);
    }
    const ordinary = await Promise.all(
      Array.from({ length: 3 }, () => call(gateway, '/v1/messages', aMessage(), headers)),
    );

    expect(ordinary.some(({ status }) => status === 200)).toBe(true);
    expect((await call(gateway, '/v1/messages', aMessage(), headers)).status).toBe(200);
  });
});

describe('H3: a number of a provider', () => {
  it.each(['1e400', '1e300', '-5', '"12"', '0.5', 'null', '[]'])(
    'usage of %s neither fails the call nor uses up a budget',
    async (value) => {
      const account = await addAccount(gateway, upstream);
      const { id, headers } = await addTenant(gateway, [account.id]);
      const budget = await gateway.must('POST', '/api/budgets', {
        scope: 'tenant',
        subjectId: id,
        period: 'total',
        limitUsd: 10,
      });
      const body = `{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn","usage":{"input_tokens":${value},"output_tokens":${value},"cache_read_input_tokens":${value}}}`;
      upstream.answer(answers.json(200, body));

      for (let i = 0; i < 2; i += 1) {
        const response = await call(gateway, '/v1/messages', aMessage(), headers);
        expect(response.status).toBe(200);
        expect(await response.text()).toBe(body);
      }
      const { spentUsd, reservedUsd } = await gateway.must('GET', `/api/budgets/${budget.id}`);
      expect(spentUsd).toBeGreaterThanOrEqual(0);
      expect(spentUsd).toBeLessThan(1);
      expect(reservedUsd).toBe(0);
    },
  );

  it.each([
    ['retry-after', '1e300'],
    ['retry-after', '-1'],
    ['retry-after', 'NaN'],
    ['retry-after-ms', '9007199254740993'],
    ['retry-after', 'Fri, 31 Dec 9999 23:59:59 GMT'],
  ])('%s: %s leaves an account out for minutes at most', async (name, value) => {
    upstream.answer(answers.json(429, { error: { message: 'slow down' } }, { [name]: value }));
    const account = await addAccount(gateway, upstream);
    const { headers } = await addTenant(gateway, [account.id]);

    const response = await call(gateway, '/v1/messages', aMessage(), headers);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after') ?? 1)).toBeLessThanOrEqual(300);
    const { cooldowns } = await gateway.must('GET', `/api/accounts/${account.id}/health`);
    for (const { until } of cooldowns as { until: string }[]) {
      expect(Date.parse(until) - Date.now()).toBeLessThanOrEqual(300_000);
    }
  });
});

describe('L12: what a request may cost', () => {
  it.each(['"1000"', '1.5', '0', '-1', '1001', 'true'])('n %s is refused by name', async (n) => {
    const account = await addAccount(gateway, upstream);
    const { headers } = await addTenant(gateway, [account.id]);
    const response = await call(gateway, '/v1/chat/completions', raw(`"n":${n}`), headers);

    expect(response.status).toBe(400);
    expect(await error(response)).toMatchObject({ param: 'n' });
  });

  it('a call without stream that is cancelled costs the output it allows', async () => {
    const account = await addAccount(gateway, upstream);
    const { id, headers } = await addTenant(gateway, [account.id]);
    const budget = await gateway.must('POST', '/api/budgets', {
      scope: 'tenant',
      subjectId: id,
      period: 'total',
      limitUsd: 1,
    });
    upstream.answer(answers.hang());
    const seen = upstream.requests.length;
    const abort = new AbortController();
    const body = aMessage({ max_tokens: 30_000 });
    const cancelled = call(gateway, '/v1/messages', body, headers, abort.signal);
    await eventually(
      () => Promise.resolve(upstream.requests.length),
      (count) => count > seen,
    );
    abort.abort();
    await expect(cancelled).rejects.toThrow();

    const { spentUsd } = await eventually(
      () => gateway.must('GET', `/api/budgets/${budget.id}`),
      ({ reservedUsd }) => reservedUsd === 0,
    );
    expect(spentUsd).toBeGreaterThanOrEqual(0.3);
    expect(spentUsd).toBeLessThan(0.31);
  });
});

describe('H3: a number of an admin', () => {
  it.each([
    ['GET', '/api/accounts?limit=NaN', undefined],
    ['GET', '/api/accounts?limit=1e400', undefined],
    ['GET', '/api/accounts?limit=-1', undefined],
    ['GET', '/api/usage?limit=1.5', undefined],
    [
      'POST',
      '/api/accounts',
      '{"name":"a","provider":"custom","apiKey":"k","tokenExpiresAt":9e15}',
    ],
    ['POST', '/api/accounts', '{"name":"a","provider":"custom","apiKey":"k","priority":1e400}'],
    [
      'POST',
      '/api/accounts',
      '{"name":"a","provider":"custom","apiKey":"k","monthlyBudget":1e400}',
    ],
    ['POST', '/api/tenants', '{"name":"a","rateLimit":1e400}'],
    ['POST', '/api/tenants', '{"name":"a","tokensPerMinute":0.5}'],
    ['POST', '/api/tenants', '{"name":"a","maxConcurrent":"5"}'],
    ['PUT', '/api/settings/prices/m', '{"input":1e400,"output":1}'],
    ['PUT', '/api/settings/prices/m', '{"input":-1,"output":1}'],
    ['PUT', '/api/settings', '{"logRetentionDays":1e400}'],
    ['GET', '/api/audit/verify?seq=1e400', undefined],
  ])('%s %s %s is refused', async (method, path, body) => {
    const response = await fetch(gateway.adminUrl + path, {
      method,
      headers: {
        authorization: 'Bearer test-admin-token-0123456789',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });

    expect({ status: response.status, text: await response.text() }).toMatchObject({ status: 400 });
  });
});
