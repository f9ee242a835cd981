import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Actor } from '@codegate/access';
import { type Authenticator, type SessionCookies } from '@codegate/identity';
import { GatewayError, sha256Hex, type Clock } from '@codegate/kernel';

import { comesFrom, csrfHeader, type Origins } from './own-origin.js';
import { handledPreflight, setCorsHeaders, setSecurityHeaders } from './security-headers.js';
import { TokenThrottle } from './token-throttle.js';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
  }
  interface FastifyContextConfig {
    /** Whether the route needs no authentication. */
    public?: boolean;
  }
}

export type AuthHookOptions = {
  authenticator: Pick<Authenticator, 'byBearer' | 'bySession'>;
  cookies: Pick<SessionCookies, 'isHttps' | 'read' | 'write'>;
  clock: Clock;
  /** Host names that are accepted; null for any. */
  hostNames: ReadonlySet<string> | null;
  origins: Origins;
};

/** Paths a user opens in a browser: it may ask for a token (as the password, with any user name). */
const browserPaths = /^\/api\/(docs(\/|$)|openapi\.json$)/;

/**
 * Authenticates every request of the admin API before routing to a handler, also on paths that do not exist, so that
 * a forgotten guard cannot open a route. Permissions are checked at the route.
 */
export function installAuthHook(server: FastifyInstance, options: AuthHookOptions): void {
  const throttle = new TokenThrottle();
  server.decorateRequest('actor', null);
  server.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(request, reply, options.cookies.isHttps(request));
    checkHost(request, options.hostNames);
    setCorsHeaders(request, reply, options.origins.allowed);
    if (handledPreflight(request, reply, options.origins.allowed)) return reply;
    if (isOpen(request)) refuseOtherSites(request, options.origins);
    else request.actor = await identify(request, reply, options, throttle);
    // No name contains a zero byte, and PostgreSQL refuses it in a query.
    if (request.url.includes('%00')) {
      throw new GatewayError('invalid_request', 'The URL contains a zero byte');
    }
    return undefined;
  });
}

/** Against DNS rebinding: a foreign host name that resolves to this machine is refused. */
function checkHost(request: FastifyRequest, hostNames: AuthHookOptions['hostNames']): void {
  if (hostNames === null || hostNames.has(hostNameOf(request.headers.host))) return;
  throw new GatewayError('forbidden', 'The Host header is not a name of this machine');
}

function hostNameOf(host: string | undefined): string {
  const url = `http://${host ?? ''}`;
  return host !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
}

function isOpen(request: FastifyRequest): boolean {
  return !request.is404 && request.routeOptions.config.public === true;
}

async function identify(
  request: FastifyRequest,
  reply: FastifyReply,
  options: AuthHookOptions,
  throttle: TokenThrottle,
): Promise<Actor> {
  const isForBrowsers = request.method === 'GET' && browserPaths.test(pathOf(request.url));
  const token = tokenOf(request.headers.authorization ?? '', isForBrowsers);
  const actor =
    token === null
      ? await byCookie(request, reply, options)
      : await byToken(token, request, options, throttle);
  if (actor) return actor;
  const scheme = isForBrowsers ? 'Basic realm="CodeGate, any name and an API token"' : 'Bearer';
  reply.header('www-authenticate', scheme);
  const message =
    token === null
      ? 'Authentication is required: a session or an API token'
      : 'The token is not valid';
  throw new GatewayError('unauthenticated', message);
}

/** A right token passes however many wrong ones came from its address: only wrong ones are limited. */
async function byToken(
  token: string,
  { ip }: FastifyRequest,
  { authenticator, clock }: AuthHookOptions,
  throttle: TokenThrottle,
): Promise<Actor | null> {
  const actor = await authenticator.byBearer(token);
  if (actor) return actor;
  const waitMs = throttle.waitMs(ip, clock.now());
  if (waitMs > 0) {
    throw new GatewayError('rate_limited', 'Too many wrong tokens', { retryAfterMs: waitMs });
  }
  throttle.failed(ip, sha256Hex(token), clock.now());
  return null;
}

/**
 * Browsers send the cookie for requests of any page, so requests that change something have to come from our origin.
 */
async function byCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  { authenticator, cookies, origins }: AuthHookOptions,
): Promise<Actor | null> {
  const secret = cookies.read(request);
  if (secret === null) return null;
  if (!isSafe(request)) {
    const from = comesFrom(request.headers, origins);
    if (from === 'elsewhere' || (from === 'unknown' && !(csrfHeader in request.headers))) {
      throw new GatewayError('forbidden', `The request needs the header ${csrfHeader}`);
    }
  }
  const session = await authenticator.bySession(secret);
  if (session?.wasRenewed) cookies.write(request, reply, secret);
  return session?.actor ?? null;
}

/** Another website must not log a browser in, for example as another user. */
function refuseOtherSites(request: FastifyRequest, origins: Origins): void {
  if (isSafe(request) || comesFrom(request.headers, origins) !== 'elsewhere') return;
  throw new GatewayError('forbidden', 'This request is not allowed from another website');
}

function isSafe({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function tokenOf(header: string, acceptsBasic: boolean): string | null {
  const bearer = /^bearer +(\S+) *$/i.exec(header)?.[1];
  if (bearer !== undefined) return bearer;
  // Browsers send Basic credentials with requests of any page, so they are only accepted where nothing can be changed.
  const basic = acceptsBasic ? /^basic +(\S+) *$/i.exec(header)?.[1] : undefined;
  if (basic === undefined) return null;
  const pair = Buffer.from(basic, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1) || null;
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
