import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@codegate/kernel';

import type { Issuer, LlmEvent, LlmRequest } from '../model.js';
import { formatOf } from '../registry.js';
import { SseReader } from '../sse/sse-reader.js';
import { aTarget } from '../testing/a-target.js';
import { convertRequest } from './convert.js';

function optionsFor(issuer: Issuer) {
  const request = { dialect: 'chat', model: 'm', system: [], messages: [], tools: [], extra: {} };
  return {
    model: 'm',
    createdMs: 0,
    names: { original: () => undefined },
    includeUsage: false,
    inputTokensEstimate: 1,
    issuer,
    request: request as unknown as LlmRequest,
  };
}
const chat = formatOf('chat');

const eventsWith = (thinking: LlmEvent[]): LlmEvent[] => [
  { type: 'start', id: 'x', model: 'up' },
  ...thinking,
  { type: 'text', text: 'done' },
  { type: 'stop', reason: 'end_turn' },
  { type: 'end' },
];
const signed = (text: string, value: string): LlmEvent[] => [
  { type: 'thinking', text },
  { type: 'signature', signature: { issuer: 'unknown', value } },
];

/** The assistant message a client of Chat keeps: of a body, and put together from a stream. */
function messagesOf(events: readonly LlmEvent[], issuer: Issuer): JsonObject[] {
  const [choice] = chat.response.write(events, optionsFor(issuer)).choices as JsonObject[];
  const writer = chat.stream.createWriter(optionsFor(issuer));
  const text = events.map((event) => writer.write(event)).join('');
  let content = '';
  let details: unknown[] = [];
  for (const { data } of new SseReader().push(Buffer.from(text))) {
    if (data === '[DONE]') continue;
    const { choices } = JSON.parse(data) as { choices: { delta: JsonObject }[] };
    const delta = choices[0]?.delta ?? {};
    if (typeof delta.content === 'string') content += delta.content;
    details = [...details, ...((delta.reasoning_details ?? []) as unknown[])];
  }
  const streamed = { role: 'assistant', content, reasoning_details: details };
  return [choice?.message as JsonObject, streamed];
}
const withHistory = (message: JsonObject): JsonObject => ({
  model: 'm',
  messages: [{ role: 'user', content: 'q' }, message, { role: 'user', content: 'more' }],
});

describe('K4: encrypted reasoning through a client of Chat', () => {
  it('of Anthropic comes back to Anthropic with its signature, block by block', () => {
    const events = eventsWith([
      ...signed('one', 's1'),
      { type: 'redacted', data: 'r' },
      ...signed('two', 's2'),
    ]);
    for (const message of messagesOf(events, 'anthropic')) {
      const { body } = convertRequest(chat.request.read(withHistory(message)), aTarget('messages'));

      expect((body.messages as JsonObject[])[1]).toMatchObject({
        content: [
          { type: 'thinking', thinking: 'one', signature: 's1' },
          { type: 'redacted_thinking', data: 'r' },
          { type: 'thinking', thinking: 'two', signature: 's2' },
          { type: 'text', text: 'done' },
        ],
      });
    }
  });

  it('of OpenAI comes back to OpenAI', () => {
    for (const message of messagesOf(eventsWith(signed('summary', 'enc')), 'openai')) {
      const { body } = convertRequest(
        chat.request.read(withHistory(message)),
        aTarget('responses'),
      );

      expect(body.input).toContainEqual({
        type: 'reasoning',
        summary: [{ type: 'summary_text', text: 'summary' }],
        encrypted_content: 'enc',
      });
    }
  });

  it.each([
    ['anthropic', 'responses'],
    ['openai', 'messages'],
    ['openai', 'chat'],
  ] as const)('of %s does not go to %s of another provider', (issuer, dialect) => {
    const [message = {}] = messagesOf(eventsWith(signed('hm', 'secret')), issuer);
    const target = aTarget(dialect, dialect === 'chat' ? { issuer: 'glm' } : {});
    const { body } = convertRequest(chat.request.read(withHistory(message)), target);

    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('is taken out of a body that is passed through, and nothing else', () => {
    const [message = {}] = messagesOf(eventsWith(signed('hm', 'secret')), 'anthropic');
    const json = withHistory(message);
    const bytes = Buffer.from(JSON.stringify(json));
    const written = chat.request.removeForeignReasoning?.(bytes, json, 'deepseek');

    expect(String(written)).not.toContain('secret');
    expect(JSON.parse(String(written))).toMatchObject({ messages: [{}, { content: 'done' }, {}] });
    const plain = withHistory({
      role: 'assistant',
      content: 'x',
      reasoning_details: [{ text: 'y' }],
    });
    const same = Buffer.from(JSON.stringify(plain));
    expect(chat.request.removeForeignReasoning?.(same, plain, 'openrouter')).toBe(same);
  });

  it('that Responses clients keep goes to its issuer only when it is passed through', () => {
    const tagged = (issuer: string) => `cg1.${issuer}.${Buffer.from('enc').toString('base64')}`;
    const item = (encrypted_content: string) => ({
      type: 'reasoning',
      summary: [],
      encrypted_content,
    });
    const json = {
      input: [
        item(tagged('anthropic')),
        item(tagged('minimax')),
        item('gAAA'),
        { role: 'user', content: 'x' },
      ],
    };
    const bytes = Buffer.from(JSON.stringify(json));
    const { removeForeignReasoning } = formatOf('responses').request as Required<
      ReturnType<typeof formatOf>['request']
    >;

    expect(JSON.parse(String(removeForeignReasoning(bytes, json, 'minimax')))).toEqual({
      input: [item('enc'), item('gAAA'), { role: 'user', content: 'x' }],
    });
    const own = { input: [item('gAAA')] };
    const ownBytes = Buffer.from(JSON.stringify(own));
    expect(removeForeignReasoning(ownBytes, own, 'openai')).toBe(ownBytes);
  });
});
