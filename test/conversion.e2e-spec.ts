import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addConfig, aMessage, call } from './support/setup.js';
import { answers, startUpstream, type Handler, type Upstream } from './support/upstream.js';

let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
});
afterAll(async () => {
  await Promise.all([gateway.stop(), upstream.stop()]);
});
beforeEach(async () => {
  upstream.requests.length = 0;
  upstream.answer(answers.chat());
  await gateway.must('DELETE', '/api/capabilities/refused');
});

/** Routes every request to an account that speaks only these formats. */
async function only(dialects: string[], more: object = {}): Promise<string> {
  const { id } = await addAccount(gateway, upstream, { dialects, ...more });
  await addConfig(gateway, [id]);
  return id;
}
const sent = (index = -1) => JSON.parse(upstream.requests.at(index)!.body) as Record<string, any>;

describe('what an upstream refuses', () => {
  it('is removed, the request is sent again, and the field is listed and removed from then on', async () => {
    await only(['messages']);
    const refuse: Handler = (request, response) => {
      if (request.body.includes('context_management')) {
        const message = 'context_management: Extra inputs are not permitted';
        const error = { type: 'invalid_request_error', message };
        void answers.json(400, { type: 'error', error })(request, response);
      } else void answers.anthropic()(request, response);
    };
    upstream.answer(refuse);
    const body =
      '{"a":1.0,"context_management":{"edits":[]},"model":"m-1","max_tokens":5,"messages":[]}';

    expect((await call(gateway, '/v1/messages', body)).status).toBe(200);
    expect(upstream.requests.map(({ body: each }) => each)).toEqual([
      body,
      '{"a":1.0,"model":"m-1","max_tokens":5,"messages":[]}',
    ]);
    await call(gateway, '/v1/messages', body);
    expect(upstream.requests).toHaveLength(3);

    const { items } = await gateway.must('GET', '/api/capabilities/refused');
    expect(items).toMatchObject([
      { model: 'm-1', field: 'context_management', applied: 1, provider: 'custom' },
    ]);
  });

  it('is renamed when the error of the upstream names the new field', async () => {
    await only(['chat']);
    upstream.answer((request, response) => {
      const handler = request.body.includes('"max_tokens"')
        ? answers.json(400, {
            error: {
              message:
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            },
          })
        : answers.chat();
      void handler(request, response);
    });

    const ask = { model: 'm-2', max_tokens: 9, messages: [] };
    expect((await call(gateway, '/v1/chat/completions', ask)).status).toBe(200);
    expect(sent()).toMatchObject({ max_completion_tokens: 9 });
  });

  it('a signature of another provider: the request is sent again without thinking, and nothing is remembered', async () => {
    await only(['messages']);
    upstream.answer((request, response) => {
      const error = {
        type: 'invalid_request_error',
        message: 'messages.1.content.0: Invalid `signature` in `thinking` block',
      };
      const handler = request.body.includes('EqRkOther')
        ? answers.json(400, { type: 'error', error })
        : answers.anthropic();
      void handler(request, response);
    });
    const thinking = { type: 'thinking', thinking: 't', signature: 'EqRkOther' };
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: [thinking, { type: 'text', text: 'b' }] },
      { role: 'user', content: 'c' },
    ];

    expect((await call(gateway, '/v1/messages', aMessage({ messages }))).status).toBe(200);
    expect(sent().messages[1].content).toEqual([{ type: 'text', text: 'b' }]);
    expect((await gateway.must('GET', '/api/capabilities/refused')).total).toBe(0);
  });

  it('sends a request no more than a few times', async () => {
    await only(['messages']);
    let field = 0;
    upstream.answer((request, response) => {
      const message = `f${(field += 1)}: Extra inputs are not permitted`;
      const error = { type: 'invalid_request_error', message };
      void answers.json(400, { type: 'error', error })(request, response);
    });

    const body = aMessage({ f1: 1, f2: 1, f3: 1, f4: 1, f5: 1 });
    expect((await call(gateway, '/v1/messages', body)).status).toBe(400);
    expect(upstream.requests).toHaveLength(4);
  });
});

describe('counting tokens', () => {
  it('is estimated for accounts that cannot count, without a request to a provider', async () => {
    await only(['chat']);
    const answer = await call(gateway, '/v1/messages/count_tokens', {
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'word '.repeat(1000) }],
    });

    const { input_tokens: tokens } = (await answer.json()) as { input_tokens: number };
    expect(tokens).toBeGreaterThan(950);
    expect(tokens).toBeLessThan(1_100);
    expect(upstream.requests).toHaveLength(0);
  });

  it.each([404, 429, 500])(
    'is estimated when the upstream answers %s, and no account rests',
    async (status) => {
      const id = await only(['messages']);
      upstream.answer(answers.json(status, {}));

      const answer = await call(gateway, '/v1/messages/count_tokens', aMessage());

      expect(answer.status).toBe(200);
      expect((await gateway.must('GET', `/api/accounts/${id}/health`)).cooldowns).toEqual([]);
    },
  );
});

describe('what real clients need', () => {
  it('stream: false on an upstream that only streams (Codex backend)', async () => {
    const { id } = await addAccount(gateway, upstream, {
      provider: 'codex',
      authType: 'oauth',
      dialects: undefined,
      externalAccountId: 'acct_1',
    });
    await addConfig(gateway, [id]);
    upstream.answer((_request, response) => {
      const event = (data: { type: string }) =>
        `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
      const item = {
        type: 'message',
        id: 'msg_1',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'Hi', annotations: [] }],
      };
      const usage = { input_tokens: 3, output_tokens: 1, total_tokens: 4 };
      // The real one sends no content type.
      response.end(
        event({ type: 'response.created', response: { id: 'resp_1' } } as never) +
          event({ type: 'response.output_item.done', output_index: 0, item } as never) +
          event({
            type: 'response.completed',
            response: { id: 'resp_1', status: 'completed', output: [], usage },
          } as never),
      );
    });

    const answer = await call(gateway, '/v1/chat/completions', {
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'x' }],
      temperature: 0.5,
      max_tokens: 10,
    });

    expect(await answer.json()).toMatchObject({
      choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 1 },
    });
    expect(sent()).toMatchObject({ stream: true, store: false });
    expect(sent()).not.toHaveProperty('temperature');
    expect(sent()).not.toHaveProperty('max_output_tokens');
    expect(upstream.requests.at(-1)?.headers['chatgpt-account-id']).toBe('acct_1');
  });

  it('a stored conversation is refused with the error that makes the SDK send the history again', async () => {
    await only(['chat']);
    const answer = await call(gateway, '/v1/messages', aMessage({ thread: { type: 'create' } }));

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { details: { error_code: 'thread_unsupported_request', unsupported: ['thread'] } },
    });
  });

  it('a conversation that is too long is reported so that the agent compacts it', async () => {
    await only(['chat']);
    const message = "This model's maximum context length is 128000 tokens.";
    upstream.answer(answers.json(400, { error: { message, code: 'context_length_exceeded' } }));
    const claude = await call(gateway, '/v1/messages', aMessage());
    expect(claude.status).toBe(400);
    expect(await claude.json()).toMatchObject({
      error: { type: 'invalid_request_error', message: `prompt is too long: ${message}` },
    });

    await only(['messages']);
    const words = 'prompt is too long: 210000 tokens > 200000 maximum';
    const error = { type: 'invalid_request_error', message: words };
    upstream.answer(answers.json(400, { type: 'error', error }));
    const openai = await call(gateway, '/v1/chat/completions', aMessage());
    expect(await openai.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
  });

  it('a body compressed with zstd', async () => {
    await only(['responses']);
    upstream.answer(answers.json(200, { id: 'resp_1', output: [], error: null }));
    // {"model":"m","input":"hello"} compressed by the zstd command.
    const body = Buffer.from('KLUv/QRY6QAAeyJtb2RlbCI6Im0iLCJpbnB1dCI6ImhlbGxvIn38Qu2D', 'base64');
    const response = await fetch(`${gateway.proxyUrl}/v1/responses`, {
      method: 'POST',
      headers: { 'content-encoding': 'zstd', 'content-type': 'application/json' },
      body,
    });

    expect(response.status).toBe(200);
    expect(sent()).toEqual({ model: 'm', input: 'hello' });
  });

  it('what cannot be said elsewhere is a clear 400 that names the field', async () => {
    await only(['chat']);
    const answer = await call(gateway, '/v1/responses', {
      model: 'm',
      input: 'x',
      previous_response_id: 'resp_0',
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { param: 'previous_response_id' } });
  });
});

describe('the preview', () => {
  it('shows the exact request and everything that was changed', async () => {
    const accountId = await only(['chat']);
    const request = aMessage({ top_k: 5, system: 'be brief', metadata: { user_id: 'u' } });
    const shown = await gateway.must('POST', '/api/convert/preview', {
      endpoint: 'messages',
      accountId,
      targetModel: 'other-model',
      request,
    });

    expect(shown).toMatchObject({ dialect: 'chat', passThrough: false });
    expect(shown.url).toBe(`${upstream.url}/v1/chat/completions`);
    expect(shown.body).toMatchObject({ model: 'other-model', max_tokens: 100 });
    expect(shown.changes.map(({ path }: { path: string }) => path)).toContain('metadata.user_id');
    expect(JSON.stringify(shown)).not.toContain('upstream-secret');
    expect(upstream.requests).toHaveLength(0);

    await call(gateway, '/v1/messages', { ...request, model: 'other-model' });
    expect(sent()).toEqual(shown.body);
  });

  it('names what is wrong with the query', async () => {
    const bad = await gateway.admin('POST', '/api/convert/preview', { endpoint: 'x', request: {} });

    expect(bad.status).toBe(400);
    expect(bad.body.errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['endpoint', 'accountId']),
    );
  });
});

describe('capabilities', () => {
  it('show the source and the date of every value', async () => {
    const id = await only(['messages', 'chat']);
    upstream.answer(answers.json(200, { data: [{ id: 'claude-opus-5', max_input_tokens: 7777 }] }));
    await fetch(`${gateway.proxyUrl}/v1/models`);
    await gateway.must('PUT', '/api/settings/model-limits/claude-opus-5', { maxOutputTokens: 99 });

    const shown = await gateway.must(
      'GET',
      `/api/capabilities?model=claude-opus-5&accountId=${id}`,
    );
    const value = (wanted: string) =>
      shown.values.find(({ name }: { name: string }) => name === wanted);

    expect(value('contextTokens')).toMatchObject({ value: 7777, source: 'provider' });
    expect(Date.parse(value('contextTokens').asOf)).toBeGreaterThan(Date.now() - 60_000);
    expect(value('maxOutputTokens')).toMatchObject({ value: 99, source: 'admin' });
    expect(value('thinking')).toMatchObject({ source: 'table', asOf: expect.any(String) });
    expect(shown.price).toMatchObject({ inputPerMillion: 5, outputPerMillion: 25 });
    await gateway.must('DELETE', '/api/settings/model-limits/claude-opus-5');
  });

  it('of an unknown model are defaults with an unknown price', async () => {
    const shown = await gateway.must('GET', '/api/capabilities?model=unknown-model');

    expect(shown).toMatchObject({ isKnown: false, price: { inputPerMillion: null } });
    expect(shown.values[0]).toMatchObject({ source: 'default' });
  });
});
