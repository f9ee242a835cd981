import type { FastifyReply, FastifyRequest } from 'fastify';

/** API responses are data: a browser that renders one must not load or run anything. */
const dataPolicy =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** Swagger UI has its own scripts and inline styles. */
const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const yearSeconds = 31_536_000;

/** The security headers of every response; an HTML page replaces the policy with its own. */
export function setSecurityHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  isHttps: boolean,
): void {
  const isDocs = /^\/api\/docs([/?]|$)/.test(request.url);
  reply.headers({
    'cache-control': 'no-store',
    'content-security-policy': isDocs ? docsPolicy : dataPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-request-id': request.id,
    ...(isHttps ? { 'strict-transport-security': `max-age=${yearSeconds}` } : {}),
  });
}

/** CORS: lets pages of an allowed origin read the response. */
export function setCorsHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  allowed: ReadonlySet<string>,
): void {
  if (allowed.size === 0) return;
  reply.header('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !allowed.has(origin)) return;
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'retry-after, x-request-id',
  });
}

/** Responds to a CORS preflight request. Returns whether it was one. */
export function handledPreflight(
  request: FastifyRequest,
  reply: FastifyReply,
  allowed: ReadonlySet<string>,
): boolean {
  const { origin } = request.headers;
  const isPreflight =
    request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
  if (!isPreflight || origin === undefined || !allowed.has(origin)) return false;
  reply
    .status(204)
    .headers({
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'authorization, content-type, x-codegate-csrf',
      'access-control-max-age': '600',
    })
    .send();
  return true;
}
