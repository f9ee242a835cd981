import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@codegate/kernel';
import fc from 'fast-check';

import { formatOf } from '../registry.js';
import type { Target, WrittenRequest } from '../target.js';
import { convertRequest } from './convert.js';
import { aTarget } from '../testing/a-target.js';

function convert(from: string, body: JsonObject, target: Target): WrittenRequest {
  return convertRequest(formatOf(from).request.read(body), target);
}

const messagesOf = ({ body }: WrittenRequest): JsonObject[] => body.messages as JsonObject[];
const hello = { role: 'user', content: 'hi' };
const tool = { type: 'function', function: { name: 'f', parameters: { type: 'object' } } };
const claude = aTarget('messages');

describe('case 15: instructions inside the conversation', () => {
  const chat = (...roles: string[]): JsonObject => ({
    model: 'm',
    messages: roles.map((role, index) => ({ role, content: `${role} ${index}` })),
  });
  const rolesAt = (target: Target, ...roles: string[]): string =>
    messagesOf(convert('chat', chat(...roles), target))
      .map(({ role }) => role)
      .join(' ');

  it.each([
    [['user', 'assistant', 'system', 'user'], 'user assistant user system'],
    [
      ['user', 'assistant', 'developer', 'user', 'assistant', 'user'],
      'user assistant user system assistant user',
    ],
    [['user', 'system', 'user'], 'user system'],
    [['user', 'system', 'system', 'user', 'system'], 'user system'],
    [['user', 'system', 'assistant', 'user'], 'user system assistant user'],
    [['user', 'assistant', 'system'], 'user assistant user'],
    [['user', 'assistant', 'system', 'assistant', 'user'], 'user assistant user assistant user'],
    [['user', 'assistant', 'user', 'system'], 'user assistant user system'],
  ])('%j go to Claude as %s', (given, written) => {
    expect(rolesAt(claude, ...given)).toBe(written);
  });

  it('never break the rule of Anthropic and never lose a word', () => {
    const roles = fc.array(fc.constantFrom('user', 'assistant', 'system'), { minLength: 1 });
    fc.assert(
      fc.property(roles, (given) => {
        const written = convert('chat', chat(...given), claude);
        const order = messagesOf(written)
          .map(({ role }) => role)
          .join(' ');

        expect(order).toMatch(/^user/);
        expect(order).not.toMatch(/system (?:user|system)|assistant system/);
        const text = JSON.stringify(written.body);
        given.forEach((role, index) => {
          expect(text).toContain(`${role} ${index}`);
        });
      }),
    );
  });

  it('become texts of the user at Messages endpoints of other vendors', () => {
    const glm = aTarget('messages', { issuer: 'glm' });

    expect(rolesAt(glm, 'user', 'assistant', 'system', 'user')).toBe('user assistant user');
  });

  it('stay where they are at Chat and Responses, or become texts of the user', () => {
    const roles = ['user', 'assistant', 'system', 'user'];

    expect(rolesAt(aTarget('chat'), ...roles)).toBe(roles.join(' '));
    const strict = aTarget('chat', { capabilities: { midSystem: false } });
    expect(rolesAt(strict, ...roles)).toBe('user assistant user');
  });

  it('are reported when they move', () => {
    const { changes } = convert('chat', chat('user', 'assistant', 'system', 'user'), claude);

    expect(changes).toContainEqual({
      action: 'changed',
      path: 'messages[2].content[0]',
      reason: 'Anthropic takes instructions behind the user only',
    });
  });
});

describe('case 17: a forced tool call', () => {
  const forced = {
    chat: { model: 'm', messages: [hello], tools: [tool], tool_choice: 'required' },
    responses: {
      model: 'm',
      input: 'hi',
      tools: [{ type: 'function', name: 'f', parameters: {} }],
      tool_choice: { type: 'function', name: 'f' },
      reasoning: { effort: 'high' },
    },
    messages: {
      model: 'm',
      max_tokens: 10,
      messages: [hello],
      tools: [{ name: 'f', input_schema: { type: 'object' } }],
      tool_choice: { type: 'tool', name: 'f' },
      thinking: { type: 'adaptive' },
      output_config: { effort: 'high' },
    },
  };
  const deepseek = (dialect: string): Target =>
    aTarget(dialect, {
      issuer: 'deepseek',
      capabilities: { thinking: [], efforts: ['high', 'max'] },
      quirks: { reasoningControl: 'thinking_and_effort', noThinkingWithForcedTools: true },
    });

  it.each([
    ['chat', 'messages'],
    ['responses', 'messages'],
    ['messages', 'chat'],
    ['responses', 'chat'],
    ['chat', 'chat'],
  ] as const)('from %s to %s switches thinking of DeepSeek off and stays', (from, to) => {
    const { body, changes } = convert(from, forced[from], deepseek(to));

    expect(body.thinking).toEqual({ type: 'disabled' });
    expect(body).not.toHaveProperty('reasoning_effort');
    expect(body).toHaveProperty('tool_choice');
    expect(changes.map(({ reason }) => reason)).toContain(
      'a forced tool call and thinking exclude each other',
    );
  });

  it.each(['auto', 'none'])('of "%s" leaves thinking alone', (tool_choice) => {
    const { body } = convert('chat', { ...forced.chat, tool_choice }, deepseek('chat'));

    expect(body).not.toHaveProperty('thinking');
  });

  it('without a tool leaves thinking alone', () => {
    const { body } = convert('chat', { ...forced.chat, tools: [] }, deepseek('chat'));

    expect(body).not.toHaveProperty('thinking');
  });

  it('switches thinking off for Claude behind OpenRouter when it was asked for', () => {
    const openrouter = aTarget('chat', {
      issuer: 'openrouter',
      capabilities: { thinking: ['disabled', 'enabled'] },
      quirks: { reasoningControl: 'reasoning_object' },
    });

    expect(convert('messages', forced.messages, openrouter).body.reasoning).toEqual({
      enabled: false,
    });
    expect(convert('chat', forced.chat, openrouter).body).not.toHaveProperty('reasoning');
  });

  it('sends nothing about thinking to a Claude that always thinks', () => {
    const alwaysOn = aTarget('messages', { capabilities: { thinking: ['adaptive'] } });
    const { body } = convert('responses', forced.responses, alwaysOn);

    expect(body).not.toHaveProperty('thinking');
    expect(body.tool_choice).toEqual({ type: 'tool', name: 'f' });
  });
});

describe('K3: messages of nothing but thinking', () => {
  const history = {
    model: 'm',
    max_tokens: 10,
    messages: [
      hello,
      {
        role: 'assistant',
        content: [{ type: 'thinking', thinking: 'hm', signature: 'cg1.openai.eA==' }],
      },
      { role: 'user', content: 'go on' },
    ],
  };

  it.each([
    ['chat', aTarget('chat', { quirks: { reasoningField: 'reasoning_content' } })],
    ['messages of other vendors', aTarget('messages', { issuer: 'openai' })],
    ['Claude', claude],
  ])('are not sent to %s', (_, target) => {
    const written = convert('messages', history, target);

    expect(messagesOf(written).map(({ role }) => role)).toEqual(['user']);
    expect(JSON.stringify(written.body)).toContain('go on');
  });

  it('are not sent to Responses, which wants an item behind reasoning', () => {
    const { body, changes } = convert('messages', history, aTarget('responses'));

    expect(JSON.stringify(body.input)).not.toContain('reasoning');
    expect(changes).toContainEqual(expect.objectContaining({ path: 'messages[1].content[0]' }));
  });
});

describe('K3: names of tools', () => {
  it('are unique: the first of two definitions counts, and the other is reported', () => {
    const other = { type: 'function', function: { name: 'f', description: 'other' } };
    const { body, changes } = convert(
      'chat',
      { model: 'm', messages: [hello], tools: [tool, other] },
      claude,
    );

    expect(body.tools).toHaveLength(1);
    expect(changes).toContainEqual(
      expect.objectContaining({ path: 'tools[1]', action: 'dropped' }),
    );
  });

  it('stay apart after they were made legal or shortened', () => {
    const names = ['a.b', 'a b', 'a_b', `${'x'.repeat(130)}1`, `${'x'.repeat(130)}2`];
    const tools = names.map((name) => ({ type: 'function', function: { name } }));
    for (const dialect of ['messages', 'responses', 'chat']) {
      const { body, names: table } = convert(
        'chat',
        { model: 'm', messages: [hello], tools },
        aTarget(dialect),
      );
      const written = (body.tools as JsonObject[]).map((each) =>
        String(each.name ?? (each.function as JsonObject).name),
      );

      expect(new Set(written).size).toBe(names.length);
      expect(written.map((name) => table.original(name)?.name ?? name)).toEqual(names);
    }
  });

  it('differ from that of a tool the provider runs itself', () => {
    const request = {
      model: 'm',
      input: 'hi',
      tools: [{ type: 'web_search' }, { type: 'function', name: 'web_search', parameters: {} }],
    };
    const { body, names } = convert('responses', request, claude);
    const written = (body.tools as JsonObject[]).map(({ name }) => String(name));

    expect(written[0]).toBe('web_search');
    expect(names.original(written[1] ?? '')?.name).toBe('web_search');
  });

  it('are reported once when a hosted tool comes twice', () => {
    const tools = [{ type: 'web_search' }, { type: 'web_search_preview' }];
    const { body } = convert('responses', { model: 'm', input: 'hi', tools }, claude);

    expect(body.tools).toHaveLength(1);
  });
});

describe('K3: ids of tool calls', () => {
  const call = (id: string): JsonObject => ({ type: 'tool_use', id, name: 'read', input: {} });
  const result = (id: string): JsonObject => ({
    type: 'tool_result',
    tool_use_id: id,
    content: 'x',
  });
  const history = {
    model: 'm',
    max_tokens: 10,
    messages: [
      hello,
      { role: 'assistant', content: [call('toolu_1'), call('toolu_2')] },
      { role: 'user', content: [result('toolu_2'), result('toolu_1')] },
      { role: 'assistant', content: [call('functions_read_2_ab')] },
      { role: 'user', content: [result('functions_read_2_ab')] },
    ],
  };
  function idsAt(toolIdForm: 'function_index' | 'nine_letters'): [string[], string[]] {
    const written = convert('messages', history, aTarget('chat', { capabilities: { toolIdForm } }));
    const calls = messagesOf(written).flatMap(({ tool_calls }) =>
      ((tool_calls ?? []) as JsonObject[]).map(({ id }) => String(id)),
    );
    const results = messagesOf(written).flatMap(({ tool_call_id }) =>
      typeof tool_call_id === 'string' ? [tool_call_id] : [],
    );
    return [calls, results];
  }

  it('are numbered for Kimi, as it was trained', () => {
    const [calls, results] = idsAt('function_index');

    expect(calls).toEqual(['functions.read:0', 'functions.read:1', 'functions.read:2']);
    expect(results).toEqual(['functions.read:1', 'functions.read:0', 'functions.read:2']);
  });

  it('have nine letters and digits for Mistral, the same for call and result', () => {
    const [calls, results] = idsAt('nine_letters');

    expect(calls.every((id) => /^[a-zA-Z0-9]{9}$/.test(id))).toBe(true);
    expect(new Set(calls).size).toBe(3);
    expect([...results].sort()).toEqual([...calls].sort());
  });
});
