import { describe, expect, it } from '@jest/globals';

import { tagSignature } from '../reasoning/signature-tag.js';
import { applyFix } from './apply-fix.js';
import { removeForeignThinking } from '../messages/foreign-thinking.js';
import { isLasting, parseRefusal } from './parse-refusal.js';

describe('parseRefusal', () => {
  it.each([
    ['context_management: Extra inputs are not permitted', ['context_management']],
    ['output_config.effort: Extra inputs are not permitted', ['output_config', 'effort']],
    ['body.store: Extra inputs are not permitted', ['store']],
    ['Unsupported parameter: top_p', ['top_p']],
    ['Provider returned error: Unknown parameter: "seed".', ['seed']],
    ["Unsupported value: 'temperature' does not support 0.2 with this model.", ['temperature']],
    ["Unsupported parameter: 'reasoning.summary' is not supported", ['reasoning', 'summary']],
    ["Unknown parameter: 'verbosity'.", ['verbosity']],
    ['Unrecognized request argument supplied: prompt_cache_key', ['prompt_cache_key']],
    ["property 'parallel_tool_calls' is unsupported", ['parallel_tool_calls']],
  ])('knows what "%s" is about', (message, path) => {
    expect(parseRefusal(400, message)).toEqual({ kind: 'drop_field', path });
  });

  it.each([
    [
      'tools.1.custom.eager_input_streaming: Extra inputs are not permitted',
      ['tools', null, 'eager_input_streaming'],
    ],
    [
      'tools.0.custom.defer_loading: Extra inputs are not permitted',
      ['tools', null, 'defer_loading'],
    ],
    [
      'system.0.cache_control.ephemeral.scope: Extra inputs are not permitted',
      ['system', 'cache_control', 'scope'],
    ],
    [
      'messages.3.content.0.text.cache_control.ephemeral.ttl: Extra inputs are not permitted',
      ['messages', 'cache_control', 'ttl'],
    ],
    [
      'body.messages.1.assistant.reasoning_content: Extra inputs are not permitted',
      ['messages', null, 'reasoning_content'],
    ],
    [
      "Unknown parameter: 'messages[1].reasoning_content'.",
      ['messages', null, 'reasoning_content'],
    ],
    ["Unknown parameter: 'input[2].status'.", ['input', null, 'status']],
    ["property 'messages.1.reasoning' is unsupported", ['messages', null, 'reasoning']],
  ])('knows what "%s" is about', (message, [list, of, member]) => {
    const fix = parseRefusal(422, message);
    expect(fix).toEqual({ kind: 'drop_in_list', at: { list, of, member } });
    expect(fix && isLasting(fix)).toBe(true);
  });

  it.each([
    'messages.0.content.1.text: Extra inputs are not permitted',
    'messages.0.role: Extra inputs are not permitted',
    'tools.0.custom.input_schema: Extra inputs are not permitted',
    'tools.0.name: Extra inputs are not permitted',
    "Unknown parameter: 'input[0].content'.",
    "Unknown parameter: 'input[0].x'. Unknown parameter: 'input[0].status'.",
    'system.0.cache_control.ephemeral.type: Extra inputs are not permitted',
    'metadata.0.cache_control.scope: Extra inputs are not permitted',
  ])('H2: leaves "%s" to the caller', (message) => {
    expect(parseRefusal(400, message)).toBeNull();
  });

  it('knows thinking that cannot be modified', () => {
    const message =
      'messages.1.content.0: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.';
    expect(parseRefusal(400, message)).toEqual({ kind: 'drop_thinking' });
    expect(parseRefusal(400, `the user wrote: ${message}`)).toBeNull();
  });

  it('renames a field when the provider names the new one', () => {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";

    expect(parseRefusal(400, message)).toEqual({
      kind: 'rename_field',
      from: 'max_tokens',
      to: 'max_completion_tokens',
    });
  });

  it('knows foreign thinking and foreign encrypted reasoning', () => {
    const thinking = 'messages.1.content.0: Invalid `signature` in `thinking` block';
    const encrypted = 'The encrypted content gAAA could not be verified';

    expect(parseRefusal(400, thinking)).toEqual({ kind: 'drop_thinking' });
    expect(parseRefusal(400, encrypted)).toEqual({ kind: 'drop_encrypted_reasoning' });
  });

  it.each([
    'messages.0.content.1.foo: Extra inputs are not permitted',
    'messages: Extra inputs are not permitted',
    "Unsupported parameter: 'tools'",
    'Unsupported parameter: max_output_tokens',
    'max_tokens: 5 > 4',
    'temperature: must be at most 1',
  ])('leaves "%s" to the caller', (message) => {
    expect(parseRefusal(400, message)).toBeNull();
  });

  it.each([
    // The name of the field is the caller's: everything after its first quote may be written by a caller.
    "Unknown parameter: 'messages use 'zzz' instead'.",
    "Unknown parameter: 'temperature use 'zzz' instead'.",
    'max_completion_tokens: Extra inputs are not permitted: Extra inputs are not permitted',
    'temperature: Extra inputs are not permitted: Extra inputs are not permitted',
    "Invalid value: 'Unknown parameter: temperature.'. Supported values are: 'low'.",
    "Tool 'x' is bad. Unsupported parameter: 'temperature'",
    'messages.0.content: unsupported parameter: temperature',
  ])('H2: does not read a field out of text of the caller in "%s"', (message) => {
    expect(parseRefusal(400, message)).toBeNull();
  });

  it.each(['messages', 'model', 'tools', 'max_completion_tokens', 'stream', 'n', 'inference_geo'])(
    'H2: never drops or renames %s for what a message says',
    (field) => {
      for (const to of ['zzz', 'temperature', 'model', 'messages']) {
        const message = `Unsupported parameter: '${field}' is not supported. Use '${to}' instead.`;
        expect(parseRefusal(400, message)).toBeNull();
      }
    },
  );

  it('H2: renames nothing but an output limit', () => {
    expect(
      parseRefusal(400, "Unsupported parameter: 'user' is not supported. Use 'x' instead."),
    ).toEqual({ kind: 'drop_field', path: ['user'] });
  });

  it('H2: only fields of the wire formats are remembered', () => {
    expect(isLasting({ kind: 'drop_field', path: ['temperature'] })).toBe(true);
    expect(isLasting({ kind: 'drop_field', path: ['reasoning', 'summary'] })).toBe(true);
    expect(isLasting({ kind: 'drop_field', path: ['my_field'] })).toBe(false);
    expect(isLasting({ kind: 'drop_field', path: ['metadata', 'my_field'] })).toBe(false);
    expect(isLasting({ kind: 'drop_thinking' })).toBe(false);
  });

  it('reads only refusals', () => {
    expect(parseRefusal(500, 'store: Extra inputs are not permitted')).toBeNull();
  });
});

describe('applyFix', () => {
  const apply = (text: string, fix: Parameters<typeof applyFix>[1]) =>
    applyFix(Buffer.from(text), fix)?.toString();

  it('takes a field out and keeps the other bytes', () => {
    expect(apply('{"a": 1.0, "b": {"c":1}, "d":2}', { kind: 'drop_field', path: ['b'] })).toBe(
      '{"a": 1.0, "d":2}',
    );
    expect(apply('{"b":{"c":1,"e":2}}', { kind: 'drop_field', path: ['b', 'c'] })).toBe(
      '{"b":{"e":2}}',
    );
    expect(apply('{"a":1,"b":{"c":1}}', { kind: 'drop_field', path: ['b', 'c'] })).toBe('{"a":1}');
  });

  it('takes a member out of all elements of a list, and nothing else', () => {
    const schema = { properties: { scope: {}, defer_loading: {} } };
    const tools = [
      { name: 'a', input_schema: schema },
      { name: 'b', defer_loading: true, input_schema: schema },
    ];
    const at = { list: 'tools', of: null, member: 'defer_loading' };
    expect(apply(`{"x": 1.0,"tools":${JSON.stringify(tools)}}`, { kind: 'drop_in_list', at })).toBe(
      `{"x": 1.0,"tools":${JSON.stringify([tools[0], { name: 'b', input_schema: schema }])}}`,
    );

    const cached = {
      type: 'text',
      text: 's',
      cache_control: { type: 'ephemeral', scope: 'global' },
    };
    const input = { scope: 1 };
    const call = { type: 'tool_use', input };
    const body = {
      messages: [{ role: 'user', content: [{ type: 'tool_result', content: [cached] }, call] }],
    };
    const fix = {
      kind: 'drop_in_list',
      at: { list: 'messages', of: 'cache_control', member: 'scope' },
    } as const;
    expect(JSON.parse(apply(JSON.stringify(body), fix)!)).toEqual({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'tool_result', content: [{ ...cached, cache_control: { type: 'ephemeral' } }] },
            call,
          ],
        },
      ],
    });
    expect(apply('{"messages":[{"content":"x"}]}', fix)).toBeUndefined();
  });

  it('returns null when there is nothing to change, so that nothing is sent twice', () => {
    expect(apply('{"a":1}', { kind: 'drop_field', path: ['b'] })).toBeUndefined();
    expect(apply('{"messages":[]}', { kind: 'drop_thinking' })).toBeUndefined();
  });

  it('takes thinking out, and messages that were nothing else', () => {
    const messages = [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: [{ type: 'thinking', thinking: 'x', signature: 's' }] },
      { role: 'assistant', content: [{ type: 'redacted_thinking' }, { type: 'text', text: 'a' }] },
    ];

    expect(JSON.parse(apply(JSON.stringify({ messages }), { kind: 'drop_thinking' })!)).toEqual({
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: [{ type: 'text', text: 'a' }] },
      ],
    });
  });
});

describe('removeForeignThinking', () => {
  const thinking = (signature?: string) => ({ type: 'thinking', thinking: 't', signature });
  const keep = (blocks: object[], issuer: 'anthropic' | 'deepseek') => {
    const json = { messages: [{ role: 'assistant', content: [...blocks, { type: 'text' }] }] };
    const body = Buffer.from(JSON.stringify(json));
    const kept = removeForeignThinking(body, json, issuer);
    const content = (JSON.parse(kept.toString()) as typeof json).messages[0]!.content;
    return { same: kept === body, blocks: content.slice(0, -1) };
  };
  const ofDeepseek = tagSignature({ issuer: 'deepseek', value: 'ds' });

  it("leaves Anthropic's own blocks alone, byte for byte", () => {
    expect(keep([thinking('EqRk')], 'anthropic').same).toBe(true);
  });

  it('drops foreign and unsigned blocks before Anthropic', () => {
    const { blocks } = keep([thinking(ofDeepseek), thinking(''), thinking('EqRk')], 'anthropic');

    expect(blocks).toEqual([thinking('EqRk')]);
  });

  it('gives an issuer its own signature back', () => {
    expect(keep([thinking(ofDeepseek)], 'deepseek').blocks).toEqual([thinking('ds')]);
  });

  it('keeps unsigned blocks for vendors that do not sign', () => {
    expect(keep([thinking('')], 'deepseek').same).toBe(true);
  });
});
