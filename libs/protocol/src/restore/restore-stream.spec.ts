import fc from 'fast-check';

import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { formatOf } from '../registry.js';
import type { NamedEvent, PieceRestorer, TextRestorer } from './types.js';

const values = { '<A1>': 'Ada Lovelace', '<B22>': 'ada@example.org' } as const;
const replacements = Object.keys(values) as (keyof typeof values)[];

function restoreAll(text: string): string {
  return replacements.reduce((all, each) => all.replaceAll(each, values[each]), text);
}

/** Holds back an end that may be the beginning of a replacement. */
class Pieces implements PieceRestorer {
  private held = '';

  push(piece: string): string {
    const text = this.held + piece;
    const open = text.lastIndexOf('<');
    const isOpen = open !== -1 && replacements.some((each) => each.startsWith(text.slice(open)));
    this.held =
      isOpen && !replacements.includes(text.slice(open) as '<A1>') ? text.slice(open) : '';
    return restoreAll(text.slice(0, text.length - this.held.length));
  }

  end(): string {
    const rest = restoreAll(this.held);
    this.held = '';
    return rest;
  }
}

const original: TextRestorer = {
  text: restoreAll,
  json: restoreAll,
  body: (_dialect, body) => JSON.parse(restoreAll(JSON.stringify(body))) as JsonObject,
  field: () => new Pieces(),
};

const event = (data: JsonObject): NamedEvent => ({
  name: typeof data.type === 'string' ? data.type : undefined,
  data,
});

/** How each dialect streams two texts side by side, and how a client puts them together. */
const dialects = {
  messages: {
    delta: (index: number, text: string) =>
      event({ type: 'content_block_delta', index, delta: { type: 'text_delta', text } }),
    end: (index: number) => event({ type: 'content_block_stop', index }),
    read: ({ index, delta }: JsonObject): [unknown, unknown] | null =>
      isJsonObject(delta) ? [index, delta.text] : null,
  },
  chat: {
    delta: (index: number, content: string) =>
      event({ choices: [{ index, delta: { content }, finish_reason: null }] }),
    end: (index: number) => event({ choices: [{ index, delta: {}, finish_reason: 'stop' }] }),
    read: ({ choices }: JsonObject): [unknown, unknown] | null => {
      const [choice] = choices as [JsonObject];
      return [choice.index, (choice.delta as JsonObject).content ?? ''];
    },
  },
  responses: {
    delta: (index: number, delta: string) =>
      event({ type: 'response.output_text.delta', output_index: index, content_index: 0, delta }),
    end: (index: number, text: string) =>
      event({ type: 'response.output_text.done', output_index: index, content_index: 0, text }),
    read: ({ output_index: index, delta }: JsonObject): [unknown, unknown] | null =>
      typeof delta === 'string' ? [index, delta] : null,
  },
} as const;

describe.each(['messages', 'chat', 'responses'] as const)('a stream of %s', (name) => {
  const dialect = dialects[name];
  const piece = fc.oneof(
    fc.constantFrom('<', '<A', '<A1>', '1>', '<B2', '2>', '>', ' text ', '"'),
    fc.string({ minLength: 1, maxLength: 5 }),
  );
  const twoTexts = fc.tuple(
    fc.array(piece, { minLength: 1, maxLength: 8 }),
    fc.array(piece, { minLength: 1, maxLength: 8 }),
  );

  it('is restored for any borders of its pieces, text by text', () => {
    fc.assert(
      fc.property(twoTexts, (texts) => {
        const restorer = formatOf(name).stream.createRestorer(original);
        const sent: NamedEvent[] = [];
        for (let at = 0; at < 8; at++) {
          texts.forEach((pieces, index) => {
            const text = pieces[at];
            if (text !== undefined) sent.push(dialect.delta(index, text));
          });
        }
        texts.forEach((pieces, index) => sent.push(dialect.end(index, pieces.join(''))));
        const seen = ['', ''];
        for (const { data } of sent.flatMap((each) => restorer.push(each))) {
          const read = dialect.read(data);
          if (!read) continue;
          const [index, text] = read as [number, string];
          seen[index] = (seen[index] ?? '') + text;
        }

        expect(seen).toEqual(texts.map((pieces) => restoreAll(pieces.join(''))));
      }),
    );
  });

  it('passes events on as the same objects when nothing is replaced in them', () => {
    const restorer = formatOf(name).stream.createRestorer(original);
    const delta = dialect.delta(0, 'plain');
    const [seen] = restorer.push(delta);

    expect(seen?.data).toEqual(delta.data);
    if (name !== 'responses') expect(seen?.data).toBe(delta.data);
  });

  it('restores the message of an error', () => {
    const restorer = formatOf(name).stream.createRestorer(original);
    const error = { type: 'error', message: 'about <A1>' };
    const data = name === 'responses' ? error : { type: 'error', error };

    expect(JSON.stringify(restorer.push(event(data)))).toContain('about Ada Lovelace');
  });
});

describe('the Messages restorer', () => {
  it.each<[string, JsonObject]>([
    [
      'a block that is complete when it begins',
      { type: 'content_block_start', index: 0, content_block: { content: [{ title: '<A1>' }] } },
    ],
    [
      'a citation',
      {
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'citations_delta', citation: { cited_text: 'by <A1>' } },
      },
    ],
    [
      'the stop sequence that was found',
      { type: 'message_delta', delta: { stop_reason: 'stop_sequence', stop_sequence: '<B22>' } },
    ],
  ])('M8: restores %s', (_what, data) => {
    const restorer = formatOf('messages').stream.createRestorer(original);

    expect(restorer.push(event(data))).toEqual([
      event(JSON.parse(restoreAll(JSON.stringify(data))) as JsonObject),
    ]);
  });
});

describe('the Responses restorer', () => {
  it('M8: restores annotations and what the response repeats of the request', () => {
    const restorer = formatOf('responses').stream.createRestorer(original);
    for (const data of [
      { type: 'response.output_text.annotation.added', annotation: { title: '<A1>' } },
      { type: 'response.created', response: { instructions: '<A1>', metadata: { a: '<B22>' } } },
    ]) {
      expect(restorer.push(event(data))).toEqual([
        event(JSON.parse(restoreAll(JSON.stringify(data))) as JsonObject),
      ]);
    }
  });
});
