import Anthropic from '@anthropic-ai/sdk';
import fc from 'fast-check';

import { foldEvents } from '../response/fold-events.js';
import type { ResponseOptions } from '../response/types.js';
import type { LlmEvent, LlmRequest, Part } from '../model.js';
import { SseReader } from '../sse/sse-reader.js';
import { StreamReader } from './read-stream.js';
import { StreamWriter } from './write-stream.js';

const request: LlmRequest = {
  dialect: 'messages',
  model: 'claude-test',
  system: [],
  messages: [],
  tools: [],
  stream: true,
  includeUsage: true,
  extra: {},
};

function anOptions(changes: Partial<ResponseOptions> = {}): ResponseOptions {
  return {
    model: 'claude-test',
    createdMs: 0,
    names: { original: () => undefined },
    includeUsage: true,
    request,
    inputTokensEstimate: 7,
    issuer: 'anthropic',
    ...changes,
  };
}

function write(events: readonly LlmEvent[], options = anOptions()): string {
  const writer = new StreamWriter(options);
  return events.map((event) => writer.write(event)).join('');
}

function read(text: string, cuts: readonly number[] = [Infinity]): LlmEvent[] {
  const bytes = new TextEncoder().encode(text);
  const sse = new SseReader();
  const reader = new StreamReader();
  const events: LlmEvent[] = [];
  for (let at = 0, message = 0; at < bytes.length; message++) {
    const size = Math.min(cuts[message % cuts.length] ?? 1, bytes.length);
    for (const event of sse.push(bytes.subarray(at, at + size))) events.push(...reader.push(event));
    at += size;
  }
  for (const event of sse.end()) events.push(...reader.push(event));
  events.push(...reader.end());
  return events;
}

/** What must survive: blank text does not, and neighbours of one kind are one. */
function essence(events: readonly LlmEvent[]): unknown {
  // Anthropic has no place for a refusal but the text.
  const answer = foldEvents(
    events.map((event) => (event.type === 'refusal' ? { type: 'text', text: event.text } : event)),
  );
  const parts: Part[] = [];
  for (const part of answer.parts) {
    const last = parts.at(-1);
    const current: Part = { ...part };
    if (current.type === 'text' && current.text.trim() === '') continue;
    if (last?.type === 'text' && current.type === 'text') last.text += current.text;
    else if (last?.type === 'thinking' && !last.signature && current.type === 'thinking') {
      last.text += current.text;
      if (current.signature) last.signature = current.signature;
    } else parts.push(current);
  }
  const readable = parts.map((part) =>
    part.type === 'tool_use'
      ? { ...part, args: JSON.parse(part.args === '' ? '{}' : part.args) as unknown }
      : part,
  );
  return { parts: readable, stop: answer.stop?.reason, usage: answer.usage, ended: answer.ended };
}

const someText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(' ', '\n', ''),
);
const someArgs = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 1 }), {
  maxKeys: 3,
});

type Call = { args: object; cuts: number[]; ends: boolean };
type Segment =
  | { kind: 'text' | 'refusal'; texts: string[] }
  | { kind: 'thinking'; texts: string[]; signed: boolean }
  | { kind: 'redacted' }
  | { kind: 'calls'; calls: Call[]; order: number[]; textBetween: boolean };

const segment: fc.Arbitrary<Segment> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('text' as const, 'refusal' as const),
    texts: fc.array(someText, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('thinking' as const),
    texts: fc.array(fc.string({ minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 3 }),
    signed: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('redacted' as const) }),
  fc.record({
    kind: fc.constant('calls' as const),
    calls: fc.array(
      fc.record({
        args: someArgs,
        cuts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        ends: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    order: fc.array(fc.nat({ max: 3 }), { maxLength: 20 }),
    textBetween: fc.boolean(),
  }),
);

/** Events of calls that run in parallel, mixed in the given order. */
function toCallEvents(
  calls: Call[],
  order: number[],
  textBetween: boolean,
  from: number,
): LlmEvent[] {
  const queues = calls.map((call, index): LlmEvent[] => {
    const key = `k${from + index}`;
    const text = JSON.stringify(call.args);
    const events: LlmEvent[] = [
      {
        type: 'tool_start',
        key,
        id: `id_${from + index}`,
        name: `tool_${index}`,
        kind: 'function',
      },
    ];
    for (let at = 0, message = 0; at < text.length; message++) {
      const size = call.cuts[message % call.cuts.length] ?? 1;
      events.push({ type: 'tool_args', key, delta: text.slice(at, at + size) });
      at += size;
    }
    if (call.ends) events.push({ type: 'tool_end', key });
    return events;
  });
  const mixed: LlmEvent[] = [];
  for (const index of order) {
    const next = queues[index % queues.length]?.shift();
    if (next) mixed.push(next);
    if (textBetween && mixed.length === 3) mixed.push({ type: 'text', text: 'between' });
  }
  return [...mixed, ...queues.flat()];
}

function toEvents(segments: Segment[]): LlmEvent[] {
  const events: LlmEvent[] = [
    {
      type: 'start',
      id: 'msg_1',
      model: 'up',
      usage: {
        inputTokens: 5,
        cacheRead: 1,
        cacheWrite: 0,
        cacheWrite1h: 0,
        output: 1,
        reasoning: 0,
      },
    },
  ];
  let calls = 0;
  for (const part of segments) {
    switch (part.kind) {
      case 'text':
      case 'refusal':
        events.push(...part.texts.map((text): LlmEvent => ({ type: part.kind, text })));
        break;
      case 'thinking':
        events.push(...part.texts.map((text): LlmEvent => ({ type: 'thinking', text })));
        if (part.signed) {
          events.push({ type: 'signature', signature: { issuer: 'unknown', value: 'c2ln' } });
        }
        break;
      case 'redacted':
        events.push({ type: 'redacted', data: 'ZGF0YQ==' });
        break;
      case 'calls':
        events.push(...toCallEvents(part.calls, part.order, part.textBetween, calls));
        calls += part.calls.length;
        break;
    }
  }
  events.push(
    {
      type: 'usage',
      usage: {
        inputTokens: 5,
        cacheRead: 3,
        cacheWrite: 4,
        cacheWrite1h: 1,
        output: 9,
        reasoning: 2,
      },
    },
    { type: 'stop', reason: calls > 0 ? 'tool_use' : 'end_turn' },
    { type: 'end' },
  );
  return events;
}

const eventLists = fc.array(segment, { maxLength: 6 }).map(toEvents);

type Written = { type: string; index?: number };

function writtenEvents(text: string): Written[] {
  return new SseReader()
    .push(new TextEncoder().encode(text))
    .map((event) => JSON.parse(event.data) as Written);
}

describe('an Anthropic stream we wrote', () => {
  it('reads back as the same response for any chunk borders', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });

    fc.assert(
      fc.property(eventLists, cuts, (events, sizes) => {
        const seen = read(write(events), sizes);

        expect(essence(seen)).toEqual(essence(events));
      }),
      { numRuns: 400 },
    );
  });

  it('has one message_start, contiguous blocks, and only one block open at a time', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const written = writtenEvents(write(events));

        expect(
          written.map((event) => event.type).filter((type) => type === 'message_start'),
        ).toHaveLength(1);
        expect(written[0]?.type).toBe('message_start');
        expect(written.slice(-2).map((event) => event.type)).toEqual([
          'message_delta',
          'message_stop',
        ]);
        let open: number | null = null;
        let next = 0;
        for (const event of written.slice(1, -2)) {
          if (event.type === 'content_block_start') {
            expect(open).toBeNull();
            expect(event.index).toBe(next);
            open = next++;
          } else {
            expect(event.index).toBe(open);
            if (event.type === 'content_block_stop') open = null;
          }
        }
        expect(open).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it('is accepted by the official SDK, which sees the same response', async () => {
    await fc.assert(
      fc.asyncProperty(eventLists, async (events) => {
        const client = new Anthropic({
          apiKey: 'none',
          maxRetries: 0,
          fetch: () =>
            Promise.resolve(
              new Response(write(events), { headers: { 'content-type': 'text/event-stream' } }),
            ),
        });

        const message = await client.messages
          .stream({ model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'x' }] })
          .finalMessage();

        const expected = foldEvents(read(write(events)));
        const inputs = message.content.flatMap((block) =>
          block.type === 'tool_use' ? [block.input] : [],
        );
        const texts = message.content.flatMap((block) =>
          block.type === 'text' ? [block.text] : [],
        );
        expect(inputs).toEqual(
          expected.parts.flatMap((part) =>
            part.type === 'tool_use' ? [JSON.parse(part.args || '{}') as unknown] : [],
          ),
        );
        expect(texts.join('')).toBe(
          expected.parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
        );
        expect(message.usage.output_tokens).toBe(9);
        expect(message.stop_reason).toBe(inputs.length > 0 ? 'tool_use' : 'end_turn');
      }),
      { numRuns: 60 },
    );
  });
});

describe('StreamWriter', () => {
  const start: LlmEvent = { type: 'start', id: 'chatcmpl-1', model: 'up' };

  it('writes nothing after an error', () => {
    const text = write([
      start,
      { type: 'text', text: 'a' },
      { type: 'error', status: 503, errorType: 'server_error', message: 'busy' },
      { type: 'text', text: 'b' },
      { type: 'end' },
    ]);

    expect(writtenEvents(text).map((event) => event.type)).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'error',
    ]);
    expect(text).toContain('overloaded_error');
  });

  it("reports a full context with Anthropic's message", () => {
    const text = write([
      {
        type: 'error',
        status: 400,
        errorType: 'invalid_request_error',
        code: 'context_length_exceeded',
        message: 'too many',
      },
    ]);

    expect(text).toContain('prompt is too long: too many');
  });

  it('passes arguments on before the call is complete', () => {
    const writer = new StreamWriter(anOptions());
    writer.write(start);
    writer.write({ type: 'tool_start', key: '0', id: 'a', name: 'f', kind: 'function' });

    const text = writer.write({ type: 'tool_args', key: '0', delta: '{"a":' });

    expect(text).toContain('"partial_json":"{\\"a\\":"');
  });

  it('keeps a long queue of text behind an open call in linear time', () => {
    const writer = new StreamWriter(anOptions());
    writer.write(start);
    writer.write({ type: 'tool_start', key: '0', id: 'a', name: 'f', kind: 'function' });
    writer.write({ type: 'tool_args', key: '0', delta: `{"a":"${'}'.repeat(200_000)}` });

    const began = process.cpuUsage();
    for (let message = 0; message < 50_000; message++)
      writer.write({ type: 'text', text: 'word ' });
    const used = process.cpuUsage(began);

    expect((used.user + used.system) / 1000).toBeLessThan(1500);
  });

  it('carries a call signature through an Anthropic client in an empty piece of thinking', () => {
    const text = write(
      [
        start,
        {
          type: 'tool_start',
          key: '0',
          id: 'a',
          name: 'f',
          kind: 'function',
          signature: { issuer: 'gemini', value: 'thought' },
        },
        { type: 'tool_end', key: '0' },
        { type: 'stop', reason: 'tool_use' },
        { type: 'end' },
      ],
      anOptions({ issuer: 'gemini' }),
    );

    expect(text).toContain(`cg1.gemini.${Buffer.from('thought').toString('base64')}`);
    expect(writtenEvents(text).map((event) => event.type)).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'content_block_start',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
  });
});
