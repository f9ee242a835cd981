import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isDeeperThan, maxJsonDepth, textOf, tryParseJson } from './json.js';

describe('textOf', () => {
  it('reads every valid UTF-8 as toString does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const bytes = Buffer.from(text, 'utf8');
        expect(textOf(bytes)).toBe(bytes.toString('utf8'));
      }),
    );
  });

  it.each(['', 'ASCII', '\ufeff{"a":1}', 'é → 😀 \ufffd'])('reads %j', (text) => {
    expect(textOf(Buffer.from(text))).toBe(text);
  });
});

describe('isDeeperThan', () => {
  it.each([
    [0, 'text', false],
    [0, null, false],
    [0, [], true],
    [1, { a: 1 }, false],
    [1, { a: [] }, true],
    [2, [{ a: 1 }, [2]], false],
    [2, [1, { a: { b: 1 } }], true],
  ])('with %i levels, answers for %j', (levels, value, expected) => {
    expect(isDeeperThan(levels, value)).toBe(expected);
  });

  it('handles values deeper than the stack', () => {
    const value: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

    expect(isDeeperThan(32, value)).toBe(true);
  });
});

describe('tryParseJson', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  it('H4: takes JSON up to the depth that every walk through it can bear', () => {
    expect(tryParseJson(nested(maxJsonDepth))).toBeDefined();
    expect(tryParseJson(nested(maxJsonDepth + 1))).toBeUndefined();
    expect(tryParseJson(`{"a":"${nested(15_000)}"}`)).toBeDefined();
    expect(tryParseJson(`{"a":${nested(15_000)}}`)).toBeUndefined();
  });

  it('is undefined for what is not JSON', () => {
    expect(tryParseJson('<html>')).toBeUndefined();
    expect(tryParseJson('')).toBeUndefined();
  });
});
