import { createCipheriv, createHmac } from 'node:crypto';

import { MemoryMappings } from '../memory-mappings.js';
import { builtInIds } from '../guardrails/index.js';
import { packValue, unpackValue } from './pack-value.js';
import { maxTokenLength } from './token-format.js';
import { TokenCodec } from './token-codec.js';

const key = Buffer.alloc(32, 7);

function aCodec(mappings = new MemoryMappings()): TokenCodec {
  return new TokenCodec(key, mappings);
}

function restore(
  codec: TokenCodec,
  tenantId: string,
  token: string,
  restoresLegacy = false,
): string | undefined {
  const found = codec.restoreAt({ tenantId, policy: { restoresLegacy } }, token, 0, true);
  return typeof found === 'string' ? undefined : found.value;
}

describe('TokenMint', () => {
  it('gives one value the same token in every process', () => {
    expect(aCodec().tokenFor('t1', 'hunter2', 'password')).toBe(
      aCodec().tokenFor('t1', 'hunter2', 'password'),
    );
  });

  // The format must not change: tokens of this version are in clients' histories and providers' caches.
  it.each([
    ['email', 'john.doe@example.com', 'cgmb2xjcepyb2tyfh5m9k8an@cg.test'],
    ['ssn', '123-45-6789', 'cgssn92r49ac93ry1rg7127t'],
    ['password', 'Tr0ub4dor&3', 'cgpassfgv2xp12ntyne7h3mxb7acwpk'],
    ['private_key', 'x'.repeat(500), 'cgpem0q7jy4057bdrj9c6eh7rk'],
  ])('keeps the format of %s tokens', (category, value, token) => {
    expect(aCodec().tokenFor('t1', value, category)).toBe(token);
  });

  it('reads sealed tokens without the mapping store', () => {
    const token = aCodec().tokenFor('t1', '123-45-6789', 'ssn');

    expect(restore(aCodec(new MemoryMappings()), 't1', token)).toBe('123-45-6789');
  });

  it('reads tokens of long values from the mapping store only', () => {
    const mappings = new MemoryMappings();
    const value = 'MII'.repeat(400);
    const token = aCodec(mappings).tokenFor('t1', value, 'private_key');

    expect(token).toHaveLength(26);
    expect(restore(aCodec(mappings), 't1', token)).toBe(value);
    expect(restore(aCodec(), 't1', token)).toBeUndefined();
  });

  it('does not read the token of another tenant', () => {
    const mappings = new MemoryMappings();
    const codec = aCodec(mappings);

    for (const value of ['123-45-6789', 'x'.repeat(300)]) {
      expect(restore(codec, 't2', codec.tokenFor('t1', value, 'ssn'))).toBeUndefined();
    }
  });

  it.each(builtInIds)(
    'keeps %s tokens within 40 characters of lower case and digits',
    (category) => {
      for (const value of [
        'a',
        '192.168.1.20',
        'Jane Doe',
        'x'.repeat(20),
        'Ab3!'.repeat(6),
        '\n'.repeat(90),
      ]) {
        const token = aCodec().tokenFor('t1', value, category);

        expect(token.length).toBeLessThanOrEqual(maxTokenLength);
        expect(token).toMatch(category === 'email' ? /^[a-z0-9]+@cg\.test$/ : /^[a-z0-9]+$/);
      }
    },
  );

  it('reads a token in capitals, as models write constants', () => {
    const codec = aCodec();

    expect(restore(codec, 't1', codec.tokenFor('t1', 'Jane Doe', 'name').toUpperCase())).toBe(
      'Jane Doe',
    );
  });

  it('reads a percent-encoded e-mail token and encodes its value in the same way', () => {
    const codec = aCodec();
    const token = codec.tokenFor('t1', 'jane@corp.com', 'email');

    expect(restore(codec, 't1', token.replace('@', '%40'))).toBe('jane%40corp.com');
    expect(restore(codec, 't1', token.replace(/@.*/, '@corp.com'))).toBeUndefined();
  });

  it('distinguishes unpaired surrogates', () => {
    const codec = aCodec();
    const [a, b] = ['\ud800abc', '\ud801abc'].map((value) =>
      codec.tokenFor('t1', value, 'password'),
    );

    expect(a).not.toBe(b);
    expect(restore(codec, 't1', a ?? '')).toBe('\ud800abc');
  });

  it('does not read a token of which one character has changed', () => {
    const codec = aCodec();
    for (const value of ['123-45-6789', 'x'.repeat(99)]) {
      const token = codec.tokenFor('t1', value, 'ssn');
      for (let at = 5; at < token.length; at += 1) {
        const other = token.charAt(at) === 'z' ? 'y' : 'z';
        const damaged = token.slice(0, at) + other + token.slice(at + 1);

        expect(restore(codec, 't1', damaged)).toBeUndefined();
      }
    }
  });

  it('M12: reads complete tokens of the first CodeGate only where the policy says so', () => {
    const value = '12 Elm Street';
    const hmac = (secret: Buffer, text: string) =>
      createHmac('sha256', secret).update(text).digest();
    const iv = hmac(hmac(key, 'address'), value).subarray(0, 16);
    const cipher = createCipheriv('aes-256-ctr', key, iv).update(value);
    const check = hmac(key, `${value}address`).subarray(0, 4);
    const body = Buffer.concat([iv, cipher, check]).toString('base64url');

    expect(restore(aCodec(), 't1', `[ADDR-${body}]`)).toBeUndefined();
    expect(restore(aCodec(), 't1', `[ADDR-${body}]`, true)).toBe(value);
    expect(restore(aCodec(), 't1', `[ADDR-${body.slice(0, 12)}]`, true)).toBeUndefined();
    expect(restore(aCodec(), 't1', `[ADDR-${body.replace(/.$/, '_')}]`, true)).toBeUndefined();
  });
});

describe('packValue', () => {
  it.each([
    '7',
    '007',
    '+1 (650) 253-0000',
    'DE89370400440532013000',
    'jane@gmail.com',
    'Jane',
    'ü',
    'a\nb',
    '😀',
  ])('writes %j as a number that gives it back', (value) => {
    expect(unpackValue(packValue(value) ?? 0n)).toBe(value);
  });
});
