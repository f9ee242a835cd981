import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { LlmEvent } from '../model.js';
import { newStopCutter } from './cut-at-stop.js';

const stop: LlmEvent = { type: 'stop', reason: 'end_turn' };

function cut(sequences: string[], events: LlmEvent[]): LlmEvent[] {
  const cutter = newStopCutter(sequences);
  return cutter ? events.flatMap((event) => cutter.push(event)) : events;
}

function textOf(events: readonly LlmEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
}

describe('case 53: a stop sequence the target does not know', () => {
  it.each([
    [['STOP'], ['before STOP after'], 'before ', 'STOP'],
    [['STOP'], ['before S', 'TO', 'P after'], 'before ', 'STOP'],
    [['aab'], ['aa', 'aab', 'x'], 'aa', 'aab'],
    [['never'], ['nev', 'ertheless'], '', 'never'],
    [['xy', 'b'], ['ab xy'], 'a', 'b'],
    [['abc', 'b'], ['ab', 'c'], 'a', 'b'],
    [['\n\nHuman:'], ['Hi\n', '\nHuman: x'], 'Hi', '\n\nHuman:'],
  ])('%j ends %j', (sequences, pieces, text, sequence) => {
    const events: LlmEvent[] = [
      ...pieces.map((each) => ({ type: 'text' as const, text: each })),
      stop,
    ];

    const written = cut(sequences, events);

    expect(textOf(written)).toBe(text);
    expect(written.at(-1)).toEqual({ type: 'stop', reason: 'stop_sequence', sequence });
  });

  it('that does not come changes nothing', () => {
    const events: LlmEvent[] = [{ type: 'text', text: 'before STO' }, stop, { type: 'end' }];

    expect(textOf(cut(['STOP'], events))).toBe('before STO');
    expect(cut(['STOP'], events)).toContainEqual(stop);
  });

  it('is not looked for across other content', () => {
    const events: LlmEvent[] = [
      { type: 'text', text: 'ST' },
      { type: 'thinking', text: 'hm' },
      { type: 'text', text: 'OP' },
      stop,
    ];

    expect(cut(['STOP'], events)).toEqual(events);
  });

  it('drops tool calls behind it, and keeps usage, errors and the end', () => {
    const events: LlmEvent[] = [
      { type: 'text', text: 'a.b' },
      { type: 'tool_start', key: '0', id: 'c', name: 'f', kind: 'function' },
      { type: 'tool_args', key: '0', delta: '{}' },
      { type: 'tool_end', key: '0' },
      {
        type: 'usage',
        usage: {
          inputTokens: 1,
          cacheRead: 0,
          cacheWrite: 0,
          cacheWrite1h: 0,
          output: 2,
          reasoning: 0,
        },
      },
      stop,
      { type: 'end' },
    ];

    expect(cut(['.'], events).map(({ type }) => type)).toEqual(['text', 'usage', 'stop', 'end']);
  });

  it('is found wherever the text is cut into pieces', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const sequences = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(fc.array(letters), sequences, (pieces, wanted) => {
        const events: LlmEvent[] = pieces.map((text) => ({ type: 'text', text }));
        const whole = pieces.join('');
        const ends = wanted.map((each) => whole.indexOf(each) + each.length - 1);
        const first = ends
          .filter((end, i) => whole.includes(wanted[i] ?? ''))
          .sort((x, y) => x - y)[0];

        const written = cut(wanted, [...events, stop]);

        const last = written.at(-1);
        const sequence = last?.type === 'stop' ? (last.sequence ?? '') : '';
        if (first === undefined) expect(textOf(written)).toBe(whole);
        else expect(textOf(written) + sequence).toBe(whole.slice(0, first + 1));
      }),
    );
  });

  it('costs the same for sequences that nearly match', () => {
    const sequence = `${'a'.repeat(999)}b`;
    const events: LlmEvent[] = Array.from({ length: 300 }, () => ({
      type: 'text',
      text: 'a'.repeat(1_000),
    }));
    const startedAt = performance.now();

    expect(textOf(cut([sequence], [...events, stop]))).toHaveLength(300_000);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
