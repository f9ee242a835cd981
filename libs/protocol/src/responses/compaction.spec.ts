import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@codegate/kernel';
import fc from 'fast-check';

import { convertRequest } from '../convert/convert.js';
import type { LlmEvent } from '../model.js';
import { formatOf } from '../registry.js';
import { SseReader } from '../sse/sse-reader.js';
import { aTarget } from '../testing/a-target.js';
import { expandSummaries } from './compaction.js';

const { request: format, response, stream } = formatOf('responses');
const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };
const result = { type: 'function_call_output', call_id: 'c', output: 'x' };
const body: JsonObject = {
  model: 'm',
  instructions: 'be good',
  input: [{ role: 'user', content: 'go' }, call, result, { type: 'compaction_trigger' }],
  tools: [{ type: 'function', name: 'f', parameters: { type: 'object' } }],
  tool_choice: 'auto',
};
const request = format.read(body);
const options = {
  model: 'm',
  createdMs: 0,
  names: { original: () => undefined },
  includeUsage: true,
  inputTokensEstimate: 1,
  issuer: 'anthropic' as const,
  request,
};
const eventsOf = (text: string): LlmEvent[] => [
  { type: 'start', id: 'msg_1', model: 'up' },
  { type: 'thinking', text: 'hm' },
  { type: 'text', text: text.slice(0, 3) },
  { type: 'text', text: text.slice(3) },
  { type: 'stop', reason: 'end_turn' },
  { type: 'end' },
];

describe('K4: a compaction at a provider that has none', () => {
  it.each(['messages', 'chat'])('asks %s for a summary, without calling a tool', (dialect) => {
    const { body: written, changes } = convertRequest(request, aTarget(dialect));
    const messages = written.messages as JsonObject[];

    expect(JSON.stringify(messages.at(-1))).toContain('Write a summary');
    expect(written.tools).toHaveLength(1);
    expect(written.tool_choice).toEqual(dialect === 'chat' ? 'none' : { type: 'none' });
    expect(JSON.stringify(written)).not.toContain('compaction_trigger');
    expect(changes.map(({ reason }) => reason)).toContain(
      'the target has no compaction; it is asked for a summary',
    );
  });

  it('needs no tool', () => {
    const { body: written } = convertRequest(
      format.read({ ...body, tools: [] }),
      aTarget('messages'),
    );

    expect(written).not.toHaveProperty('tool_choice');
  });

  it('answers with exactly one item, which Codex keeps', () => {
    const { output, status } = response.write(eventsOf('all is well'), options);

    expect(status).toBe('completed');
    expect(output).toEqual([
      {
        id: 'cmp_1',
        type: 'compaction',
        encrypted_content: expect.stringMatching(/^cg1\.summary\./),
      },
    ]);
  });

  it('answers with one item as a stream, too', () => {
    const writer = stream.createWriter(options);
    const text = eventsOf('all is well')
      .map((event) => writer.write(event))
      .join('');
    const events = new SseReader()
      .push(Buffer.from(text))
      .map(({ data }) => JSON.parse(data) as JsonObject);
    const done = events.filter(({ type }) => type === 'response.output_item.done');

    expect(done).toMatchObject([{ item: { type: 'compaction' } }]);
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { output: [{}] } });
    expect(text).not.toContain('output_text');
  });

  it('is an error when no summary was written', () => {
    expect(response.write(eventsOf(' '), options)).toMatchObject({
      error: { message: expect.stringContaining('wrote none') },
    });
  });

  it('gives every summary back in words, for any provider, and leaves other bytes alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '' && text.isWellFormed());
        const { output } = response.write(eventsOf(text), options);
        const json = {
          model: 'm',
          input: [...(output as JsonObject[]), { role: 'user', content: 'on' }],
        };
        const expanded = expandSummaries(
          Buffer.from(`{"model" : "m","input":${JSON.stringify(json.input)}}`),
          json,
        );

        expect(expanded?.json.input).toMatchObject([
          {
            role: 'user',
            content: [{ text: `Summary of the conversation so far:\n\n${text}` }],
          },
          { role: 'user', content: 'on' },
        ]);
        expect(JSON.parse(String(expanded?.body))).toEqual(expanded?.json);
        expect(String(expanded?.body)).toMatch(/^\{"model" : "m",/);
      }),
    );
  });

  it('leaves the items of OpenAI alone, and tells other providers that there was more', () => {
    const input = [
      { type: 'compaction', encrypted_content: 'gAAAA' },
      { role: 'user', content: 'on' },
    ];
    const json = { model: 'm', input };

    expect(expandSummaries(Buffer.from(JSON.stringify(json)), json)).toBeNull();
    const { body: written } = convertRequest(format.read(json), aTarget('messages'));
    expect(JSON.stringify(written)).toContain('compacted by another provider');
  });
});
