import { createHash } from 'node:crypto';

import type { ProblemDto } from './problem.dto.js';

const style =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}' +
  'small{color:GrayText}';

/** Where a browser is on its own: the provider has sent it here, or a link, and a person looks at what comes. */
const journey = /^\/api\/auth\/oidc\/(?:login|callback)(?:\?|$)/;

/** Whether the error goes to a browser during single sign-on, and not to a program. */
export function isForSomebodyLoggingIn(url: string, accept: string | undefined): boolean {
  return journey.test(url) && /\btext\/html\b/.test(accept ?? '');
}

/** A problem in words for people, with a way on. */
export function loginFailurePage(
  { detail }: Pick<ProblemDto, 'detail'>,
  requestId: string,
): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Login failed · CodeGate</title>
<meta name="viewport" content="width=device-width">
<style>${style}</style>
</head>
<body>
<h1>You are not logged in</h1>
<p>${escapeHtml(detail)}.</p>
<p><a href="/api/auth/oidc/login">Try again</a> or go to the <a href="/">start page</a>. If it stays like this, tell your
administrator the number of this request.</p>
<p><small>${escapeHtml(requestId)}</small></p>
</body>
</html>
`;
}

export const loginFailureHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
} as const;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A provider's words may be in it, and those of whoever wrote the link. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
