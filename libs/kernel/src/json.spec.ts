import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { textOf } from './json.js';

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
