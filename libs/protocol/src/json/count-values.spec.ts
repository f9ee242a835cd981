import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { countValues } from './count-values.js';

function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + valuesIn(each), 1);
}

describe('countValues', () => {
  it('counts the values of any JSON text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('\\', '"', ',', '{', 'a') }),
      fc.string({ unit: fc.constantFrom('\\', '"', ',', 'x'), minLength: 60, maxLength: 200 }),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        text,
        fc.integer(),
        fc.constantFrom(true, null),
        fc.array(tie('tree')),
        fc.dictionary(text, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        for (const indent of [0, 2]) {
          const json = JSON.stringify(value, null, indent);

          expect(countValues(Buffer.from(json), Infinity)).toBe(valuesIn(value));
        }
      }),
    );
  });

  it('ends for bytes that are not JSON, and stops above its limit', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => countValues(Buffer.from(bytes), Infinity) >= 1),
    );
    expect(countValues(Buffer.from('"never closed'), 10)).toBe(1);
    expect(countValues(Buffer.from('[,,,,,,,,,,,,,,'), 5)).toBe(6);
  });
});
