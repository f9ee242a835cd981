import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fromUtcText, toUtcText } from './utc-text.js';

describe('UTC text', () => {
  it('is ISO 8601 with a space, and is read back to the same time, in any order of calls', () => {
    const aTime = fc.integer({ min: 0, max: 4_102_444_800_000 });
    fc.assert(
      fc.property(fc.array(aTime, { minLength: 1 }), (times) => {
        for (const ms of times) {
          const text = toUtcText(ms);
          expect(text).toBe(new Date(ms).toISOString().replace('T', ' ').slice(0, 23));
          expect(fromUtcText(text)?.getTime()).toBe(ms);
        }
      }),
    );
  });

  it.each(['2026-11-25', 'soon', 7, null])('does not read %j', (text) => {
    expect(fromUtcText(text)).toBeNull();
  });
});
