import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { GatewayError, sha256Hex, type Clock } from '@codegate/kernel';

import type { AdminAccess } from './admin-access.js';
import { TokenThrottle } from './token-throttle.js';

export type GateOptions = {
  access: Pick<AdminAccess, 'accepts'>;
  clock: Clock;
  /** Names a request may use for this server; null when it can be reached under any. */
  hostNames: ReadonlySet<string> | null;
};

/** The only paths that are open to everybody; they hold no data. */
const openPaths = new Set(['/', '/health/live', '/health/ready']);
/** A browser can show these, so it may ask its user for the token (as password, with any name). */
const browserPaths = /^\/api\/(docs(\/|$)|openapi\.json$)/;

/**
 * Stands before every path of the admin adapter, also those that do not exist: nothing is open by mistake because
 * somebody forgot a guard.
 */
export function installGate(server: FastifyInstance, options: GateOptions): void {
  const throttle = new TokenThrottle();
  server.addHook('onRequest', (request, reply, done) => {
    setSafeHeaders(reply);
    try {
      checkHost(request, options.hostNames);
      if (!isOpen(request)) checkToken(request, reply, options, throttle);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

function setSafeHeaders(reply: FastifyReply): void {
  reply.headers({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
}

/** Against DNS rebinding: a foreign name that was made to point to this machine is refused. */
function checkHost(request: FastifyRequest, hostNames: GateOptions['hostNames']): void {
  if (hostNames === null || hostNames.has(hostNameOf(request.headers.host))) return;
  throw new GatewayError('forbidden', 'The Host header does not name this machine');
}

function hostNameOf(host: string | undefined): string {
  const url = `http://${host ?? ''}`;
  return host !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
}

function isOpen({ method, url }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && openPaths.has(pathOf(url));
}

function checkToken(
  request: FastifyRequest,
  reply: FastifyReply,
  { access, clock }: GateOptions,
  throttle: TokenThrottle,
): void {
  const isForBrowsers = request.method === 'GET' && browserPaths.test(pathOf(request.url));
  const token = tokenOf(request.headers.authorization ?? '', isForBrowsers);
  const nowMs = clock.now();
  const waitMs = token === null ? 0 : throttle.waitMs(request.ip, nowMs);
  if (waitMs > 0) {
    throw new GatewayError('rate_limited', 'Too many wrong tokens', { retryAfterMs: waitMs });
  }
  if (token !== null && access.accepts(token)) return;
  if (token !== null) throttle.failed(request.ip, sha256Hex(token), nowMs);
  const scheme = isForBrowsers ? 'Basic realm="CodeGate, any name and the admin token"' : 'Bearer';
  reply.header('www-authenticate', scheme);
  const message = token === null ? 'The admin token is missing' : 'The admin token is wrong';
  throw new GatewayError('unauthenticated', message);
}

function tokenOf(header: string, acceptsBasic: boolean): string | null {
  const bearer = /^bearer +(\S+) *$/i.exec(header)?.[1];
  if (bearer !== undefined) return bearer;
  // Browsers repeat Basic credentials by themselves, for whatever page asks: never where something can be changed.
  const basic = acceptsBasic ? /^basic +(\S+) *$/i.exec(header)?.[1] : undefined;
  if (basic === undefined) return null;
  const pair = Buffer.from(basic, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1) || null;
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
