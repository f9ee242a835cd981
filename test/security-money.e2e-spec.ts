import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addTenant, call } from './support/setup.js';
import { answers, startUpstream, type Handler, type Upstream } from './support/upstream.js';

/** What is learned from the texts of others, and what a caller may do with the company's money. */
let gateway: Gateway;
let upstream: Upstream;
let accountIds: string[];

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  upstream = await startUpstream(answers.chat());
  accountIds = [(await addAccount(gateway, upstream)).id];
});
afterEach(() => upstream.stop());

const aChat = (overrides: object = {}) => ({
  model: 'gpt-5',
  messages: [{ role: 'user', content: 'hi' }],
  ...overrides,
});
const sent = () => upstream.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('H2: fields that an upstream refuses', () => {
  /** A server with OpenAI's wording that knows no fields but these and needs `messages`. */
  const strict =
    (...known: string[]): Handler =>
    (request, response) => {
      const json = JSON.parse(request.body) as Record<string, unknown>;
      const refuse = (message: string) => {
        const body = { error: { message, type: 'invalid_request_error' } };
        return answers.json(400, body)(request, response);
      };
      const unknown = Object.keys(json).find((field) => !known.includes(field));
      if (unknown !== undefined) return refuse(`Unknown parameter: '${unknown}'.`);
      if (!json.messages) return refuse("Missing required parameter: 'messages'.");
      return answers.chat()(request, response);
    };

  it('H2: a field name with the words of an error in it changes nothing for other tenants', async () => {
    upstream.answer(strict('model', 'messages', 'max_completion_tokens'));
    const [a, b] = [await addTenant(gateway, accountIds), await addTenant(gateway, accountIds)];
    const names = [
      "messages use 'zzz' instead",
      "messages'. Use 'zzz' instead. '",
      "max_completion_tokens'. x",
      'max_completion_tokens: Extra inputs are not permitted',
    ];
    for (const name of names) {
      const refused = await call(gateway, '/v1/chat/completions', aChat({ [name]: 1 }), a.headers);
      expect(refused.status).toBe(400);
    }
    const body = aChat({ max_completion_tokens: 7 });
    const answered = await call(gateway, '/v1/chat/completions', body, b.headers);

    expect(answered.status).toBe(200);
    expect(sent().at(-1)).toEqual(body);
    expect((await gateway.must('GET', '/api/capabilities/refused')).items).toEqual([]);
  });

  it('H2: a refused field is left out for the tenant that met it, and for all after a second one', async () => {
    upstream.answer(strict('model', 'messages'));
    const tenants = await Promise.all([1, 2, 3].map(() => addTenant(gateway, accountIds)));
    const ask = async (index: number) => {
      const { headers } = tenants[index]!;
      const { status } = await call(gateway, '/v1/chat/completions', aChat({ seed: 1 }), headers);
      expect(status).toBe(200);
      return upstream.requests.splice(0).length;
    };
    expect(await ask(0)).toBe(2);
    expect(await ask(0)).toBe(1);
    const about = { field: 'seed', tenantId: tenants[0]!.id, expiresAt: expect.any(String) };
    expect((await gateway.must('GET', '/api/capabilities/refused')).items).toMatchObject([
      { ...about, scope: 'tenant' },
    ]);
    expect(await ask(1)).toBe(2);
    expect(await ask(2)).toBe(1);
    expect((await gateway.must('GET', '/api/capabilities/refused')).items).toMatchObject([
      { ...about, scope: 'all' },
    ]);

    await gateway.must('DELETE', '/api/capabilities/refused');
    expect(await ask(2)).toBe(2);
    await gateway.must('DELETE', '/api/capabilities/refused');
  });

  it('H2: nothing is remembered of a request that is refused all the same', async () => {
    upstream.answer(strict('model', 'messages'));
    const a = await addTenant(gateway, accountIds);
    const body = aChat({ seed: 1, tools: [] });
    expect((await call(gateway, '/v1/chat/completions', body, a.headers)).status).toBe(400);

    expect((await gateway.must('GET', '/api/capabilities/refused')).items).toEqual([]);
  });
});

describe('L5: failures that requests of one tenant cause', () => {
  const opus = { model: 'claude-opus-4-6' };
  const haiku = { model: 'claude-haiku-4-5' };
  /** Answers requests for opus with the error, all others well. */
  const failingForOpus =
    (status: number, message: string, headers = {}): Handler =>
    (request, response) =>
      request.body.includes('opus')
        ? answers.json(status, { error: { message } }, headers)(request, response)
        : answers.chat()(request, response);

  it.each([
    ['a limit of another model', 429, 'slow down', { 'retry-after': '60' }],
    ['an overload of another model', 529, 'busy', { 'retry-after': '60' }],
    ['a request that makes the provider fail', 500, 'oops', { 'retry-after': '60' }],
    ['content that the provider forbids', 403, 'flagged', { 'retry-after': '60' }],
    ['the words of an exhausted account', 400, "Unknown parameter: 'insufficient credit'.", {}],
    ['the words of a missing model', 400, "Unknown parameter: 'unknown model'.", {}],
  ])('L5: %s stops no other tenant', async (_, status, message, headers) => {
    upstream.answer(failingForOpus(status, message, headers));
    const [a, b] = [await addTenant(gateway, accountIds), await addTenant(gateway, accountIds)];
    const ask = (body: object, tenant: typeof a) =>
      call(gateway, '/v1/chat/completions', aChat(body), tenant.headers);
    expect((await ask(opus, a)).status).toBeGreaterThanOrEqual(400);

    expect((await ask(haiku, b)).status).toBe(200);
    const { cooldowns } = await gateway.must('GET', `/api/accounts/${accountIds[0]}/health`);
    expect(cooldowns.filter(({ scope }: { scope: string }) => scope === 'account')).toEqual([]);
  });
});

describe('H5: a key that is limited to some models', () => {
  const targets = {
    opus: 'claude-opus-4-6',
    sonnet: 'claude-sonnet-4-6',
    haiku: 'claude-haiku-4-5',
  };
  /** A key for the patterns, in a tenant whose config names a target for each of the tiers. */
  const aKey = async (models: string[], tiers: Record<string, string> = targets) => {
    const tenant = await addTenant(gateway, accountIds);
    const config = await gateway.must('POST', '/api/configs', {
      name: `targets ${Math.random()}`,
      routingStrategy: 'priority',
      tiers: Object.entries(tiers).map(([tier, targetModel]) => ({
        tier,
        accountId: accountIds[0],
        priority: 1,
        targetModel,
      })),
    });
    await gateway.must('PATCH', `/api/tenants/${tenant.id}`, { configId: config.id });
    const key = await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, { name: 'k', models });
    return { 'x-api-key': key.apiKey as string };
  };
  const ask = (model: string, headers: Record<string, string>) =>
    call(gateway, '/v1/chat/completions', aChat({ model }), headers);

  it.each([
    'claude-haiku-4-5-opus',
    'claude-haiku-x-sonnet',
    'claude-haiku-4-5-pro',
    'claude-haiku-/claude-opus-4-6',
    'claude-haiku-4-5-anthropic.claude-opus-4-6',
  ])('H5: does not reach a dearer tier with the name %s', async (model) => {
    const { status } = await ask(model, await aKey(['claude-haiku-*']));

    const models = sent().map((body) => body.model);
    expect([status, models]).toEqual(
      status === 200 ? [200, [targets.haiku]] : [expect.any(Number), []],
    );
  });

  it('H5: gets what the config sets for its tier, whatever its name', async () => {
    const headers = await aKey(['claude-opus-*'], { ...targets, opus: 'glm-4.6' });
    expect((await ask('claude-opus-4-6', headers)).status).toBe(200);
    expect((await ask('claude-haiku-4-5', headers)).status).toBe(403);

    expect(sent().map((body) => body.model)).toEqual(['glm-4.6']);
  });

  it('H5: does not get the dear model of another tier where its own has no account', async () => {
    const headers = await aKey(['claude-haiku-*'], { opus: targets.opus });

    const refused = await ask('claude-haiku-4-5', headers);
    expect(refused.status).toBe(403);
    expect(sent()).toEqual([]);
  });

  it.each(['gpt-5\u200b', 'gpt-5\u0000', '\u202egpt-5', 'gpt\u00ad-5'])(
    'H5: refuses the name %j with invisible characters',
    async (model) => {
      const tenant = await addTenant(gateway, accountIds);
      expect((await ask(model, tenant.headers)).status).toBe(400);
      expect(sent()).toEqual([]);
    },
  );
});

describe('H6: a text that looks like a file', () => {
  const english = 'The gateway reads a long text of ordinary words. '.repeat(18_000);
  const disguised = `${'A'.repeat(256)} ${english}`;
  const ask = (content: string, headers: Record<string, string>) =>
    call(
      gateway,
      '/v1/messages',
      { model: 'claude-opus-4-6', max_tokens: 1, messages: [{ role: 'user', content }] },
      headers,
    );

  it('H6: does not pass a strict budget', async () => {
    upstream.answer(answers.anthropic());
    const { id, headers } = await addTenant(gateway, accountIds);
    const budget = { scope: 'tenant', subjectId: id, period: 'daily', limitUsd: 0.05 };
    await gateway.must('POST', '/api/budgets', { ...budget, enforcement: 'strict' });

    expect((await ask(english, headers)).status).toBe(402);
    expect((await ask(disguised, headers)).status).toBe(402);
    expect((await ask('hi', headers)).status).toBe(200);
    expect(upstream.requests).toHaveLength(1);
  });

  it('H6: does not pass a limit of tokens per minute at the same time as another one', async () => {
    upstream.answer(async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await answers.anthropic()(request, response);
    });
    const { id, headers } = await addTenant(gateway, accountIds);
    await gateway.must('PATCH', `/api/tenants/${id}`, { tokensPerMinute: 20_000 });
    const all = await Promise.all(Array.from({ length: 8 }, () => ask(disguised, headers)));

    expect(all.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });
});

describe('M19: a dearer service tier', () => {
  const usage = { prompt_tokens: 1_000, completion_tokens: 1_000, total_tokens: 2_000 };
  const standardUsd = 0.01125;
  const answering =
    (more: object): Handler =>
    (request, response) =>
      answers.json(200, {
        id: 'c',
        object: 'chat.completion',
        model: 'gpt-5',
        choices: [
          { index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' },
        ],
        usage,
        ...more,
      })(request, response);

  it.each([
    ['standard', {}, {}, 1],
    ['asked for', { service_tier: 'priority' }, {}, 2],
    ['stated in the response', {}, { service_tier: 'priority' }, 2],
    ['asked for and not given', { service_tier: 'priority' }, { service_tier: 'default' }, 1],
    ['asked for, and cheaper', { service_tier: 'flex' }, { service_tier: 'flex' }, 0.5],
    ['asked for, cheaper, and not stated', { service_tier: 'flex' }, {}, 1],
  ])('M19: costs what it is: %s', async (_, asked, stated, factor) => {
    upstream.answer(answering(stated));
    const { id, headers } = await addTenant(gateway, accountIds);
    const response = await call(gateway, '/v1/chat/completions', aChat(asked), headers);
    expect(response.status).toBe(200);

    const { totals } = await gateway.must('GET', `/api/usage?tenant=${id}`);
    expect(totals.costUsd).toBeCloseTo(standardUsd * factor, 6);
  });

  it('M19: is reserved by a strict budget', async () => {
    const { id, headers } = await addTenant(gateway, accountIds);
    const budget = { scope: 'tenant', subjectId: id, period: 'daily', limitUsd: 0.015 };
    await gateway.must('POST', '/api/budgets', { ...budget, enforcement: 'strict' });
    const ask = (more: object) => {
      const body = aChat({ max_completion_tokens: 1_000, ...more });
      return call(gateway, '/v1/chat/completions', body, headers);
    };

    expect((await ask({ service_tier: 'priority' })).status).toBe(429);
    expect((await ask({ n: 2 })).status).toBe(429);
    expect((await ask({})).status).toBe(200);
  });
});
