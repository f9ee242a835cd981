import fc from 'fast-check';

import { foldEvents } from '../response/fold-events.js';
import { ThinkTagSplitter } from './think-tags.js';
import { readResponse } from './read-response.js';
import { StreamReader } from './read-stream.js';

/** Whatever the text is cut into, the result must be that of the whole text. */
function split(text: string, size: number): { thinking: string; text: string } {
  const splitter = new ThinkTagSplitter();
  const events = [];
  for (let at = 0; at < text.length; at += size)
    events.push(...splitter.push(text.slice(at, at + size)));
  events.push(...splitter.end());
  const seen = { thinking: '', text: '' };
  for (const event of events) {
    if (event.type === 'thinking' || event.type === 'text') seen[event.type] += event.text;
  }
  return seen;
}

describe('ThinkTagSplitter', () => {
  const cases: [string, { thinking: string; text: string }][] = [
    ['<think>Hm.</think>\n\nHello', { thinking: 'Hm.', text: 'Hello' }],
    ['\n<think>Hm.</think>Hello', { thinking: 'Hm.', text: 'Hello' }],
    ['Hello <think>Hm.</think>', { thinking: '', text: 'Hello <think>Hm.</think>' }],
    ['<think>Hm.</think>A <think>b</think>', { thinking: 'Hm.', text: 'A <think>b</think>' }],
    ['<think>never closed </thi', { thinking: 'never closed </thi', text: '' }],
    ['<thin', { thinking: '', text: '<thin' }],
    ['<div>', { thinking: '', text: '<div>' }],
    ['<think>a < b </ b</think>c', { thinking: 'a < b </ b', text: 'c' }],
  ];

  it.each(cases)('reads %j', (text, expected) => {
    for (const size of [1, 2, 3, 7, text.length]) expect(split(text, size)).toEqual(expected);
  });

  it('does not depend on where the text is cut', () => {
    const word = fc.constantFrom('<think>', '</think>', '<', '</', 'th', 'ink>', ' ', '\n', 'a');
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (words, size) => {
          const text = words.join('');
          expect(split(text, size)).toEqual(split(text, text.length || 1));
        },
      ),
    );
  });
});

describe('a reader with the option for think tags', () => {
  const message = { content: '<think>Hm.</think>\nHello', role: 'assistant' };

  it('takes reasoning out of a complete response', () => {
    const events = readResponse(
      { id: 'x', choices: [{ message, finish_reason: 'stop' }] },
      { thinkTags: true },
    );

    expect(foldEvents(events).parts).toEqual([
      { type: 'thinking', text: 'Hm.' },
      { type: 'text', text: 'Hello' },
    ]);
  });

  it('reports a whole message repeated at the end of a stream once', () => {
    const reader = new StreamReader({ thinkTags: true });
    const push = (choice: object) =>
      reader.push({ data: JSON.stringify({ id: 'x', choices: [choice] }) });

    const events = [
      ...push({ index: 0, delta: { content: '<think>Hm.</think>' } }),
      ...push({ index: 0, delta: { content: '\nHello' } }),
      ...push({ index: 0, message, finish_reason: 'stop' }),
      ...reader.end(),
    ];

    expect(foldEvents(events).parts).toEqual([
      { type: 'thinking', text: 'Hm.' },
      { type: 'text', text: 'Hello' },
    ]);
  });
});
