import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { codeAt, stepOf, toBase32, toOtpauthUrl } from './totp.js';

const secret = toBase32(Buffer.from('12345678901234567890'));

describe('TOTP', () => {
  // RFC 6238, appendix B, the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %d shows %s', (seconds, code) => {
    expect(codeAt(secret, Math.floor(seconds / 30))).toBe(code);
  });

  it('accepts codes of one step before and after, and returns the step', () => {
    const nowMs = 1_700_000_000_000;
    const now = Math.floor(nowMs / 30_000);

    expect(
      [-2, -1, 0, 1, 2].map((apart) => stepOf(secret, codeAt(secret, now + apart), nowMs)),
    ).toEqual([null, now - 1, now, now + 1, null]);
  });

  it('encodes base32 as in RFC 4648', () => {
    expect(toBase32(Buffer.from('fooba'))).toBe('MZXW6YTB');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        expect(toBase32(Buffer.from(bytes))).toMatch(/^[A-Z2-7]{32}$/);
      }),
    );
  });

  it('has the name of the user in the URI of the QR code', () => {
    expect(toOtpauthUrl('ABC', 'Ada L/ove')).toBe(
      'otpauth://totp/CodeGate%3AAda%20L%2Fove?secret=ABC&issuer=CodeGate&digits=6&period=30',
    );
  });
});
