import fc from 'fast-check';
import OpenAI from 'openai';

import { foldEvents, type FoldedResponse } from '../response/fold-events.js';
import type { ResponseOptions, StreamReader, StreamWriter } from '../response/types.js';
import type { LlmEvent, LlmRequest, Part, StopReason } from '../model.js';
import { responses } from '../responses/index.js';
import { SseReader } from '../sse/sse-reader.js';
import { chat } from './index.js';

/** What a model did, in the two wire formats of OpenAI: written, cut anywhere, read, and the same again. */

type Call = { name: string; kind: 'function' | 'custom'; pieces: string[] };
type Step =
  | { s: 'text' | 'thinking'; pieces: string[]; signature: string | null }
  | { s: 'refusal'; pieces: string[] }
  | { s: 'calls'; calls: Call[]; order: number[] };
type Script = { steps: Step[]; stop: StopReason };

const options = (): ResponseOptions => ({
  model: 'caller-model',
  createdMs: 1_700_000_000_000,
  names: { original: () => undefined },
  includeUsage: true,
  request: {
    dialect: 'chat',
    model: 'm',
    system: [],
    messages: [],
    tools: [],
    extra: {},
  } as unknown as LlmRequest,
  inputTokensEstimate: 1,
  issuer: 'openai',
});

function cut(text: string, at: number[]): string[] {
  const points = [...new Set(at.map((share) => Math.floor(share * text.length)))].sort(
    (a, b) => a - b,
  );
  return [...points, text.length].map((end, index) => text.slice(points[index - 1] ?? 0, end));
}

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });
const prose = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), shares);
const pieces = prose.map(([text, at]) => cut(text, at));
const jsonObject = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 6 }), fc.jsonValue({ maxDepth: 1 }), {
    maxKeys: 3,
  })
  .map((value) => JSON.stringify(value));
const functionCall = fc.record({
  name: fc.constantFrom('read_file', 'write_file', 'mcp__server__tool'),
  kind: fc.constant('function' as const),
  pieces: fc
    .tuple(fc.oneof(fc.constant(''), jsonObject), shares)
    .map(([text, at]) => cut(text, at)),
});
const wholeCall = functionCall.filter((call) => call.pieces.join('') !== '');
const customCall = fc.record({
  name: fc.constant('apply_patch'),
  kind: fc.constant('custom' as const),
  pieces,
});
const callsStep = (call: fc.Arbitrary<Call>): fc.Arbitrary<Step> =>
  fc.record({
    s: fc.constant('calls' as const),
    calls: fc.array(call, { minLength: 1, maxLength: 3 }),
    order: fc.array(fc.nat(2), { maxLength: 12 }),
  });
const steps = (call: fc.Arbitrary<Call>): fc.Arbitrary<Step[]> => {
  const text = fc.record({
    s: fc.constantFrom('text' as const, 'thinking' as const),
    pieces,
    signature: fc.option(fc.constantFrom('gAAAAAB', 'b64==')),
  });
  return fc.array(fc.oneof(text, callsStep(call)), { maxLength: 5 });
};
/** An answer that was cut holds whole calls only; what becomes of half ones are cases of their own. */
const script = (call: fc.Arbitrary<Call>): fc.Arbitrary<Script> =>
  fc.oneof(
    fc.record({ steps: steps(call), stop: fc.constant<StopReason>('end_turn') }),
    fc.record({ steps: steps(wholeCall), stop: fc.constant<StopReason>('max_tokens') }),
  );
const anyCall = fc.oneof(functionCall, customCall);

/** Pieces of parallel calls come in any order, as `order` says. */
function* callEvents(step: Extract<Step, { s: 'calls' }>, from: number): Generator<LlmEvent> {
  const queues = step.calls.map((call) => [...call.pieces]);
  const started = new Set<number>();
  const key = (index: number): string => `k${from + index}`;
  function* next(index: number): Generator<LlmEvent> {
    const call = step.calls[index];
    if (!call) return;
    if (!started.has(index)) {
      started.add(index);
      const { name, kind } = call;
      yield { type: 'tool_start', key: key(index), id: `call_${from + index}`, name, kind };
    }
    const delta = queues[index]?.shift();
    if (delta !== undefined) yield { type: 'tool_args', key: key(index), delta };
  }
  for (const index of step.order) yield* next(index);
  for (const [index, queue] of queues.entries()) {
    do yield* next(index);
    while (queue.length > 0);
  }
  for (const index of step.calls.keys()) yield { type: 'tool_end', key: key(index) };
}

function toEvents({ steps, stop }: Script): LlmEvent[] {
  const events: LlmEvent[] = [{ type: 'start', id: 'abc', model: 'up' }];
  let calls = 0;
  for (const step of steps) {
    if (step.s === 'calls') {
      events.push(...callEvents(step, calls));
      calls += step.calls.length;
      continue;
    }
    for (const text of step.pieces) events.push({ type: step.s, text });
    if (step.s === 'thinking' && step.signature !== null) {
      events.push({ type: 'signature', signature: { issuer: 'openai', value: step.signature } });
    }
  }
  const reason = stop === 'end_turn' && calls > 0 ? 'tool_use' : stop;
  const usage = {
    inputTokens: 5,
    cacheRead: 7,
    cacheWrite: 2,
    cacheWrite1h: 0,
    output: 9,
    reasoning: 3,
  };
  return [...events, { type: 'stop', reason }, { type: 'usage', usage }, { type: 'end' }];
}

function write(writer: StreamWriter, events: LlmEvent[]): string {
  return events.map((event) => writer.write(event)).join('');
}

function read(reader: StreamReader, text: string, at: number[]): LlmEvent[] {
  const bytes = new TextEncoder().encode(text);
  const sse = new SseReader();
  const ends = [...at.map((share) => Math.floor(share * bytes.length)), bytes.length].sort(
    (a, b) => a - b,
  );
  let start = 0;
  const events: LlmEvent[] = [];
  for (const end of ends) {
    for (const event of sse.push(bytes.subarray(start, end))) events.push(...reader.push(event));
    start = end;
  }
  for (const event of sse.end()) events.push(...reader.push(event));
  return [...events, ...reader.end()];
}

const textOf = (parts: readonly Part[], type: 'text' | 'thinking'): string =>
  parts.map((part) => (part.type === type ? part.text : '')).join('');

function callsOf(parts: readonly Part[]): object[] {
  return parts
    .filter((part) => part.type === 'tool_use')
    .map(({ id, name, kind, args }) => ({
      id,
      name,
      kind,
      args: kind === 'function' && args === '' ? '{}' : args,
    }));
}

/** Chat knows one text, one reasoning and a list of calls; their order among each other is lost. */
function toChatView(answer: FoldedResponse): object {
  const { parts, stop, usage, ended } = answer;
  return {
    text: textOf(parts, 'text'),
    thinking: textOf(parts, 'thinking'),
    calls: callsOf(parts),
    reason: stop?.reason,
    usage,
    ended,
  };
}

/** Responses keeps the order, and texts in a row are one. */
function toResponsesView(answer: FoldedResponse): object {
  const parts = answer.parts.map((part) => {
    if (part.type === 'tool_use') return callsOf([part])[0];
    if (part.type === 'thinking') return { ...part, signature: part.signature?.value };
    return part;
  });
  // The writer states this tier, as OpenAI does; events of another wire format have none.
  const usage = { ...answer.usage, serviceTier: 'default' };
  return { parts, reason: answer.stop?.reason, usage, ended: answer.ended };
}

const dialects = {
  chat: { ...chat, view: toChatView },
  responses: { ...responses, view: toResponsesView },
};

describe.each(['chat', 'responses'] as const)('%s responses', (name) => {
  const dialect = dialects[name];

  it('come back the same, however the stream is cut', () => {
    fc.assert(
      fc.property(script(anyCall), shares, (one, at) => {
        const events = toEvents(one);

        const text = write(dialect.stream.createWriter(options()), events);
        const seen = read(dialect.stream.createReader(), text, at);

        expect(dialect.view(foldEvents(seen))).toEqual(dialect.view(foldEvents(events)));
      }),
    );
  });

  it('are the same as a stream and as a complete body', () => {
    fc.assert(
      fc.property(script(anyCall), (one) => {
        const events = toEvents(one);

        const body = dialect.response.write(events, options());
        const seen = dialect.response.read(JSON.parse(JSON.stringify(body)) as typeof body);

        expect(dialect.view(foldEvents(seen))).toEqual(dialect.view(foldEvents(events)));
      }),
    );
  });

  it('end with an error when the stream is cut before its end', () => {
    fc.assert(
      fc.property(script(anyCall), fc.nat(), (one, last) => {
        const writer = dialect.stream.createWriter(options());
        const events = toEvents(one);
        const kept = events.slice(0, last % (events.length - 1));
        const text = write(writer, kept);

        const seen = read(dialect.stream.createReader(), text, []);

        expect(seen.at(-1)?.type).toBe('error');
        expect(seen.filter((event) => event.type === 'end')).toEqual([]);
      }),
    );
  });

  it('are an error body when they are not complete', () => {
    const events = toEvents({ steps: [], stop: 'end_turn' }).filter(
      (event) => event.type !== 'end',
    );

    expect(dialect.response.write(events, options())).toMatchObject({
      error: { type: 'server_error' },
    });
  });

  it('write nothing after the last event, and nothing after an error', () => {
    const writer = dialect.stream.createWriter(options());
    write(writer, toEvents({ steps: [], stop: 'end_turn' }));
    expect(writer.write({ type: 'text', text: 'more' })).toBe('');
    expect(writer.write({ type: 'end' })).toBe('');

    const failed = dialect.stream.createWriter(options());
    failed.write({ type: 'start', id: '', model: '' });
    expect(
      failed.write({ type: 'error', status: 502, errorType: 'api_error', message: 'gone' }),
    ).toContain('gone');
    expect(failed.write({ type: 'stop', reason: 'end_turn' }) + failed.write({ type: 'end' })).toBe(
      '',
    );
  });

  it('survive any JSON an upstream could send', () => {
    fc.assert(
      fc.property(fc.array(fc.json(), { maxLength: 6 }), (list) => {
        const reader = dialect.stream.createReader();
        for (const data of list) reader.push({ data });
        reader.end();
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        dialect.response.read(body);
      }),
    );
  });
});

const chatKey = fc.constantFrom(
  'choices',
  'delta',
  'message',
  'tool_calls',
  'function',
  'usage',
  'error',
  'index',
  'content',
  'reasoning_details',
  'type',
  'response',
  'item',
  'output',
  'output_index',
);

describe('readers', () => {
  it('survive known keys with values of the wrong type', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(null, 0, '', 'x', true, []),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(chatKey, tie('value'), { maxKeys: 4 }),
      ),
    }));
    const types = fc.constantFrom(
      'response.output_item.added',
      'response.output_item.done',
      'response.completed',
      'response.failed',
      'error',
      'response.function_call_arguments.delta',
    );
    fc.assert(
      fc.property(fc.dictionary(chatKey, value, { maxKeys: 5 }), types, (body, type) => {
        const data = JSON.stringify(body);
        for (const { stream } of [chat, responses]) {
          const reader = stream.createReader();
          reader.push({ data, event: type });
          reader.push({ data: JSON.stringify({ ...body, type }) });
          reader.end();
        }
        chat.response.read(body);
        responses.response.read(body);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the rules of a stream', () => {
  it('number tool calls of Chat from 0 without gaps, with id, type and name in the first piece', () => {
    fc.assert(
      fc.property(script(functionCall), (one) => {
        const seen: number[] = [];
        for (const { data } of sseOf(chat.stream.createWriter(options()), one)) {
          if (data === '[DONE]') continue;
          const [choice] = JSON.parse(data).choices;
          for (const call of choice?.delta.tool_calls ?? []) {
            if (seen.includes(call.index)) {
              expect(call).toEqual({
                index: call.index,
                function: { arguments: expect.any(String) },
              });
              continue;
            }
            seen.push(call.index);
            expect(call).toMatchObject({
              id: expect.any(String),
              type: 'function',
              function: { name: expect.any(String), arguments: '' },
            });
          }
        }
        expect(seen).toEqual([...seen.keys()]);
      }),
    );
  });

  it('number events and items of Responses, announce items before their pieces, and repeat them at the end', () => {
    fc.assert(
      fc.property(script(anyCall), (one) => {
        const items: Item[] = [];
        const texts = new Map<string, string>();
        const done = new Set<number>();
        let sequence = 0;
        for (const { event, data } of sseOf(responses.stream.createWriter(options()), one)) {
          const value = JSON.parse(data);
          expect(value.type).toBe(event);
          expect(value.sequence_number).toBe(sequence++);
          if (value.type === 'response.output_item.added') {
            expect(value.output_index).toBe(items.length);
            items.push(value.item);
          } else if (value.type === 'response.output_item.done') {
            expect(value.item.id).toBe(items[value.output_index]!.id);
            done.add(value.output_index);
            items[value.output_index] = value.item;
          } else if (value.output_index !== undefined) {
            expect(value.item_id).toBe(items[value.output_index]!.id);
            expect(done.has(value.output_index)).toBe(false);
            const place = `${value.item_id} ${value.content_index ?? value.summary_index ?? ''}`;
            if (typeof value.delta === 'string')
              texts.set(place, `${texts.get(place) ?? ''}${String(value.delta)}`);
            const whole = value.text ?? value.arguments ?? value.input;
            if (whole !== undefined) expect(texts.get(place)).toBe(whole);
          } else if (value.response.status !== 'in_progress') {
            // A call that was cut off is there, but never announced as done.
            const output = value.response.output.map((item: Item) => ({
              ...item,
              status: item.status === 'incomplete' && item.call_id ? 'in_progress' : item.status,
            }));
            expect(output.map(withoutArguments)).toEqual(items.map(withoutArguments));
            expect(value.response.usage.total_tokens).toBe(23);
          }
        }
        expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
      }),
    );
  });
});

type Item = Record<string, unknown>;

function withoutArguments({ arguments: args, input, ...item }: Item): object {
  return item.status === 'in_progress' ? item : { ...item, args, input };
}

function sseOf(writer: StreamWriter, one: Script): { event?: string; data: string }[] {
  return new SseReader().push(new TextEncoder().encode(write(writer, toEvents(one))));
}

function textsIn(item: OpenAI.Responses.ResponseOutputMessage): string {
  return item.content.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
}

function clientFor(text: string): OpenAI {
  const fetch = (): Promise<Response> =>
    Promise.resolve(new Response(text, { headers: { 'content-type': 'text/event-stream' } }));
  return new OpenAI({ apiKey: 'test', baseURL: 'http://localhost/v1', fetch });
}

describe("OpenAI's own client", () => {
  it('reads every chat stream as we meant it', async () => {
    await fc.assert(
      fc.asyncProperty(script(functionCall), async (one) => {
        const events = toEvents(one);
        const answer = foldEvents(events);
        const client = clientFor(write(chat.stream.createWriter(options()), events));

        const stream = client.chat.completions.stream({ model: 'm', messages: [] });
        const completion = await stream.finalChatCompletion();

        const { message, finish_reason } = completion.choices[0]!;
        expect(message.content ?? '').toBe(textOf(answer.parts, 'text'));
        const calls = (message.tool_calls ?? []).map(
          ({ id, function: { name, arguments: args } }) => ({ id, name, kind: 'function', args }),
        );
        // A call that was cut off is in the stream as well, because that was not known in time.
        const expected = callsOf(answer.parts);
        expect(calls).toEqual(expect.arrayContaining(expected));
        if (finish_reason !== 'length') expect(calls).toEqual(expected);
        expect(finish_reason).toBe(
          { end_turn: 'stop', tool_use: 'tool_calls' }[answer.stop!.reason as string] ?? 'length',
        );
        expect(completion.usage?.total_tokens).toBe(23);
      }),
      { numRuns: 40 },
    );
  });

  it('reads every Responses stream as we meant it', async () => {
    await fc.assert(
      fc.asyncProperty(script(anyCall), async (one) => {
        const events = toEvents(one);
        const answer = foldEvents(events);
        const client = clientFor(write(responses.stream.createWriter(options()), events));

        const stream = client.responses.stream({ model: 'm', input: 'x' });
        const seen: string[] = [];
        stream.on('response.output_text.delta', (event) => seen.push(event.delta));
        const response = await stream.finalResponse();

        expect(seen.join('')).toBe(textOf(answer.parts, 'text'));
        if (answer.stop!.reason === 'max_tokens') return;
        expect(response.status).toBe('completed');
        expect(
          response.output.map((item) => (item.type === 'message' ? textsIn(item) : '')).join(''),
        ).toBe(textOf(answer.parts, 'text'));
        const calls = response.output.filter(
          (item) => item.type === 'function_call' || item.type === 'custom_tool_call',
        );
        expect(calls.length).toBe(callsOf(answer.parts).length);
      }),
      { numRuns: 40 },
    );
  });

  it('throws at an error in a chat stream, and sees a failed response', async () => {
    const events: LlmEvent[] = [
      { type: 'start', id: 'x', model: 'up' },
      { type: 'text', text: 'Hal' },
      {
        type: 'error',
        status: 429,
        errorType: 'rate_limit_error',
        message: 'Slow down',
        retryAfterMs: 1500,
      },
    ];

    const chatStream = clientFor(
      write(chat.stream.createWriter(options()), events),
    ).chat.completions.stream({ model: 'm', messages: [] });
    await expect(chatStream.finalChatCompletion()).rejects.toThrow('Slow down');

    const failures: unknown[] = [];
    const stream = clientFor(
      write(responses.stream.createWriter(options()), events),
    ).responses.stream({ model: 'm', input: 'x' });
    stream.on('response.failed', (event) => failures.push(event.response.error));
    await stream.done();
    expect(failures).toEqual([
      { code: 'rate_limit_exceeded', message: 'Slow down Please try again in 1.5s.' },
    ]);
  });
});
