/** Schemes of URLs that no program fetches when it shows a text: databases, mail, shells. */
const unfetchedSchemes =
  /(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|ssh|sftp|ldap|ldaps|smtp|smtps|nats|kafka|mqtt|file)$/i;
/** Where a URL with a host may begin: after a scheme, or without one after the sign that opens a link or an attribute. */
const hostStart = /:(?:[/\\]{2,})|[("'<=][/\\]{2,}|\]: ?[/\\]{2,}|\bhttps?:/gi;
const schemeBefore = /[a-z][a-z0-9+]{0,20}$/i;
const quoteEnds: Readonly<Record<string, RegExp>> = { '"': /["]/, "'": /[']/, '<': /[>]/ };
const plainEnd = /[\s"'<>`]/;
const authorityEnd = /[/\\?#\s"'<>`)\]}|,;]/;
/** A URL is recognised when it begins so many characters before the token. */
export const maxLookBehind = 1_024;
const maxAuthority = 256;

/**
 * The hosts of the URLs in which a token stands. Text is read as programs read it that show or fetch links: with
 * backslashes for slashes, character references, and URLs within URLs.
 *
 * @param before the text before the token, at least its last `maxLookBehind` characters
 * @param token the token as it is written
 * @param after the text after it
 * @param final whether the text is complete
 * @returns `partial` when the text ends before the host does, never when `final`
 */
export function urlHostsAround(
  before: string,
  token: string,
  after: string,
  final: boolean,
): readonly string[] | 'partial' {
  const text = decodeReferences(before.slice(-maxLookBehind));
  const hosts: string[] = [];
  for (const match of text.matchAll(hostStart)) {
    const scheme =
      schemeBefore.exec(text.slice(Math.max(0, match.index - 24), match.index))?.[0] ?? '';
    if (match[0].startsWith(':') && unfetchedSchemes.test(scheme)) continue;
    const isRelative = !match[0].includes(':') || match[0].startsWith(']');
    const opener = isRelative ? match[0].charAt(0) : text.charAt(match.index - scheme.length - 1);
    const rest = text.slice(match.index + match[0].length).replace(/^[/\\]+/, '');
    if ((quoteEnds[opener] ?? plainEnd).test(rest)) continue;
    const end = rest.search(authorityEnd);
    if (end >= 0) {
      hosts.push(hostOf(rest.slice(0, end)));
      continue;
    }
    const following = after.slice(0, maxAuthority);
    const endAfter = following.search(authorityEnd);
    if (endAfter < 0 && !final && following.length < maxAuthority) return 'partial';
    const authority = rest + token + (endAfter < 0 ? following : following.slice(0, endAfter));
    hosts.push(hostOf(authority));
  }
  return hosts;
}

/** The host of an authority, in lower case, without user and port. */
function hostOf(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  return host.replace(/:\d{0,5}$/, '');
}

const named: Readonly<Record<string, string>> = { colon: ':', sol: '/', bsol: '\\' };

/** JSON escapes of slashes and colons, and character references of HTML, which Markdown knows, too. */
function decodeReferences(text: string): string {
  return text
    .replace(/\\\//g, '/')
    .replace(/\\u00(2f|3a|5c)/gi, (_, code: string) => fromCode(code, 16))
    .replace(/&#(\d{1,7});/g, (_, code: string) => fromCode(code, 10))
    .replace(/&#x([\da-f]{1,6});/gi, (_, code: string) => fromCode(code, 16))
    .replace(/&(colon|sol|bsol);/g, (_, name: string) => named[name] ?? '');
}

function fromCode(code: string, radix: number): string {
  const point = Number.parseInt(code, radix);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
