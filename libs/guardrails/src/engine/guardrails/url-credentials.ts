import { defineGuardrail } from '../detect/guardrail.js';
import { matchesOf } from '../detect/matches-of.js';
import { isPlaceholder } from '../detect/placeholders.js';

/** Characters of a scheme (RFC 3986), read backwards from `://`. */
const scheme = /[A-Za-z][A-Za-z0-9+.-]{1,30}$/;
/** Whole, user, password: user ":" password "@" host; a password may have characters that RFC 3986 does not allow. */
const userInfo =
  /(([^\s/?#"'`<>@:\\]{0,128}(?:@[\w.-]{1,64})?):([^\s/"'`<>\\]{1,256}))@(?=[\w[{$-])/y;
/** Oracle's thin driver: jdbc:oracle:thin:user/password@host. */
const oracle = /jdbc:oracle:\w+:([^\s/@"']{1,64}\/([^\s@"']{1,128}))@/g;
const unlikely =
  /^(?:user(?:name)?|\w{0,12}password|passwd|pass|pwd|pw|secret|token|x+|\*+|port|\d{2,5})$/i;

/**
 * User and password in a URL of any scheme. Only these are replaced; scheme, host, port and path do not change, so it is
 * still a URL. Not matched: templates and documentation (`user:password@host`).
 */
export const urlCredentials = defineGuardrail({
  id: 'url_credentials',
  name: 'URL credentials',
  description: 'user:password@ in URLs and connection strings',
  group: 'credentials',
  priority: 15,
  tokenPrefix: 'cgauth',
  keywords: {
    oracle: { words: ['jdbc:oracle:'] },
  },
  shapes: ['url'],
  find({ text, places }, report) {
    for (const at of places.of('url').starts) {
      const end = endOfUserInfo(text, at + 3);
      if (end !== undefined && scheme.test(text.slice(Math.max(0, at - 31), at)))
        report(at + 3, end);
    }
    if (!places.has('oracle')) return;
    for (const match of matchesOf(oracle, text)) {
      const [, info = '', password = ''] = match;
      const start = match.index + match[0].length - 1 - info.length;
      if (isCredential('', password)) report(start, start + info.length);
    }
  },
});

function endOfUserInfo(text: string, from: number): number | undefined {
  userInfo.lastIndex = from;
  const [, info = '', user = '', password = ''] = userInfo.exec(text) ?? [];
  return info !== '' && isCredential(user, password) ? from + info.length : undefined;
}

function isCredential(user: string, password: string): boolean {
  return (
    password.length >= 3 &&
    !isPlaceholder(password) &&
    !unlikely.test(password) &&
    !/[{}$]|^%[sdv]/.test(user + password)
  );
}
