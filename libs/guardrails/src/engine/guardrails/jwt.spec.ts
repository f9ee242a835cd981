import { textsFoundBy, machineMade } from './detections.testing.js';

const valuesIn = textsFoundBy('jwt');
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = part;
const body = machineMade(43);
const token = `${header({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: '1234567890' })}.${body}`;

describe('JSON Web Tokens', () => {
  it.each([
    ['a signed token', `token ${token}`, token],
    ['a header', `Authorization: Bearer ${token}`, token],
    ['a token behind an underscore', `id_${token}`, token],
    [
      'a token without signature',
      `${header({ alg: 'none' })}.${part({ sub: '1' })}.`,
      `${header({ alg: 'none' })}.${part({ sub: '1' })}.`,
    ],
    [
      'an encrypted token',
      `${header({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.${body}.${body}.${body}.${body}`,
      `${header({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.${body}.${body}.${body}.${body}`,
    ],
    [
      'a token in base64',
      Buffer.from(token).toString('base64'),
      Buffer.from(token).toString('base64'),
    ],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['a lone header', header({ alg: 'HS256' })],
    ['data of a URL', `data:application/json;base64,${part({ a: 1, b: 'some text' })}`],
    ['JSON in base64', part({ name: 'abc', list: [1, 2] })],
    ['a header without algorithm', `${header({ typ: 'x' })}.${part({ a: 1 })}.${body}`],
    ['three words with dots', 'eyJabc.def.ghi'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});
