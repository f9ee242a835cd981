import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

/** Requests to accounts that speak the client's own format, but serve another model or take less. */
let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.answer(answers.anthropic());
  upstream.requests.length = 0;
});

/** The key of a tenant whose only account serves every tier with this model. */
async function keyFor(account: Record<string, unknown>, targetModel: string) {
  const name = `account ${Math.random()}`;
  const { id: accountId } = await addAccount(gateway, upstream, { name, ...account });
  const tiers = ['opus', 'sonnet', 'haiku'].map((tier) => ({ tier, accountId, targetModel }));
  const { id: configId } = await gateway.must('POST', '/api/configs', { name, tiers });
  const { id, apiKey } = await gateway.must('POST', '/api/tenants', { name, configId });
  return { id: id as string, headers: { 'x-api-key': apiKey as string } };
}

const lastBody = () => JSON.parse(upstream.requests.at(-1)!.body) as Record<string, unknown>;

describe('a request for a new Claude at an older one', () => {
  it('is changed only where the older one would refuse it', async () => {
    const { headers } = await keyFor(
      { provider: 'anthropic', dialects: undefined },
      'claude-sonnet-4-5',
    );
    const body =
      '{"model":"claude-opus-5", "max_tokens":128000,"unknown":1.50,"thinking":{"type":"adaptive"},' +
      '"messages":[{"role":"user","content":"hi"},{"role":"system","content":"be brief"}]}';
    const response = await call(gateway, '/v1/messages', body, headers);

    expect(response.status).toBe(200);
    const sent = upstream.requests[0]!.body;
    expect(sent).toContain('{"model":"claude-sonnet-4-5", "max_tokens":64000,"unknown":1.50,');
    expect(sent).toContain('be brief');
    expect(sent).not.toContain('"role":"system"');
    expect(lastBody()).toMatchObject({ thinking: { type: 'enabled' } });
  });
});

describe('half of a surrogate pair', () => {
  it('is replaced, and all other bytes stay', async () => {
    const { headers } = await keyFor({}, 'claude-sonnet-4-5');
    const body = (text: string) =>
      `{ "model":"claude-sonnet-4-5","max_tokens":1e1,"messages":[{"role":"user","content":"${text} \\ud83d\\ude00 \\\\ud83d"}]}`;

    expect((await call(gateway, '/v1/messages', body('cut \\ud83d here'), headers)).status).toBe(
      200,
    );
    expect(upstream.requests[0]?.body).toBe(body('cut \\ufffd here'));
  });
});

describe('the model named in responses', () => {
  it.each([false, true])('is the one the client asked for (stream: %s)', async (stream) => {
    const { headers, id } = await keyFor({}, 'glm-5.1');
    const ask = async () =>
      await (await call(gateway, '/v1/messages', aMessage({ stream }), headers)).text();

    const named = await ask();
    expect(lastBody().model).toBe('glm-5.1');
    expect(named).toContain('"model":"claude-sonnet-4-5"');
    expect(named).not.toContain('glm-5.1');

    await gateway.must('PATCH', `/api/tenants/${id}/settings`, { showRequestedModel: false });
    expect(await ask()).toContain('"model":"glm-5.1"');
  });

  it('is that of the provider in converted responses, too, when the tenant wants it', async () => {
    const { headers, id } = await keyFor({ dialects: ['chat'] }, 'glm-5.1');
    upstream.answer(answers.chat());
    await gateway.must('PATCH', `/api/tenants/${id}/settings`, { showRequestedModel: false });

    const response = await call(gateway, '/v1/messages', aMessage(), headers);
    expect(await response.json()).toMatchObject({ model: 'glm-5.1' });
  });

  it('is asked for in every chunk of a Chat stream', async () => {
    const { headers } = await keyFor({}, 'glm-5.1');
    upstream.answer(answers.chat());
    const body = { model: 'gpt-5', stream: true, messages: [{ role: 'user', content: 'hi' }] };
    const text = await (await call(gateway, '/v1/chat/completions', body, headers)).text();

    expect(text.match(/"model":"gpt-5"/g)?.length).toBeGreaterThan(2);
    expect(text).not.toContain('glm-5.1');
  });
});

describe('a ChatGPT plan', () => {
  const plan = { provider: 'codex', authType: 'oauth', apiKey: 'token', dialects: undefined };
  const events = (...list: Record<string, unknown>[]) =>
    list.map((data) => `event: ${String(data.type)}\ndata: ${JSON.stringify(data)}\n\n`).join('');
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text: 'Hello', annotations: [] }],
  };
  const usage = { input_tokens: 3, output_tokens: 1, total_tokens: 4 };
  const stream = events(
    {
      type: 'response.created',
      response: { id: 'r', object: 'response', model: 'gpt-5.5', output: [] },
    },
    { type: 'response.output_item.done', output_index: 0, item: message },
    {
      type: 'response.completed',
      response: {
        id: 'r',
        object: 'response',
        status: 'completed',
        model: 'gpt-5.5',
        output: [message],
        usage,
      },
    },
  );

  it('serves a plain Responses client, whose request it would refuse', async () => {
    const { headers } = await keyFor(plan, 'gpt-5.5');
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(stream);
    });
    const body = {
      model: 'gpt-5',
      input: 'hi',
      store: true,
      temperature: 0.2,
      max_output_tokens: 9,
    };
    const response = await call(gateway, '/v1/responses', body, headers);

    expect(await response.json()).toMatchObject({
      object: 'response',
      model: 'gpt-5',
      output: [{ type: 'message', content: message.content }],
    });
    expect(lastBody()).toMatchObject({ stream: true, store: false, instructions: '' });
    expect(Object.keys(lastBody())).not.toEqual(expect.arrayContaining(['temperature']));
    expect(lastBody()).not.toHaveProperty('max_output_tokens');
  });

  it('gets the header of a model only with requests for that model', async () => {
    const { headers } = await keyFor(plan, 'gpt-5.5');
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(stream);
    });
    const lite = {
      ...headers,
      'x-openai-internal-codex-responses-lite': 'true',
      originator: 'codex',
    };
    const ask = (model: string) =>
      call(
        gateway,
        '/v1/responses',
        {
          model,
          stream: true,
          store: false,
          instructions: 'x',
          input: [{ role: 'user', content: 'hi' }],
        },
        lite,
      );

    await (await ask('gpt-5.6-sol')).text();
    await (await ask('gpt-5.5')).text();

    const [other, same] = upstream.requests.map((one) => one.headers);
    expect(other).not.toHaveProperty('x-openai-internal-codex-responses-lite');
    expect(other).toMatchObject({ originator: 'codex' });
    expect(same).toMatchObject({ 'x-openai-internal-codex-responses-lite': 'true' });
  });
});
