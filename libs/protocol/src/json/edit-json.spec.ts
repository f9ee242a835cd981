import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { editJson } from './edit-json.js';

const edit = (text: string, edits: Record<string, string | null>) =>
  editJson(Buffer.from(text), edits).toString();

describe('editJson', () => {
  it('changes one value and keeps every other byte', () => {
    const text =
      '{ "b" : 1.0e0,\n "model":"a\\"b" , "n":12345678901234567890, "x":[{"model":"in"}]}';

    expect(edit(text, { model: '"new"' })).toBe(
      '{ "b" : 1.0e0,\n "model":"new" , "n":12345678901234567890, "x":[{"model":"in"}]}',
    );
  });

  it('changes a key in every place where it occurs', () => {
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

  it.each([
    ['{"a":1,"b":2,"c":3}', ['a'], '{"b":2,"c":3}'],
    ['{ "a" : 1 , "b" : 2 }', ['b'], '{ "a" : 1 }'],
    ['{"a":1,"b":2,"c":3}', ['b', 'c'], '{"a":1}'],
    ['{"a":1,"a":2}', ['a'], '{}'],
    ['{"a":1}', ['x'], '{"a":1}'],
  ])('takes members out of %s', (text, keys, expected) => {
    expect(edit(text, Object.fromEntries(keys.map((key) => [key, null])))).toBe(expected);
  });

  it('takes out any set of members and leaves valid JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
        fc.array(fc.nat(20)),
        fc.constantFrom(0, 2),
        (object, picks, indent) => {
          const keys = Object.keys(object);
          const removed = new Set(picks.map((pick) => keys[pick % keys.length]!));
          const edits = Object.fromEntries([...removed].map((key) => [key, null]));
          const parsed = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;

          const left = JSON.parse(
            edit(JSON.stringify(object, null, indent), { ...edits, '+new': '1' }),
          ) as object;

          for (const key of removed) Reflect.deleteProperty(parsed, key);
          expect(left).toEqual({ ...parsed, '+new': 1 });
        },
      ),
    );
  });
});
