import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { GatewayConfig } from '@codegate/config';
import { Authenticator, SessionCookies } from '@codegate/identity';
import {
  CLOCK,
  GatewayError,
  isDeeperThan,
  newRequestId,
  systemClock,
  type Clock,
  type Logger,
} from '@codegate/kernel';
import { DataDir } from '@codegate/shared-state';

import { GatewayModule } from '../gateway.module.js';
import { NestLogger } from '../logging.js';
import { installAuthHook } from './auth.hook.js';
import { AdminValidationPipe } from './admin-validation.pipe.js';
import { frontPage, frontPageHeaders } from './front-page.js';
import { serveOpenApi } from './openapi.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { toProblem } from './problem.js';
import { setupPage, setupPageHeaders } from './setup-page.js';
import { holdsZeroByte } from './null-bytes.js';

const maxBodyBytes = 2 * 1024 * 1024;
/** Deeper bodies could exhaust the stack of recursive code; no DTO has more than four levels. */
const deepestBody = 32;
const maxPathParameterLength = 1_000;
/** Longest time for a request to arrive, so that slow senders do not keep connections open. */
const maxRequestMs = 30_000;

/**
 * The Nest application with both ports, ready to listen on the admin port.
 *
 * @throws GatewayError `conflict` when another gateway uses the data directory
 */
export async function createAdminApp(
  config: GatewayConfig,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const { storage, role } = config;
  const dataDir = await DataDir.open({ dataDir: storage.dataDir, role }, systemClock);
  const adapter = new FastifyAdapter({
    // 'idle' would wait for connections without any request, which browsers open in advance.
    forceCloseConnections: true,
    bodyLimit: maxBodyBytes,
    requestTimeout: maxRequestMs,
    genReqId: () => newRequestId(),
    trustProxy: config.admin.trustedProxies.length > 0 ? [...config.admin.trustedProxies] : false,
    // The router refuses malformed URLs before any hook or filter runs.
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, toProblem(error)),
    routerOptions: { maxParamLength: maxPathParameterLength },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    GatewayModule.forRoot(config, dataDir, logger),
    adapter,
    { logger: new NestLogger(logger), abortOnError: false, bodyParser: false },
  );
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  installAuthHook(server, {
    authenticator: app.get(Authenticator, { strict: false }),
    cookies: app.get(SessionCookies, { strict: false }),
    clock: app.get<Clock>(CLOCK),
    hostNames: config.isLoopbackOnly ? hostNamesOf(config) : null,
    origins: {
      allowed: new Set(config.admin.corsOrigins),
      publicUrl: config.admin.publicUrl,
    },
  });
  acceptJsonOnly(server);
  const open = { config: { public: true } };
  server.get('/', open, (_request, reply) => reply.headers(frontPageHeaders).send(frontPage));
  server.get('/setup', open, (_request, reply) => reply.headers(setupPageHeaders).send(setupPage));
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready'] });
  app.useGlobalPipes(new AdminValidationPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  serveOpenApi(app);
  return app;
}

function hostNamesOf({ host, admin }: GatewayConfig): ReadonlySet<string> {
  const behindProxy = admin.publicUrl === undefined ? [] : [new URL(admin.publicUrl).hostname];
  return new Set(['localhost', '127.0.0.1', '[::1]', host, ...behindProxy]);
}

const tooDeep = new GatewayError('invalid_request', 'The body has too many levels');
const zeroByte = new GatewayError('invalid_request', 'A text in the body contains a zero byte');

function faultOf(body: string, value: unknown): GatewayError | null {
  if (isDeeperThan(deepestBody, value)) return tooDeep;
  return body.includes(String.raw`\u0000`) && holdsZeroByte(value) ? zeroByte : null;
}

/** Removes the content type of an empty body, which Fastify would refuse to parse. */
function acceptJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else
      void parse(request, body as string, (error, value: unknown) => {
        done(error ?? faultOf(body as string, value), value);
      });
  });
}
