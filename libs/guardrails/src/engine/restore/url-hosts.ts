import type { TextKind } from './restore-policy.js';

/** Schemes of URLs that no program fetches when it shows a text: databases, mail, shells. A tool call may use them. */
const unfetchedSchemes =
  /(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|ssh|sftp|ldap|ldaps|smtp|smtps|nats|kafka|mqtt)$/i;
/** Where a URL with a host may begin: after a scheme, or without one after the sign that opens a link or an attribute. */
const hostStart = /:(?:[/\\]{2,})|[("'<=\0]\s{0,20}[/\\]{2,}|\]:\s{0,20}[/\\]{2,}|\bhttps?:/gi;
const schemeBefore = /[a-z][a-z0-9+]{0,20}$/i;
const quoteEnds: Readonly<Record<string, RegExp>> = {
  '"': /"/,
  "'": /'/,
  '`': /`/,
  '<': />/,
  '\0': /\0/,
};
/** Quotes are legal in URLs, so only these end one that no quote has opened. */
const plainEnd = /[\s<>\0]/;
/** URL Standard, authority state: all other signs may be in the name of a user. */
const authorityEnd = /[/\\?#]/;
/** Signs with which a text may go on after a host. */
const closing = /["'`)\]}|,;]/;
const closingAtEnd = /["'`)\]}|,;.]{1,20}$/;
/** A URL is recognised when it begins so many characters before the token. */
export const maxLookBehind = 4_096;
const maxAuthority = 256;
/** In place of a host that cannot be known. */
const unknownHost = '';

/**
 * The hosts of the URLs in which a token stands. Text is read as programs read it that show or fetch links: with
 * backslashes for slashes, character references, and URLs within URLs. Where they read it differently, the hosts of all
 * readings are returned.
 *
 * @param before the text before the token, at least its last `maxLookBehind` characters
 * @param token the token as it is written
 * @param after the text after it
 * @param final whether the text is complete
 * @returns `partial` when the text ends before the host does, never when `final`; an empty name for a host that is
 *   farther away than `maxLookBehind`
 */
export function urlHostsAround(
  before: string,
  token: string,
  after: string,
  final: boolean,
  kind: TextKind = 'text',
): readonly string[] | 'partial' {
  const decode = kind === 'json' ? decodeJson : (text: string) => text;
  const text = decodeReferences(decode(before.slice(-maxLookBehind)));
  const following = decode(after.slice(0, maxAuthority));
  const isComplete = final || following.length >= maxAuthority;
  const place = { token, following, isComplete, kind };
  const hosts = hostsIn(text, place, false);
  if (hosts === 'partial' || kind !== 'text') return hosts;
  const isCut = before.length >= maxLookBehind && !plainEnd.test(text);
  const inAttributes = /[\t\n\r]/.test(text)
    ? hostsIn(text.replace(/[\t\n\r]/g, ''), place, true)
    : [];
  if (inAttributes === 'partial') return 'partial';
  return [...new Set([...hosts, ...inAttributes, ...(isCut ? [unknownHost] : [])])];
}

type Place = {
  readonly token: string;
  readonly following: string;
  readonly isComplete: boolean;
  readonly kind: TextKind;
};

/** @param onlyQuoted whether only URLs in quotes count: there browsers remove tabs and line ends */
function hostsIn(text: string, place: Place, onlyQuoted: boolean): string[] | 'partial' {
  const hosts = new Set<string>();
  for (const match of text.matchAll(hostStart)) {
    const scheme =
      schemeBefore.exec(text.slice(Math.max(0, match.index - 24), match.index))?.[0] ?? '';
    const isText = place.kind === 'text';
    if (isText && match[0].startsWith(':') && unfetchedSchemes.test(scheme)) continue;
    const isRelative = !match[0].includes(':') || match[0].startsWith(']');
    const opener = isRelative ? match[0].charAt(0) : text.charAt(match.index - scheme.length - 1);
    if (onlyQuoted && opener !== '"' && opener !== "'") continue;
    const rest = text.slice(match.index + match[0].length).replace(/^[/\\]+/, '');
    const urlEnd = quoteEnds[opener] ?? plainEnd;
    if (urlEnd.test(rest)) continue;
    const authority = authorityOf(rest, urlEnd, place);
    if (authority === null) return 'partial';
    for (const host of hostsOf(authority)) hosts.add(host);
  }
  return [...hosts];
}

/** Null when the text ends before the authority does. */
function authorityOf(rest: string, urlEnd: RegExp, { token, following, isComplete }: Place) {
  const end = rest.search(authorityEnd);
  if (end >= 0) return rest.slice(0, end);
  const ends = [following.search(authorityEnd), following.search(urlEnd)].filter((at) => at >= 0);
  if (ends.length === 0 && !isComplete) return null;
  return rest + token + following.slice(0, ends.length === 0 ? undefined : Math.min(...ends));
}

/** The host as browsers read it, and as the text before a closing sign has it. */
function hostsOf(authority: string): string[] {
  const whole = hostOf(authority.replace(closingAtEnd, ''));
  const end = authority.search(closing);
  return end < 0 ? [whole] : [...new Set([whole, hostOf(authority.slice(0, end))])];
}

/** The host of an authority, in lower case, without user and port. */
function hostOf(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  return host.replace(/:\d{0,5}$/, '');
}

/** Stands for a quote that begins or ends a JSON string, as opposed to one inside of it. */
const stringBorder = '\0';

const jsonSigns: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\n', b: '', f: '\n' };

/** The strings of a piece of JSON, with their borders. */
function decodeJson(text: string): string {
  return text.replace(
    /\\(?:u([\da-f]{4})|([^u]))|"/gi,
    (_, code: string | undefined, sign: string | undefined) => {
      if (code !== undefined) return fromCode(code, 16);
      return sign === undefined ? stringBorder : (jsonSigns[sign] ?? sign);
    },
  );
}

const named: Readonly<Record<string, string>> = {
  colon: ':',
  sol: '/',
  bsol: '\\',
  tab: '',
  newline: '',
};

/** JSON escapes of slashes and colons, and character references of HTML, which Markdown knows, too. */
function decodeReferences(text: string): string {
  return text
    .replace(/\\\//g, '/')
    .replace(/\\u00(2f|3a|5c)/gi, (_, code: string) => fromCode(code, 16))
    .replace(/&#(\d{1,7});/g, (_, code: string) => fromCode(code, 10))
    .replace(/&#x([\da-f]{1,6});/gi, (_, code: string) => fromCode(code, 16))
    .replace(
      /&(colon|sol|bsol|tab|newline);/gi,
      (_, name: string) => named[name.toLowerCase()] ?? '',
    );
}

function fromCode(code: string, radix: number): string {
  const point = Number.parseInt(code, radix);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
