import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

import { maxTokensOf } from './max-tokens-of.js';

const count = (text: string) => countTokens(text, { disallowedSpecial: new Set<string>() });
const words = fc
  .array(fc.constantFrom('the', 'Return', 'value', 'README', 'x1', 'naïve', '{"a":', '  ', '\n'))
  .map((parts) => parts.join(' '));
const letters = (set: string) =>
  fc.string({ unit: fc.constantFrom(...Array.from(set)), minLength: 1, maxLength: 400 });

describe('maxTokensOf', () => {
  it.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 400 })],
    ['ASCII', fc.string({ unit: 'binary-ascii', maxLength: 400 })],
    ['words and code', words],
    ['small letters', letters('abcdefghijklmnopqrstuvwxyz')],
    ['letters whose pairs are no tokens', letters('bfgjkpqvwxyz')],
    ['letters of both cases and digits', letters('aBcDeFgHiJ0123456789+/=')],
    ['digits and signs', letters('0123456789.,;:-+*/(){}[]<>|&$#@!?"\'\\`^~_=%')],
    ['blanks', letters(' \t\n\r')],
    ['other alphabets', letters('éüßñαβγδабвгдאבגדابتثあいうアイウ中文字漢龘한국어뷁😀👍\u200b')],
    [
      'one sign again and again',
      fc
        .tuple(fc.string({ unit: 'binary', maxLength: 3 }), fc.nat(200))
        .map(([sign, times]) => sign.repeat(times)),
    ],
  ] as const)('H6: is not below the tokens of o200k for %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(maxTokensOf(text)).toBeGreaterThanOrEqual(count(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['the guide', 'docs/guide/keys-and-budgets.md', 3],
    ['a source file', 'libs/models/src/prices.ts', 3],
    ['JSON', 'package.json', 3],
  ])('stays within a small multiple for %s, so that budgets stay usable', (_, file, factor) => {
    const text = readFileSync(file, 'utf8');
    const ratio = maxTokensOf(text) / count(text);
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThan(factor);
  });

  it('H6: does not take a text for a file by its first characters', () => {
    const text = `${'A'.repeat(256)} ${'some words of a text '.repeat(1_000)}`;
    expect(maxTokensOf(text)).toBeGreaterThanOrEqual(count(text));
  });
});
