import type { Category } from '../types.js';

/**
 * What a token looks like:
 *
 *     sealed  <lead><n><tag, 9><cipher, n>              the value is inside
 *     stored  <lead>0<hash, 16><check, 4>               the value is in the mapping store
 *
 * Lower-case letters and digits only, so no layer (JSON, shell, URL, Markdown, XML, YAML) escapes,
 * quotes or decorates it; read in any case, since models put constants in capitals. `n` tells the
 * length, so a token ends where it ends and a stream never waits for the next character. An e-mail
 * token is an address in `cg.test`, a domain nobody can own (RFC 2606). The alphabet has no vowels but
 * `a` and `e`, no `i l o u`: nothing to mistake for 1 and 0.
 */
export const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
export const tagLength = 9;
export const hashLength = 16;
export const checkLength = 4;
/** Longer tokens are mistyped by models; what does not fit is stored. */
export const maxTokenLength = 40;
export const mailDomain = 'cg.test';

/** The word tells the model what stands here; one letter for mail, whose domain tells it. */
const prefixes: Readonly<Record<string, string>> = {
  email: 'cgm',
  phone: 'cgtel',
  ssn: 'cgssn',
  credit_card: 'cgcard',
  iban: 'cgiban',
  ip: 'cgip',
  api_key: 'cgkey',
  aws_key: 'cgaws',
  jwt: 'cgjwt',
  private_key: 'cgpem',
  url_credentials: 'cgauth',
  password: 'cgpass',
  name: 'cgname',
  address: 'cgaddr',
  passport: 'cgpid',
};
const customPrefix = 'cgword';
const allPrefixes = [...Object.values(prefixes), customPrefix];
const maxPrefixLength = Math.max(...allPrefixes.map((lead) => lead.length));
/** How the at sign of an e-mail token may have been written on its way. */
const atSigns = ['@', '%40', '\\u0040', '&#64;', '&#x40;'];

export function prefixOf(category: Category): string {
  return prefixes[category] ?? customPrefix;
}

export function suffixOf(category: Category): string {
  return category === 'email' ? `@${mailDomain}` : '';
}

export type TokenText = {
  /** Lead and body in lower case, without the domain of an e-mail token. */
  readonly core: string;
  readonly lead: string;
  readonly body: string;
  /** Where the text of the token ends, the domain included. */
  readonly end: number;
  /** How the at sign was written; empty when there was none. */
  readonly at: string;
};

/**
 * Reads the token that starts at `start`. `none`: there is none. `partial`: the text ends before that
 * can be told (never when `final`).
 */
export function readToken(
  text: string,
  start: number,
  final: boolean,
): TokenText | 'none' | 'partial' {
  const head = text.slice(start, start + maxPrefixLength).toLowerCase();
  const lead = allPrefixes.find((candidate) => head.startsWith(candidate));
  if (lead === undefined) {
    const mayGrow = start + head.length === text.length && isPrefixStart(head);
    return mayGrow && !final ? 'partial' : 'none';
  }
  const bodyStart = start + lead.length;
  const wanted = bodyLength(text.charAt(bodyStart));
  const bodyEnd = Math.min(text.length, bodyStart + Math.max(wanted, 0));
  const body = text.slice(bodyStart, bodyEnd).toLowerCase();
  if (wanted < 0 || !isBody(body)) return 'none';
  if (body.length < wanted || body.length === 0) return final ? 'none' : 'partial';
  const found = { core: lead + body, lead, body, end: bodyEnd, at: '' };
  return lead === prefixes['email'] ? readDomain(text, found, final) : found;
}

function readDomain(
  text: string,
  found: TokenText,
  final: boolean,
): TokenText | 'none' | 'partial' {
  const rest = text.slice(found.end, found.end + 16).toLowerCase();
  const atEnd = found.end + rest.length === text.length;
  for (const at of atSigns) {
    const wanted = at + mailDomain;
    if (rest.startsWith(wanted)) return { ...found, end: found.end + wanted.length, at };
    if (atEnd && !final && wanted.startsWith(rest)) return 'partial';
    // Another domain: somebody made a new address of it, which nobody can restore.
    if (rest.startsWith(at)) return 'none';
  }
  return found;
}

/** Length of a body that begins with this character; 0 when the text ends here, -1 when it is none. */
function bodyLength(first: string): number {
  if (first === '') return 0;
  if (first === '0') return 1 + hashLength + checkLength;
  const cipherLength = alphabet.indexOf(first.toLowerCase());
  return cipherLength < 0 ? -1 : 1 + tagLength + cipherLength;
}

function isPrefixStart(head: string): boolean {
  return head !== '' && allPrefixes.some((lead) => lead.startsWith(head));
}

function isBody(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]*$/.test(text);
}
