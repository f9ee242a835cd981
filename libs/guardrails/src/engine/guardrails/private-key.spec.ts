import { textsFoundBy, machineMade } from './detections.testing.js';

const valuesIn = textsFoundBy('private_key');
const line = machineMade(64);
const bech32 = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
const pem = (kind: string, separator: string) =>
  [`-----BEGIN ${kind}-----`, line, line, `-----END ${kind}-----`].join(separator);
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('Private keys', () => {
  it.each([
    ['a PEM block', pem('RSA PRIVATE KEY', '\n'), `${line}\n${line}`],
    ['escaped line feeds', pem('EC PRIVATE KEY', '\\n'), `${line}\\n${line}`],
    ['an encrypted key', pem('ENCRYPTED PRIVATE KEY', '\n'), `${line}\n${line}`],
    ['PGP', pem('PGP PRIVATE KEY BLOCK', '\n'), `${line}\n${line}`],
    ['an indented block', pem('PRIVATE KEY', '\n    '), `${line}\n    ${line}`],
    ['a single line', pem('PRIVATE KEY', ' '), `${line} ${line}`],
    [
      'a block whose end is cut off',
      pem('OPENSSH PRIVATE KEY', '\n').slice(0, 170),
      pem('OPENSSH PRIVATE KEY', '\n').slice(36, 165),
    ],
    [
      'age',
      `AGE-SECRET-KEY-1${machineMade(58, bech32)}`,
      `AGE-SECRET-KEY-1${machineMade(58, bech32)}`,
    ],
    [
      'PuTTY',
      `PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 2\n${line}\n${line}\nPrivate-MAC: 1`,
      `${line}\n${line}`,
    ],
    ['a numbered listing', pem('PRIVATE KEY', '\n  12→'), `12→${line}\n  12→${line}\n  12→`],
    ['strings joined by +', pem('PRIVATE KEY', '\\n" +\n  "'), `${line}\\n" +\n  "${line}`],
    [
      'a file in base64',
      `tls.key: ${base64(pem('PRIVATE KEY', '\n'))}`,
      base64(pem('PRIVATE KEY', '\n')),
    ],
    ['a JWK', `{"kty":"EC","d":"${machineMade(43)}"}`, machineMade(43)],
    ['XML', `<RSAKeyValue><Modulus>x</Modulus><D>${line}</D></RSAKeyValue>`, line],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['a block of dots', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    ['a public key', pem('PUBLIC KEY', '\n')],
    ['a certificate', pem('CERTIFICATE', '\n')],
    [
      'code that mentions the line',
      'if (s.startsWith("-----BEGIN PRIVATE KEY-----")) {\n  return s.trim();\n}',
    ],
    ['a certificate in base64', `tls.crt: ${base64(pem('CERTIFICATE', '\n'))}`],
    ['a public JWK', `{"kty":"EC","x":"${machineMade(43)}"}`],
    [
      'one of our tokens',
      '-----BEGIN PRIVATE KEY-----\ncgpem0dv9hjx1p0kwzry5dsrs2\n-----END PRIVATE KEY-----',
    ],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});
