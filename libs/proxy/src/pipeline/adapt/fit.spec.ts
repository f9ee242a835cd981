import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '@codegate/kernel';
import { editJson, formatOf, generateEndpointOf, type Dialect } from '@codegate/protocol';
import { providers, type ProviderId } from '@codegate/providers';

import type { DecodedRequest } from '../decode/decoded-request.js';
import type { AdaptInput } from './adapt-input.js';
import { fit, takesBody } from './fit.js';

const hi = { role: 'user', content: 'hi' };
const deps = { liveModels: { overlayOf: () => undefined } } as never;

/** What an account gets for a body of its own wire format. */
function sent(dialect: Dialect, provider: ProviderId, body: JsonObject, targetModel = body.model) {
  const request = { json: body, model: body.model, outputLimits: [] } as unknown as DecodedRequest;
  const input = {
    request,
    call: { endpoint: generateEndpointOf(dialect).name, dialect, receivedAtMs: 0 },
    snapshot: { outputLimits: new Map() },
    caller: { tenant: null },
    internalRequest: formatOf(dialect).request.read(body),
  } as unknown as AdaptInput;
  const account = { id: 'a', definition: providers[provider] } as never;
  const {
    edits,
    changes,
    body: fitted,
  } = fit(input, { account, targetModel: targetModel as string }, deps);
  const bytes = editJson(Buffer.from(JSON.stringify(body)), edits);
  expect(JSON.parse(bytes.toString())).toEqual(fitted);
  return { edits, body: fitted, changes, isWrittenAnew: !takesBody(input, account) };
}

const claudeCode = {
  model: 'claude-opus-5-5',
  max_tokens: 128_000,
  thinking: { type: 'adaptive' },
  output_config: { effort: 'xhigh' },
  metadata: { user_id: 'u' },
  unknown_field: { digits: 1 },
  system: [{ type: 'text', text: 's', cache_control: { type: 'ephemeral', ttl: '1h' } }],
  tools: [
    { name: 'Read', description: 'd', input_schema: { type: 'object' }, defer_loading: true },
  ],
  messages: [
    hi,
    { role: 'assistant', content: 'yes?' },
    hi,
    { role: 'system', content: 'be brief' },
  ],
};

describe('a Messages request for another Claude', () => {
  it('older: the budget, effort, output limit and place of system messages it takes', () => {
    const { body, edits } = sent('messages', 'anthropic', claudeCode, 'claude-sonnet-4-5');

    expect(Object.keys(edits).sort()).toEqual([
      'max_tokens',
      'messages',
      'output_config',
      'thinking',
    ]);
    expect(body).toMatchObject({
      max_tokens: 64_000,
      thinking: { type: 'enabled' },
    });
    expect((body.thinking as { budget_tokens: number }).budget_tokens).toBeLessThan(64_000);
    expect(JSON.stringify(body.messages)).not.toContain('"system"');
    expect(JSON.stringify(body.messages)).toContain('be brief');
  });

  it.each([
    ['claude-3-5-haiku', { max_tokens: 8_192 }],
    ['claude-opus-4-1', { max_tokens: 32_000 }],
    ['claude-sonnet-4-6', { thinking: { type: 'adaptive' }, output_config: { effort: 'max' } }],
  ])('%s', (model, expected) => {
    expect(sent('messages', 'anthropic', claudeCode, model).body).toMatchObject(expected);
  });

  it('newer: a budget becomes adaptive thinking, and sampling and prefill go', () => {
    const old = {
      model: 'claude-sonnet-4-5',
      max_tokens: 10_000,
      temperature: 1,
      top_k: 5,
      thinking: { type: 'enabled', budget_tokens: 5_000 },
      messages: [hi],
    };
    const { body, changes } = sent('messages', 'anthropic', old, 'claude-opus-5-5');

    expect(body.thinking).toEqual({ type: 'adaptive' });
    expect(body).not.toHaveProperty('temperature');
    expect(body).not.toHaveProperty('top_k');
    expect(changes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['temperature', 'top_k']),
    );
    const prefilled = {
      ...old,
      thinking: undefined,
      messages: [hi, { role: 'assistant', content: '{' }],
    };
    const { messages } = sent('messages', 'anthropic', prefilled, 'claude-opus-5').body;
    expect((messages as { role: string }[]).at(-1)?.role).toBe('user');
  });

  it('that takes the same keeps every byte', () => {
    expect(sent('messages', 'anthropic', claudeCode).edits).toEqual({});
    expect(sent('messages', 'anthropic', claudeCode, 'claude-opus-5').edits).toEqual({});
    expect(sent('messages', 'openrouter', claudeCode).edits).toEqual({});
    expect(sent('messages', 'custom', claudeCode, 'my-own-model').edits).toEqual({});
  });
});

describe('a Messages request to other vendors', () => {
  it.each([
    ['glm', 'glm-5.1'],
    ['deepseek', 'deepseek-v4-pro'],
    ['minimax', 'MiniMax-M3'],
  ] as const)('%s gets no message with role system', (provider, model) => {
    const { body } = sent('messages', provider, claudeCode, model);

    expect(JSON.stringify(body.messages)).not.toContain('"system"');
    expect(JSON.stringify(body.messages)).toContain('be brief');
    expect(body.tools).toEqual(claudeCode.tools);
  });
});

describe('a Chat request', () => {
  const chat = { model: 'gpt-5', messages: [{ role: 'developer', content: 'be brief' }, hi] };

  it.each([
    ['deepseek', 'deepseek-v4-pro'],
    ['glm', 'glm-5.1'],
    ['cerebras', 'gpt-oss-120b'],
    ['minimax', 'MiniMax-M3'],
    ['gemini', 'gemini-3-pro'],
  ] as const)('goes to %s with role system instead of developer', (provider, model) => {
    const { body } = sent('chat', provider, chat, model);

    expect(body.messages).toEqual([{ role: 'system', content: 'be brief' }, hi]);
  });

  it('loses the fields that Cerebras refuses, and keeps the others', () => {
    const body = {
      model: 'gpt-oss-120b',
      messages: [hi],
      store: true,
      metadata: { a: 'b' },
      seed: 7,
    };
    const fitted = sent('chat', 'cerebras', { ...body, max_tokens: 10 });

    expect(fitted.body).toEqual({
      model: 'gpt-oss-120b',
      messages: [hi],
      seed: 7,
      max_completion_tokens: 10,
    });
    expect(fitted.changes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['metadata', 'store']),
    );
  });

  it('gets the output limit under the name and within the bounds of the target', () => {
    const body = { model: 'deepseek-v4-pro', messages: [hi], max_completion_tokens: 100 };

    expect(sent('chat', 'deepseek', body).body).toMatchObject({ max_tokens: 100 });
    expect(sent('chat', 'deepseek', body).body).not.toHaveProperty('max_completion_tokens');
  });

  it('asks for reasoning in the form of the provider', () => {
    const body = { model: 'glm-5.1', messages: [hi], reasoning_effort: 'high' };

    expect(sent('chat', 'glm', body).body).toMatchObject({ thinking: { type: 'enabled' } });
    expect(sent('chat', 'glm', body).body).not.toHaveProperty('reasoning_effort');
    expect(sent('chat', 'openai', { ...body, model: 'gpt-5' }).edits).toEqual({});
  });

  it('loses sampling for a reasoning model, in place of another one', () => {
    const body = { model: 'gpt-4o', messages: [hi], temperature: 0.2, logit_bias: {} };
    const fitted = sent('chat', 'openai', body, 'gpt-5');

    expect(fitted.body).not.toHaveProperty('temperature');
    expect(fitted.edits).toEqual({ temperature: null });
  });

  it('keeps reasoning of earlier responses in the field it has', () => {
    const messages = [hi, { role: 'assistant', content: 'a', reasoning_content: 'why' }, hi];
    const body = { model: 'deepseek-v4-pro', messages };

    expect(sent('chat', 'deepseek', body).body.messages).toEqual(messages);
  });
});

describe('a Responses request', () => {
  const codex = { model: 'gpt-5.5', stream: true, store: false, instructions: '', input: [hi] };

  it('of Codex goes to a ChatGPT plan as it is', () => {
    const fitted = sent('responses', 'codex', { ...codex, prompt_cache_key: 'k', include: [] });

    expect(fitted.isWrittenAnew).toBe(false);
    expect(fitted.edits).toEqual({});
  });

  it.each([
    ['without a stream', { stream: false }],
    ['with text as input', { input: 'hi' }],
    ['that is to be stored', { store: true }],
    ['that does not say so', { store: undefined }],
    ['without instructions', { instructions: undefined }],
    ['with a system message', { input: [{ role: 'system', content: 'x' }, hi] }],
  ])('%s is written anew for a ChatGPT plan', (_name, change) => {
    expect(sent('responses', 'codex', { ...codex, ...change }).isWrittenAnew).toBe(true);
  });

  it('loses what a ChatGPT plan refuses', () => {
    const refused = {
      temperature: 1,
      top_p: 1,
      user: 'u',
      truncation: 'auto',
      max_output_tokens: 50,
    };

    expect(sent('responses', 'codex', { ...codex, ...refused }).body).toEqual(codex);
  });

  it.each([
    ['previous_response_id', 'resp_1'],
    ['conversation', 'conv_1'],
    ['prompt', { id: 'pmpt_1' }],
  ])('with %s is refused for a ChatGPT plan, which would lose the history', (field, value) => {
    expect(() => sent('responses', 'codex', { ...codex, [field]: value })).toThrow(
      `'${field}' is not supported by the model this request is routed to`,
    );
    expect(sent('responses', 'openai', { ...codex, [field]: value }, 'gpt-5.1').body).toMatchObject(
      {
        [field]: value,
      },
    );
  });

  it.each(['custom', 'namespace'])('with a %s tool is written anew for MiniMax', (type) => {
    const tools = [
      { type: 'function', name: 'f', parameters: {} },
      { type, name: 'x', tools: [] },
    ];

    expect(sent('responses', 'minimax', { model: 'm', input: 'hi', tools }).isWrittenAnew).toBe(
      true,
    );
    const functions = { model: 'm', input: 'hi', tools: tools.slice(0, 1) };
    expect(sent('responses', 'minimax', functions).isWrittenAnew).toBe(false);
  });
});

it('a body the gateway cannot read is passed on as it is', () => {
  const request = { json: { model: 'm', messages: 7 }, model: 'm', outputLimits: [] };
  const input = {
    request,
    call: { endpoint: 'messages', dialect: 'messages', receivedAtMs: 0 },
    snapshot: { outputLimits: new Map() },
    get internalRequest() {
      return formatOf('messages').request.read(request.json);
    },
  } as unknown as AdaptInput;

  const account = { id: 'a', definition: providers.glm } as never;
  expect(fit(input, { account, targetModel: 'glm-5.1' }, deps).edits).toEqual({});
});
