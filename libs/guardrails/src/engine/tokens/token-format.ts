import { email } from '../guardrails/email.js';
import { builtInGuardrails } from '../guardrails/index.js';
import type { KeywordList } from '../scan-index/places.js';
import type { Category } from '../types.js';

/**
 * The format of tokens:
 *
 *     sealed  <prefix><n><tag, 9><cipher, n>            the value is in the token
 *     stored  <prefix>0<hash, 16><check, 4>             the value is in the mapping store
 *
 * Lower-case letters and digits only, so no layer (JSON, shell, URL, Markdown, XML, YAML) escapes or quotes them. Read in
 * any case, since models write constants in capitals. `n` is the length, so a stream need not wait for the character
 * after a token. An e-mail token is an address in `cg.test`, a reserved domain (RFC 2606). The alphabet has no
 * `i l o u`, which could be confused with other characters.
 */
export const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
export const tagLength = 9;
export const hashLength = 16;
export const checkLength = 4;
/** Models make mistakes in longer tokens. A value that does not fit is stored. */
export const maxTokenLength = 40;
export const mailDomain = 'cg.test';

/** The prefix tells the model what the token replaces. */
const prefixes: ReadonlyMap<string, string> = new Map(
  builtInGuardrails.map(({ id, tokenPrefix }) => [id, tokenPrefix]),
);
const idsByPrefix: ReadonlyMap<string, Category> = new Map(
  builtInGuardrails.map(({ id, tokenPrefix }) => [tokenPrefix, id]),
);
const emailPrefix = email.tokenPrefix;
const customPrefix = 'cgword';
const allPrefixes = [...prefixes.values(), customPrefix];
/** Where tokens may stand in a text. */
export const tokenKeywords: KeywordList = { words: allPrefixes, anyCase: true };
const maxPrefixLength = Math.max(...allPrefixes.map((prefix) => prefix.length));
/** How the at sign of an e-mail token may be written when it comes back. */
const atSigns = ['@', '%40', '\\u0040', '&#64;', '&#x40;'];

export function prefixOf(category: Category): string {
  return prefixes.get(category) ?? customPrefix;
}

/** The id of the built-in guardrail whose tokens have a prefix; undefined for those of custom guardrails. */
export function guardrailOfPrefix(prefix: string): Category | undefined {
  return idsByPrefix.get(prefix);
}

export function suffixOf(category: Category): string {
  return category === 'email' ? `@${mailDomain}` : '';
}

export type TokenText = {
  /** Prefix and body in lower case, without the domain of an e-mail token. */
  readonly core: string;
  readonly prefix: string;
  readonly body: string;
  /** Where the token ends, its domain included. */
  readonly end: number;
  /** How the at sign was written; empty when there was none. */
  readonly at: string;
};

/**
 * Reads the token at an offset.
 *
 * @param final whether the text is complete
 * @returns `none` when there is no token; `partial` when the text ends before that can be decided, never when `final`
 */
export function readToken(
  text: string,
  start: number,
  final: boolean,
): TokenText | 'none' | 'partial' {
  const head = text.slice(start, start + maxPrefixLength).toLowerCase();
  const prefix = allPrefixes.find((candidate) => head.startsWith(candidate));
  if (prefix === undefined) {
    const mayGrow = start + head.length === text.length && isPrefixStart(head);
    return mayGrow && !final ? 'partial' : 'none';
  }
  const bodyStart = start + prefix.length;
  const wanted = bodyLength(text.charAt(bodyStart));
  const bodyEnd = Math.min(text.length, bodyStart + Math.max(wanted, 0));
  const body = text.slice(bodyStart, bodyEnd).toLowerCase();
  if (wanted < 0 || !isBody(body)) return 'none';
  if (body.length < wanted || body.length === 0) return final ? 'none' : 'partial';
  const found = { core: prefix + body, prefix, body, end: bodyEnd, at: '' };
  return prefix === emailPrefix ? readDomain(text, found, final) : found;
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
    // Another domain: an address made from the token, which cannot be restored.
    if (rest.startsWith(at)) return 'none';
  }
  return found;
}

/** The length of a body that begins with this character; 0 at the end of the text, -1 when it is no body. */
function bodyLength(first: string): number {
  if (first === '') return 0;
  if (first === '0') return 1 + hashLength + checkLength;
  const cipherLength = alphabet.indexOf(first.toLowerCase());
  return cipherLength < 0 ? -1 : 1 + tagLength + cipherLength;
}

function isPrefixStart(head: string): boolean {
  return head !== '' && allPrefixes.some((prefix) => prefix.startsWith(head));
}

function isBody(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]*$/.test(text);
}
