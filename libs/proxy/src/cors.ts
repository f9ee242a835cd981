import type { FastifyInstance } from 'fastify';

/** Browsers keep the result of a preflight this long, in seconds. */
const maxAge = '86400';

/**
 * Lets web pages of the given origins use the proxy: https://fetch.spec.whatwg.org/#http-cors-protocol. Without
 * origins nothing is added, and browsers refuse such requests. Keys are sent in headers of the page's own, so
 * credentials of the browser are never allowed.
 *
 * @param origins each as `https://host`, or `*` for all
 */
export function allowOrigins(server: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const allowed = new Set(origins);
  const isAllowed = (origin: string) => allowed.has('*') || allowed.has(origin);

  // On the response of Node, because the pipeline writes its responses without Fastify.
  server.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    reply.raw.setHeader('vary', 'Origin');
    if (origin !== undefined && isAllowed(origin)) {
      reply.raw.setHeader('access-control-allow-origin', origin);
      reply.raw.setHeader('access-control-expose-headers', '*');
    }
    done();
  });
  server.options('/*', (request, reply) => {
    const { origin = '', 'access-control-request-headers': headers = '*' } = request.headers;
    if (!isAllowed(origin)) return reply.code(403).send();
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': headers,
        'access-control-max-age': maxAge,
      })
      .send();
  });
}
