import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { HmacKey } from './hmac-key.js';

describe('HmacKey', () => {
  it('gives the same digest as createHmac', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.string({ unit: 'binary', maxLength: 300 }),
        (bytes, text) => {
          const key = Buffer.from(bytes);
          const expected = createHmac('sha256', key).update(text, 'utf16le').digest('hex');
          const made = new HmacKey(key);
          expect(made.digestOf(text)).toBe(expected);
          expect(made.digestOf(text)).toBe(expected);
        },
      ),
    );
  });
});
