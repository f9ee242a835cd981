import fc from 'fast-check';

import type { LlmEvent } from '../model.js';
import { dialects, formatOf, type Dialect } from '../registry.js';
import type { ResponseOptions } from '../response/types.js';

const words: Record<Dialect, string[]> = {
  messages: [
    'message_start',
    'content_block_start',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
    'error',
    'text_delta',
    'input_json_delta',
    'tool_use',
    'thinking',
    'end_turn',
  ],
  chat: ['stop', 'length', 'tool_calls', 'function', 'f', '{"a":1}', ''],
  responses: [
    'response.created',
    'response.output_item.added',
    'response.output_text.delta',
    'response.function_call_arguments.delta',
    'response.output_item.done',
    'response.completed',
    'response.failed',
    'function_call',
    'reasoning',
    'message',
  ],
};
const keys: Record<Dialect, string[]> = {
  messages: ['type', 'index', 'message', 'content_block', 'delta', 'usage', 'id', 'name', 'input'],
  chat: [
    'choices',
    'delta',
    'tool_calls',
    'function',
    'index',
    'id',
    'name',
    'arguments',
    'content',
  ],
  responses: ['type', 'output_index', 'item', 'response', 'delta', 'call_id', 'name', 'output'],
};
const commonKeys = ['error', 'text', 'usage', 'stop_reason', 'finish_reason', '__proto__'];

/** Objects that look like the wire format, with anything in any place. */
function someJson(dialect: Dialect): fc.Arbitrary<unknown> {
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(null, true, 0, 1, -3, '', 'text', ...words[dialect]),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(fc.constantFrom(...keys[dialect], ...commonKeys), tie('value'), {
      maxKeys: 6,
    }),
  })).object;
}

function anOptions(dialect: Dialect): ResponseOptions {
  return {
    model: 'm',
    createdMs: 0,
    names: { original: () => undefined },
    includeUsage: true,
    request: {
      dialect,
      model: 'm',
      system: [],
      messages: [],
      tools: [],
      stream: true,
      includeUsage: true,
      extra: {},
    },
    inputTokensEstimate: 1,
    issuer: 'unknown',
  };
}

function isLast(event: LlmEvent): boolean {
  return event.type === 'error' || event.type === 'end';
}

describe.each(dialects)('an upstream that sends anything as %s', (from) => {
  it('makes no reader or writer throw, and nothing follows the end', () => {
    fc.assert(
      fc.property(fc.array(someJson(from), { maxLength: 8 }), (given) => {
        const reader = formatOf(from).stream.createReader();
        const events = given.flatMap((data) => reader.push({ data: JSON.stringify(data) }));
        events.push(...reader.end());

        expect(events.findIndex(isLast)).toBe(events.length - 1);
        for (const to of dialects) {
          const writer = formatOf(to).stream.createWriter(anOptions(to));
          expect(typeof events.map((event) => writer.write(event)).join('')).toBe('string');
        }
      }),
      { numRuns: 400 },
    );
  });

  it('makes no reader or writer of a complete response throw', () => {
    fc.assert(
      fc.property(someJson(from), (body) => {
        const events = formatOf(from).response.read(body as Record<string, unknown>);

        expect(events.findIndex(isLast)).toBe(events.length - 1);
        for (const to of dialects) formatOf(to).response.write(events, anOptions(to));
      }),
      { numRuns: 400 },
    );
  });
});
