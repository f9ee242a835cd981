import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { formatOf } from '../registry.js';
import { StreamTap } from './stream-tap.js';

const sse = (...events: [string | null, object | string][]) =>
  events
    .map(([name, data]) => {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      return `${name === null ? '' : `event: ${name}\n`}data: ${text}\n\n`;
    })
    .join('');

const anthropicStream = sse(
  [
    'message_start',
    { type: 'message_start', message: { usage: { input_tokens: 9, output_tokens: 1 } } },
  ],
  ['ping', { type: 'ping' }],
  [
    'content_block_delta',
    { type: 'content_block_delta', delta: { text: 'héllo 🎉 "error" message_stop' } },
  ],
  [
    'message_delta',
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 7 } },
  ],
  ['message_stop', { type: 'message_stop' }],
);
const chatStream = sse(
  [null, { choices: [{ delta: { role: 'assistant', content: '' } }], usage: null }],
  [null, { choices: [{ delta: { content: 'hé' }, finish_reason: null }], usage: null }],
  [null, { choices: [{ delta: {}, finish_reason: 'stop' }], usage: null }],
  [null, { choices: [], usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } }],
  [null, '[DONE]'],
);
const responsesStream = sse(
  ['response.created', { type: 'response.created', response: { id: 'resp_1' } }],
  ['response.output_text.delta', { type: 'response.output_text.delta', delta: 'x' }],
  [
    'response.completed',
    {
      type: 'response.completed',
      response: { id: 'resp_1', usage: { input_tokens: 5, output_tokens: 2 } },
    },
  ],
);

function run(tap: StreamTap, text: string, cuts: readonly number[]): string {
  const bytes = Buffer.from(text);
  const borders = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  let from = 0;
  const out: Buffer[] = [];
  for (const border of [...borders, bytes.length]) {
    if (border > from) out.push(tap.push(bytes.subarray(from, border)));
    from = border;
  }
  out.push(tap.end());
  return Buffer.concat(out).toString();
}

const cuts = fc.array(fc.nat(5_000), { maxLength: 30 });

describe('StreamTap', () => {
  it.each([
    ['messages', anthropicStream, { inputTokens: 9, output: 7 }],
    ['chat', chatStream, { inputTokens: 12, output: 3 }],
    ['responses', responsesStream, { inputTokens: 5, output: 2 }],
  ] as const)('passes a %s stream on byte for byte and finds its usage', (dialect, text, usage) => {
    fc.assert(
      fc.property(cuts, fc.boolean(), (borders, crlf) => {
        const tap = new StreamTap(formatOf(dialect).stream, false);
        const sent = crlf ? text.replaceAll('\n', '\r\n') : text;

        expect(run(tap, sent, borders)).toBe(sent);
        expect(tap.view).toMatchObject({ hasContent: true, completed: true, usage });
      }),
    );
  });

  it('removes the usage chunk that only the gateway asked for', () => {
    fc.assert(
      fc.property(cuts, (borders) => {
        const tap = new StreamTap(formatOf('chat').stream, true);
        const events = chatStream.split('\n\n');
        const without = events.filter((event) => !event.includes('prompt_tokens')).join('\n\n');

        expect(run(tap, chatStream, borders)).toBe(without);
        expect(tap.view.usage).toMatchObject({ inputTokens: 12, output: 3 });
      }),
    );
  });

  it('does not treat an announcement or a ping as content', () => {
    const tap = new StreamTap(formatOf('messages').stream, false);
    tap.push(Buffer.from(anthropicStream.slice(0, anthropicStream.indexOf('event: content'))));

    expect(tap.view.hasContent).toBe(false);
  });

  it.each([
    ['messages', sse(['error', { type: 'error', error: { type: 'overloaded_error' } }])],
    ['chat', sse([null, { error: { message: 'no' } }])],
    ['responses', sse(['response.failed', { type: 'response.failed', response: { id: 'r' } }])],
    ['responses', sse(['error', { type: 'error', message: 'no' }])],
  ] as const)('sees an error inside a %s stream', (dialect, text) => {
    const tap = new StreamTap(formatOf(dialect).stream, false);
    run(tap, text, []);

    expect(tap.view).toMatchObject({ hasContent: false, completed: false });
    expect(tap.view.error).toBeDefined();
  });

  it('knows a stream that was cut', () => {
    const tap = new StreamTap(formatOf('messages').stream, false);
    run(tap, anthropicStream.slice(0, anthropicStream.indexOf('event: message_delta')), []);

    expect(tap.view.completed).toBe(false);
  });

  it('passes complete events on, so that a ping or an error can follow at any moment', () => {
    const tap = new StreamTap(formatOf('messages').stream, false);

    expect(tap.push(Buffer.from('event: ping\ndata: {}\n\nevent: pi')).toString()).toBe(
      'event: ping\ndata: {}\n\n',
    );
    expect(tap.push(Buffer.from('ng\ndata: {}\n\n')).toString()).toBe('event: ping\ndata: {}\n\n');
  });

  it('does not hold a very long event back', () => {
    const tap = new StreamTap(formatOf('messages').stream, false);
    const long = Buffer.alloc(5 * 1024 * 1024, 'x');

    expect(tap.push(long)).toHaveLength(long.length);
    expect(tap.isBetweenEvents).toBe(false);
    tap.push(Buffer.from('\n\n'));
    expect(tap.isBetweenEvents).toBe(true);
  });

  it('M18: takes linear time for an event in tiny chunks', () => {
    const tap = new StreamTap(formatOf('messages').stream, false);
    const piece = Buffer.from('data: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n');
    const startMs = performance.now();
    let bytes = 0;
    for (let chunk = 0; chunk < 80_000; chunk += 1) bytes += tap.push(piece).length;
    bytes += tap.end().length;

    expect(bytes).toBe(80_000 * piece.length);
    expect(performance.now() - startMs).toBeLessThan(3_000);
  });

  it('M18: keeps few pieces of an event in tiny chunks, and loses none', () => {
    const tap = new StreamTap(formatOf('chat').stream, false);
    const pieces = Array.from({ length: 5_000 }, (_, at) => String.fromCharCode(97 + (at % 26)));
    const text = pieces.join('');
    const passed = pieces.map((one) => tap.push(Buffer.from(one)).toString());

    expect((tap as unknown as { rest: Buffer[] }).rest.length).toBeLessThan(1_030);
    expect(passed.join('') + tap.push(Buffer.from('\n\n')).toString()).toBe(`${text}\n\n`);
  });

  it('counts a last event without its blank line', () => {
    const tap = new StreamTap(formatOf('chat').stream, true);
    const text = chatStream.trimEnd();

    expect(run(tap, text, [])).toMatch(/\[DONE\]$/);
    expect(tap.view.completed).toBe(true);
  });
});
