import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { KeptText } from './kept-text.js';

describe('KeptText', () => {
  it('keeps characters whole wherever a chunk ends', () => {
    const cuts = fc.array(fc.nat(40), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), cuts, (text, positions) => {
        const bytes = Buffer.from(text);
        const kept = new KeptText();
        let from = 0;
        for (const to of [...positions, bytes.length].sort((a, b) => a - b)) {
          kept.push(bytes.subarray(from, Math.min(to, bytes.length)));
          from = Math.min(to, bytes.length);
        }
        return kept.text === text;
      }),
    );
  });

  it('stops at its limit', () => {
    const kept = new KeptText(10);
    for (let chunk = 0; chunk < 5; chunk += 1) kept.push(Buffer.from('12345678'));

    expect(kept.text).toHaveLength(16);
  });
});
