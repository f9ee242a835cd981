import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { editJson } from './edit-json.js';

const edit = (text: string, edits: Record<string, string>) =>
  editJson(Buffer.from(text), edits).toString();

describe('editJson', () => {
  it('changes one value and keeps every other byte', () => {
    const text =
      '{ "b" : 1.0e0,\n "model":"a\\"b" , "n":12345678901234567890, "x":[{"model":"in"}]}';

    expect(edit(text, { model: '"new"' })).toBe(
      '{ "b" : 1.0e0,\n "model":"new" , "n":12345678901234567890, "x":[{"model":"in"}]}',
    );
  });

  it('changes a key in every place it stands in', () => {
    expect(edit('{"model":"a","model":"b"}', { model: '"c"' })).toBe('{"model":"c","model":"c"}');
  });

  it('finds a key that is written with escapes', () => {
    expect(edit('{"mod\\u0065l":"a"}', { model: '"c"' })).toBe('{"mod\\u0065l":"c"}');
  });

  it('inserts what is missing at the front', () => {
    expect(edit('{"a":1}', { model: '"c"' })).toBe('{"model":"c","a":1}');
    expect(edit(' { } ', { model: '"c"' })).toBe(' {"model":"c" } ');
  });

  it('gives the same object as changing the parsed one, whatever the JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom(0, 1, 2),
        fc.jsonValue(),
        (object, indent, value) => {
          const text = JSON.stringify({ model: 'm', ...object }, null, indent);
          const edited = edit(text, { model: JSON.stringify(value), extra: '1' });

          const parsed = JSON.parse(text) as object;
          expect(JSON.parse(edited)).toEqual({
            ...parsed,
            model: JSON.parse(JSON.stringify(value)) as unknown,
            extra: 1,
          });
        },
      ),
    );
  });
});
