import { createHash } from 'node:crypto';

import type { ProblemDto } from './problem.dto.js';

const style =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}' +
  'small{color:GrayText}';

/** Paths a browser opens directly during a single sign-on login, so that a user sees the response. */
const loginPaths = /^\/api\/auth\/oidc\/(?:login|callback)(?:\?|$)/;

/** Whether the error goes to a browser during single sign-on, and not to a program. */
export function isLoginPageRequest(url: string, accept: string | undefined): boolean {
  return loginPaths.test(url) && /\btext\/html\b/.test(accept ?? '');
}

/** A problem as an HTML page with links to continue. */
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
<p><a href="/api/auth/oidc/login">Try again</a> or go to the <a href="/">start page</a>. If it happens again, give your
administrator this request id:</p>
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

/** The text may come from the provider or from a link that an attacker sent to the user. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
