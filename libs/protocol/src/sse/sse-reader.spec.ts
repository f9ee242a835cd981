import { GatewayError } from '@codegate/kernel';
import fc from 'fast-check';

import { formatSse } from './format-sse.js';
import { SseReader, type SseEvent } from './sse-reader.js';

const encoder = new TextEncoder();

function readAll(text: string, size = Infinity): SseEvent[] {
  return readBytes(encoder.encode(text), size);
}

function readBytes(bytes: Uint8Array, size: number): SseEvent[] {
  const reader = new SseReader();
  const events: SseEvent[] = [];
  const step = Math.min(size, bytes.length || 1);
  for (let at = 0; at < bytes.length; at += step) {
    events.push(...reader.push(bytes.subarray(at, at + step)));
  }
  events.push(...reader.end());
  return events;
}

describe('SseReader', () => {
  it.each([
    ['one event', 'data: a\n\n', [{ data: 'a' }]],
    ['a named event', 'event: ping\ndata: {}\n\n', [{ event: 'ping', data: '{}' }]],
    ['no space after the colon', 'event:x\ndata:a\n\n', [{ event: 'x', data: 'a' }]],
    ['only one space removed', 'data:  a\n\n', [{ data: ' a' }]],
    ['CR LF', 'event: x\r\ndata: a\r\n\r\n', [{ event: 'x', data: 'a' }]],
    ['lone CR', 'data: a\r\rdata: b\r\r', [{ data: 'a' }, { data: 'b' }]],
    ['mixed line ends', 'data: a\r\n\ndata: b\r\r\n', [{ data: 'a' }, { data: 'b' }]],
    ['several data lines', 'data: a\ndata:\ndata: b\n\n', [{ data: 'a\n\nb' }]],
    ['data without a colon', 'data\n\n', [{ data: '' }]],
    ['comments', ': OPENROUTER PROCESSING\n\n: x\ndata: a\n\n', [{ data: 'a' }]],
    ['unknown fields', 'id: 1\nretry: 5\ndatax: 9\nevents: 1\ndata: a\n\n', [{ data: 'a' }]],
    ['a byte order mark', '\uFEFFdata: a\n\n', [{ data: 'a' }]],
    ['no blank line at the end', 'data: a\n\ndata: b', [{ data: 'a' }, { data: 'b' }]],
    ['an event name without data', 'event: x\n\ndata: a\n\n', [{ data: 'a' }]],
    ['the literal [DONE]', 'data: [DONE]\n\n', [{ data: '[DONE]' }]],
    ['no input', '', []],
  ])('reads %s', (_name, text, expected) => {
    for (const size of [1, 2, 3, 7, Infinity]) expect(readAll(text, size)).toEqual(expected);
  });

  it('decodes characters whose bytes are split across chunks', () => {
    const text = 'data: {"t":"日本語 😀 ü"}\n\n';

    for (let size = 1; size < 12; size++) {
      expect(readAll(text, size)).toEqual([{ data: '{"t":"日本語 😀 ü"}' }]);
    }
  });

  it('reads a line of eight megabytes in small chunks without searching it again', () => {
    const data = 'x'.repeat(8 * 1024 * 1024);

    const started = process.cpuUsage();
    const events = readAll(`data: ${data}\n\n`, 1024);
    const used = process.cpuUsage(started);

    expect(events).toHaveLength(1);
    expect(events[0]?.data.length).toBe(data.length);
    expect((used.user + used.system) / 1000).toBeLessThan(3000);
  });

  it('refuses an event that is longer than the limit', () => {
    const line = new SseReader(10);
    const lines = new SseReader(10);

    expect(() => line.push(encoder.encode('data: 123456789'))).toThrow(GatewayError);
    expect(() => lines.push(encoder.encode('data: 123456\ndata: 123456\n'))).toThrow(GatewayError);
  });

  it('gives back what formatSse wrote, whatever the chunk borders', () => {
    const event = fc.record(
      {
        event: fc.constantFrom('message_start', 'ping', 'error'),
        data: fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\r')),
      },
      { requiredKeys: ['data'] },
    );
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });

    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), cuts, (events, sizes) => {
        const bytes = encoder.encode(
          events.map((e) => formatSse(e.event ?? null, e.data)).join(''),
        );
        const reader = new SseReader();
        const seen: SseEvent[] = [];
        for (let at = 0, chunk = 0; at < bytes.length; chunk++) {
          const size = sizes[chunk % sizes.length] ?? 1;
          seen.push(...reader.push(bytes.subarray(at, at + size)));
          at += size;
        }
        seen.push(...reader.end());

        expect(seen).toEqual(events);
      }),
    );
  });
});
