import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import {
  addAccount,
  addConfig,
  addTenant,
  aMessage,
  call,
  eventually,
  readRest,
  readUntil,
} from './support/setup.js';
import { anthropicEvents, answers, startUpstream, type Upstream } from './support/upstream.js';

/** Shared by all tests; each has its own upstreams, accounts and tenant. */
let gateway: Gateway;
let first: Upstream;
let second: Upstream;
let firstId: string;
let tenant: Awaited<ReturnType<typeof addTenant>>;

beforeAll(async () => {
  gateway = await startGateway({
    env: { UPSTREAM_FIRST_BYTE_TIMEOUT_MS: '700', UPSTREAM_IDLE_TIMEOUT_MS: '700' },
  });
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  [first, second] = [await startUpstream(), await startUpstream()];
  firstId = (await addAccount(gateway, first, { name: 'first' })).id;
  const { id: secondId } = await addAccount(gateway, second, { name: 'second' });
  tenant = await addTenant(gateway, [firstId, secondId]);
});
afterEach(async () => {
  await Promise.all([first.stop(), second.stop()]);
});

const ask = (more: object = {}, path = '/v1/messages') =>
  call(gateway, path, aMessage(more), tenant.headers);
const anthropicError = (type: string, message = 'no') => ({
  type: 'error',
  error: { type, message },
});
const health = (id: string) => gateway.must('GET', `/api/accounts/${id}/health`);

describe('another account is tried', () => {
  it.each([
    [429, anthropicError('rate_limit_error'), 'rate_limited'],
    [500, anthropicError('api_error'), 'server_error'],
    [502, '<html>bad gateway</html>', 'server_error'],
    [503, '', 'overloaded'],
    [529, anthropicError('overloaded_error'), 'overloaded'],
    [401, anthropicError('authentication_error'), 'unauthenticated'],
    [402, anthropicError('billing_error'), 'quota_exhausted'],
    [403, anthropicError('permission_error'), 'forbidden'],
    [404, anthropicError('not_found_error', 'model: claude-sonnet-4-5'), 'model_not_found'],
    [
      400,
      anthropicError('invalid_request_error', 'Your credit balance is too low'),
      'quota_exhausted',
    ],
  ] as const)(
    'on %s, and the failed one is in cooldown with the reason (B14)',
    async (status, body, reason) => {
      first.answer(answers.json(status, body));

      const response = await ask();

      expect(response.status).toBe(200);
      expect(response.headers.get('x-proxy-account')).toBe('second');
      expect(response.headers.get('x-proxy-strategy')).toBe('priority+failover');
      const { cooldowns } = await health(firstId);
      expect(cooldowns).toMatchObject([{ reason }]);
      const untilMs = Date.parse(cooldowns[0].until) - Date.now();
      expect(untilMs).toBeGreaterThan(10_000);
      expect(untilMs).toBeLessThanOrEqual(15_000);
    },
  );

  it('on a connection that is reset', async () => {
    first.answer(answers.reset());

    expect((await ask()).status).toBe(200);
    expect((await health(firstId)).cooldowns).toMatchObject([{ reason: 'connection_error' }]);
  });

  it('on silence before the first byte', async () => {
    first.answer(answers.hang());

    expect((await ask()).status).toBe(200);
    expect((await health(firstId)).cooldowns).toMatchObject([{ reason: 'timeout' }]);
  });

  it('on an error that comes as the first event of a stream', async () => {
    first.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`event: error\ndata: ${JSON.stringify(anthropicError('overloaded_error'))}\n\n`);
    });

    const response = await ask({ stream: true });

    expect(await response.text()).toContain('message_stop');
    expect((await health(firstId)).cooldowns).toMatchObject([{ reason: 'overloaded' }]);
  });

  it('on an error inside a body with status 200', async () => {
    first.answer(answers.json(200, { base_resp: { status_code: 1002, status_msg: 'rate limit' } }));

    expect((await ask()).status).toBe(200);
    expect((await health(firstId)).cooldowns).toMatchObject([{ reason: 'rate_limited' }]);
  });

  it('on a stream that ends without any event', async () => {
    first.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end();
    });

    const response = await ask({ stream: true });
    expect(await response.text()).toContain('message_stop');
  });
});

describe('no other account is tried', () => {
  it('when the request is wrong', async () => {
    first.answer(answers.json(400, anthropicError('invalid_request_error', 'messages: required')));

    const response = await ask();

    expect(response.status).toBe(400);
    expect(second.requests).toHaveLength(0);
    expect((await health(firstId)).cooldowns).toEqual([]);
  });

  it('after the first byte: a cut stream ends with an error event, never as a success', async () => {
    const events = anthropicEvents('one two three');
    let cut = (): void => undefined;
    first.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events.slice(0, 5).join('') + 'event: content_bl');
      cut = () => void response.destroy();
    });

    const reader = (await ask({ stream: true })).body!.getReader();
    const beginning = await readUntil(reader, events[4]!);
    cut();
    const text = beginning + (await readRest(reader));

    expect(second.requests).toHaveLength(0);
    expect(text.startsWith(events.slice(0, 5).join(''))).toBe(true);
    expect(text).toMatch(/event: error\ndata: \{"type":"error","error":\{"type":"api_error"/);
    expect(text).not.toContain('message_stop');
    expect(text).not.toContain('content_bl\n');
  });

  it('when a stream stops sending: the idle timeout ends it with an error event', async () => {
    first.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(anthropicEvents('one').slice(0, 4).join(''));
    });

    const response = await ask({ stream: true });

    expect(await response.text()).toContain('"type":"timeout_error"');
  });

  it('when failover is switched off', async () => {
    await gateway.must('PUT', `/api/tenants/${tenant.id}/settings`, {
      autoSwitchOnRateLimit: false,
    });
    first.answer(answers.json(429, anthropicError('rate_limit_error'), { 'retry-after': '7' }));

    const response = await ask();

    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(second.requests).toHaveLength(0);
  });
});

describe('cooldowns', () => {
  it('keep a failed account out of the next requests', async () => {
    first.answer(answers.json(500, {}));
    await ask();
    await ask();

    expect(first.requests).toHaveLength(1);
    expect(second.requests).toHaveLength(2);
  });

  it('honour Retry-After and cap it at 300 s', async () => {
    first.answer(answers.json(429, {}, { 'retry-after': '86400' }));
    await ask();

    const [{ until }] = (await health(firstId)).cooldowns;
    const cooldownMs = Date.parse(until) - Date.now();
    expect(cooldownMs).toBeGreaterThan(290_000);
    expect(cooldownMs).toBeLessThanOrEqual(300_000);
  });

  it('end after the time the provider asked for, and a success resets the account', async () => {
    first.answer(answers.json(429, {}, { 'retry-after': '1' }));
    await ask();
    first.answer(answers.anthropic());

    await eventually(
      async () => (await ask()).headers.get('x-proxy-account'),
      (name) => name === 'first',
    );

    const account = await eventually(
      () => gateway.must('GET', `/api/accounts/${firstId}`),
      ({ status }) => status === 'active',
    );
    expect(account.lastError).toBeNull();
  });

  it('all accounts in a cooldown of our own estimate: the one that ends first is tried (B12)', async () => {
    first.answer(answers.json(500, {}));
    second.answer(answers.json(500, {}));
    await ask();
    first.answer(answers.anthropic());

    const response = await ask();

    expect(response.status).toBe(200);
    expect(response.headers.get('x-proxy-account')).toBe('first');
  });

  it('all accounts in a cooldown their providers asked for: 429 with the earliest end', async () => {
    first.answer(answers.json(429, {}, { 'retry-after': '60' }));
    second.answer(answers.json(429, {}, { 'retry-after': '9' }));
    const failed = await ask();
    expect(failed.status).toBe(429);
    expect(failed.headers.get('retry-after')).toBe('9');

    const waiting = await ask();
    expect(waiting.status).toBe(429);
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThanOrEqual(8);
    expect([first.requests.length, second.requests.length]).toEqual([1, 1]);
  });
});

describe('when every account fails', () => {
  it('a refused account key is not reported as an authentication error of the caller', async () => {
    for (const upstream of [first, second]) {
      upstream.answer(
        answers.json(401, anthropicError('authentication_error', 'invalid x-api-key')),
      );
    }

    const response = await ask();

    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ error: { type: 'api_error' } });
  });

  it.each([
    ['/v1/messages', 529, 'overloaded_error'],
    ['/v1/chat/completions', 503, 'server_error'],
  ])('the error of %s says overloaded', async (path, status, type) => {
    for (const upstream of [first, second]) upstream.answer(answers.json(529, 'busy'));

    const response = await ask({}, path);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { type } });
  });

  it('the error shows no internal addresses or keys', async () => {
    for (const upstream of [first, second]) upstream.answer(answers.reset());

    const text = await (await ask()).text();

    expect(text).toContain('could not be reached');
    expect(text).not.toMatch(/127\.0\.0\.1|upstream-secret/);
  });
});

describe('changes on 9211 are in force on 9212 immediately', () => {
  it('for accounts, configs and model limits', async () => {
    const alone = await startGateway();
    const firstAccount = await addAccount(alone, first, { name: 'first' });
    const secondAccount = await addAccount(alone, second, { name: 'second' });
    await addConfig(alone, [firstAccount.id, secondAccount.id]);
    const asked = () => call(alone, '/v1/messages', aMessage());
    expect((await asked()).headers.get('x-proxy-account')).toBe('first');

    await alone.must('POST', `/api/accounts/${firstAccount.id}/toggle`);
    expect((await asked()).headers.get('x-proxy-account')).toBe('second');

    await alone.must('PUT', '/api/settings/model-limits/claude-opus-4-8', { maxOutputTokens: 50 });
    await addConfig(alone, [], {
      tiers: [{ tier: 'sonnet', accountId: secondAccount.id, targetModel: 'claude-opus-4-8' }],
    });
    await asked();
    expect(JSON.parse(second.requests.at(-1)!.body)).toMatchObject({
      model: 'claude-opus-4-8',
      max_tokens: 50,
    });

    await alone.must('DELETE', `/api/accounts/${secondAccount.id}`);
    expect((await asked()).status).toBe(529);
    await alone.stop();
  });
});
