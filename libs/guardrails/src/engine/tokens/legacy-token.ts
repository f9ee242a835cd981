import { createDecipheriv, createHmac } from 'node:crypto';

/**
 * Tokens of the first CodeGate that contain their value: `[ADDR-…]` and the like, with base64url of
 * iv(16) ‖ AES-256-CTR(value) ‖ check(4). They belong to an installation, not to a tenant.
 */
const domains: Readonly<Record<string, string>> = {
  ADDR: 'address',
  SSN: 'ssn',
  VISA: 'card',
  MC: 'card',
  AMEX: 'card',
  DISC: 'card',
  IBAN: 'iban',
  JWT: 'jwt',
  PASSPORT: 'passport',
  'PRIVATE-KEY': 'key',
  AKIA: 'aws',
  'AWS-SECRET': 'aws',
  'SECRET-short': 'secret',
  'SECRET-med': 'secret',
  'SECRET-long': 'secret',
  REDACTED: 'password',
  IPv6: 'ip',
};
const prefixes = Object.keys(domains).map((word) => `[${word}-`);
const maxPrefixLength = Math.max(...prefixes.map((prefix) => prefix.length));
/** iv, one byte and check are 28 characters; an address of 200 bytes is 294. */
const minBodyLength = 28;
const maxBodyLength = 400;

export type LegacyTokenText = {
  readonly word: string;
  readonly body: string;
  readonly end: number;
};

/** Reads the legacy token whose bracket is at `start`. Returns as readToken does. */
export function readLegacyToken(
  text: string,
  start: number,
  final: boolean,
): LegacyTokenText | 'none' | 'partial' {
  const head = text.slice(start, start + maxPrefixLength);
  const prefix = prefixes.find((candidate) => head.startsWith(candidate));
  if (prefix === undefined) {
    const mayGrow =
      start + head.length === text.length &&
      prefixes.some((candidate) => candidate.startsWith(head));
    return mayGrow && !final ? 'partial' : 'none';
  }
  const bodyStart = start + prefix.length;
  const body = /^[\w-]*/.exec(text.slice(bodyStart, bodyStart + maxBodyLength))?.[0] ?? '';
  const end = bodyStart + body.length;
  if (text.charAt(end) === ']' && body.length >= minBodyLength) {
    return { word: prefix.slice(1, -1), body, end: end + 1 };
  }
  return end === text.length && body.length < maxBodyLength && !final ? 'partial' : 'none';
}

/** The value of a legacy token; undefined when its check is wrong. */
export function openLegacyToken(key: Buffer, token: LegacyTokenText): string | undefined {
  const domain = domains[token.word] ?? '';
  const bytes = Buffer.from(token.body, 'base64url');
  if (bytes.length < 21) return undefined;
  const iv = bytes.subarray(0, 16);
  const decipher = createDecipheriv('aes-256-ctr', key, iv);
  const value = decipher.update(bytes.subarray(16, -4)).toString('utf8');
  const check = createHmac('sha256', key)
    .update(value + domain)
    .digest()
    .subarray(0, 4);
  return check.equals(bytes.subarray(-4)) ? value : undefined;
}
