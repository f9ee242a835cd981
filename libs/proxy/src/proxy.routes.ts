import { GatewayError } from '@codegate/kernel';
import { endpointOf, endpoints } from '@codegate/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { toCall } from './pipeline/call.js';
import type { PipelineDeps } from './pipeline/pipeline-deps.js';
import { noSniff } from './pipeline/reply/reply.js';
import { handleCall } from './pipeline/handle-call.js';
import { listModels, type ModelDirectory } from './models/list-models.js';
import { logUnexpected, unexpectedErrorCode } from './pipeline/unexpected-error.js';
import { refuseBody, sendError } from './send-error.js';

/** An error of Fastify. */
type HttpError = Error & { statusCode?: number; code?: string };

const postRoutes = new Map(endpoints.map(endpointOf).map((each) => [each.path, each]));

/** A base URL may end in /v1 or not, and some clients add another one. */
const prefixes = ['/v1', '/v1/v1', ''];

/** The whole surface of the proxy. */
export function registerRoutes(
  server: FastifyInstance,
  deps: PipelineDeps,
  models: ModelDirectory,
  version: string,
): void {
  // Where Node would respond without a body.
  server.addHook('onRequest', (request, _reply, done) => done(headerProblem(request)));
  // The pipeline writes its own headers.
  server.addHook('onSend', (_request, reply, payload, done) => {
    reply.headers(noSniff);
    done(null, payload);
  });
  for (const prefix of prefixes) {
    for (const [path, endpoint] of postRoutes) {
      server.post(prefix + path, (request, reply) => {
        const call = toCall(request.raw, reply.raw, endpoint, deps.clock.now());
        reply.hijack();
        return handleCall(call, deps).catch((error: unknown) => {
          // Fastify does not end a response that it has handed over.
          logUnexpected(error, call.id, deps);
          if (!call.response.writableEnded) call.response.destroy();
        });
      });
    }
    server.get(`${prefix}/models`, { onRequest: refuseBody }, (request, reply) =>
      listModels(request, reply, deps, models),
    );
    server.get(`${prefix}/models/*`, { onRequest: refuseBody }, (request, reply) =>
      listModels(request, reply, deps, models),
    );
    // Codex opens a WebSocket first and falls back at once only on this status.
    server.get(`${prefix}/responses`, (request, reply) =>
      sendError(
        request,
        reply,
        new GatewayError('upgrade_required', 'WebSocket is not supported here; use POST'),
      ),
    );
  }
  server.get('/health', { onRequest: refuseBody }, () => ({
    status: 'ok',
    timestamp: new Date().toISOString(),
    version,
  }));
  server.setNotFoundHandler((request, reply) => sendError(request, reply, notFound(request)));
  server.setErrorHandler((error: HttpError, request, reply) =>
    sendError(request, reply, toGatewayError(error, deps)),
  );
}

function headerProblem({
  raw: { headers, httpVersion },
}: FastifyRequest): GatewayError | undefined {
  if (headers.host !== undefined || httpVersion !== '1.1') return undefined;
  return new GatewayError('invalid_request', 'The Host header is missing', { field: 'host' });
}

function notFound({ method, url }: FastifyRequest): GatewayError {
  const path = url.split('?', 1)[0] ?? url;
  const known = prefixes.some(
    (prefix) => path.startsWith(prefix) && postRoutes.has(path.slice(prefix.length)),
  );
  return known
    ? new GatewayError('method_not_allowed', `${method} is not allowed on ${path}`)
    : new GatewayError('not_found', `There is no ${method} ${path}`);
}

function toGatewayError(error: HttpError, { logger }: PipelineDeps): GatewayError {
  if (error instanceof GatewayError) return error;
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new GatewayError('invalid_request', 'The content-type header is not valid');
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new GatewayError('invalid_request', error.message);
  }
  logger.error({ err: error, code: unexpectedErrorCode }, 'a request failed unexpectedly');
  return new GatewayError('internal', 'Internal error');
}
