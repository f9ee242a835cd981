import { describe, expect, it } from '@jest/globals';

import { checkPassword, hashPassword, refuseWeakPassword } from './passwords.js';

describe('passwords', () => {
  it('are stored as argon2id, with a different hash each time', async () => {
    const [one, two] = [
      await hashPassword('a good password'),
      await hashPassword('a good password'),
    ];

    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await checkPassword('a good password', one)).toBe(true);
    expect(await checkPassword('a good passworD', one)).toBe(false);
    expect(await checkPassword('no password has this hash', null)).toBe(false);
  });

  it('are the same in every Unicode composition', async () => {
    expect(await checkPassword('pa\u0308sswort 12', await hashPassword('p\u00e4sswort 12'))).toBe(
      true,
    );
  });

  it.each(['password123', 'ChangeMe123', 'aaaaaaaaaaaa', 'abababababab', 'AdaLovelace'])(
    'may not be %s',
    (password) => {
      expect(() => refuseWeakPassword(password, 'adalovelace')).toThrow(/easy to guess/);
    },
  );
});
