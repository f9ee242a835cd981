import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { replaceHalfPairs } from './replace-half-pairs.js';

const replaced = (text: string) => replaceHalfPairs(Buffer.from(text)).toString();

describe('replaceHalfPairs', () => {
  it.each([
    ['"cut \\ud83d here"', '"cut \\ufffd here"'],
    ['"\\uDE00 first"', '"\\ufffd first"'],
    ['"\\ud83d\\ud83d\\ude00"', '"\\ufffd\\ud83d\\ude00"'],
    ['"\\\\\\ud83d"', '"\\\\\\ufffd"'],
    ['{"\\ud83d":1}', '{"\\ufffd":1}'],
    ['"\\ud83d\\u0041"', '"\\ufffd\\u0041"'],
  ])('mends %s', (text, expected) => {
    expect(replaced(text)).toBe(expected);
  });

  it.each([
    '"\\ud83d\\ude00"',
    '"\\\\ud83d"',
    '"\\\\\\\\ud83d"',
    '"C:\\\\ud800"',
    '"é 😀"',
    '"\\u00e9"',
  ])('leaves %s as it is', (text) => {
    const body = Buffer.from(text);
    expect(replaceHalfPairs(body)).toBe(body);
  });

  it('makes every text well-formed and changes nothing else (property)', () => {
    const unit = fc.constantFrom('\ud83d', '\ude00', '\\', 'u', 'd83d', '"', 'a', '\u00e9');
    fc.assert(
      fc.property(
        fc.array(unit).map((units) => units.join('')),
        (text) => {
          const mended = JSON.parse(replaced(JSON.stringify({ text }))) as { text: string };
          expect(mended.text).toBe(text.toWellFormed());
        },
      ),
    );
  });
});
