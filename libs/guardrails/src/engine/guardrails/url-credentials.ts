import type { Guardrail } from '../detect/guardrail.js';
import { isPlaceholder } from '../detect/placeholders.js';

/** Characters of a scheme (RFC 3986), read backwards from `://`. */
const scheme = /[A-Za-z][A-Za-z0-9+.-]{1,30}$/;
/** user ":" password "@" host; a password may hold more than RFC 3986 allows, since people write it. */
const userInfo =
  /(?<info>(?<user>[^\s/?#"'`<>@:\\]{0,128}):(?<password>[^\s/"'`<>\\]{1,256}))@(?=[\w[{$-])/y;
/** Oracle's thin driver: jdbc:oracle:thin:user/password@host. */
const oracle = /jdbc:oracle:\w+:(?<info>[^\s/@"']{1,64}\/(?<password>[^\s@"']{1,128}))@/g;
const unlikely =
  /^(?:user(?:name)?|\w{0,12}password|passwd|pass|pwd|pw|secret|token|x+|\*+|port|\d{2,5})$/i;

/**
 * User and password within a URL of any scheme. Only they are taken: scheme, host, port and path stay,
 * so the URL stays a URL. Templates and documentation (`user:password@host`) are left alone.
 */
export const urlCredentials: Guardrail = {
  id: 'url_credentials',
  name: 'URL credentials',
  description: 'user:password@ in URLs and connection strings',
  group: 'credentials',
  priority: 15,
  find({ text }, report) {
    for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
      // The at sign is rare: looking for it first spares most URLs the rest.
      const from = at + 3;
      userInfo.lastIndex = from;
      const match = userInfo.exec(text);
      if (match === null || !scheme.test(text.slice(Math.max(0, at - 31), at))) continue;
      const info = match.groups?.['info'] ?? '';
      if (isCredential(match.groups?.['user'] ?? '', match.groups?.['password'] ?? '')) {
        report(from, from + info.length);
      }
    }
    if (!text.includes('jdbc:oracle:')) return;
    for (const match of text.matchAll(oracle)) {
      const info = match.groups?.['info'] ?? '';
      const start = match.index + match[0].length - 1 - info.length;
      if (isCredential('', match.groups?.['password'] ?? '')) report(start, start + info.length);
    }
  },
};

function isCredential(user: string, password: string): boolean {
  return (
    password.length >= 3 &&
    !isPlaceholder(password) &&
    !unlikely.test(password) &&
    !/[{}$]|^%[sdv]/.test(user + password)
  );
}
