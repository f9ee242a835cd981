import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { replaceChanged } from './replace-changed.js';

/** Replaces strings that contain `secret`, sharing what does not change. */
function mask(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('secret', 'token"\\\n');
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(mask);
    return items.every((item, i) => item === value[i]) ? value : items;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, mask(item)] as const);
    const isSame = entries.every(([key, item]) => item === (value as Record<string, unknown>)[key]);
    return isSame ? value : Object.fromEntries(entries);
  }
  return value;
}
const run = (text: string): string => {
  const before: unknown = JSON.parse(text);
  return replaceChanged(Buffer.from(text), before, mask(before)).toString();
};

describe('replaceChanged', () => {
  it('keeps every byte around what changed: digits, blanks, escapes, order', () => {
    expect(
      run('{ "n" : 12345678901234567890, "b":[1.0, "a secret", "\\u00e9"], "a":{"x":"é"} }'),
    ).toBe(
      '{ "n" : 12345678901234567890, "b":[1.0, "a token\\"\\\\\\n", "\\u00e9"], "a":{"x":"é"} }',
    );
  });

  it('gives the very bytes back when nothing changed', () => {
    const json = Buffer.from('{"a": 1}');
    const value: unknown = { a: 1 };

    expect(replaceChanged(json, value, value)).toBe(json);
  });

  it('replaces both values of a duplicate key', () => {
    expect(run('{"m":{"a":"secret one","a":"secret two"}}')).not.toContain('secret');
    expect(run('{"a":"secret one","a":"a secret"}')).not.toContain('secret');
  });

  it.each(['{"a":["a secret",1],"b":2}', '[["secret",null],{"x":[true,"secret",-1.5e3]}]'])(
    'finds the end of a list that ends with a number or a word: %s',
    (json) => {
      expect(JSON.parse(run(json))).toEqual(mask(JSON.parse(json)));
    },
  );

  it('writes the changed value into any JSON', () => {
    const text = fc.oneof(fc.string(), fc.constant('my secret'), fc.constant('secretsecret'));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value')),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(0, 1), (given, indent) => {
        const json = JSON.stringify(given, null, indent);

        expect(JSON.parse(run(json))).toEqual(mask(JSON.parse(json)));
      }),
    );
  });
});
