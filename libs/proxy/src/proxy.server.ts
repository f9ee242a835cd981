import type { AddressInfo } from 'node:net';

import { AccountStatusBuffer, CredentialStore } from '@codegate/accounts';
import { GatewayConfig, version } from '@codegate/config';
import {
  DetectionCounts,
  Guards,
  TokenMappings,
  MaskPool,
  RequestCache,
} from '@codegate/guardrails';
import {
  CLOCK,
  GatewayError,
  LOGGER,
  runEvery,
  type Clock,
  type Logger,
  type Repeated,
} from '@codegate/kernel';
import { lookUpWith } from '@codegate/outbound-http';
import { RoundRobin } from '@codegate/routing';
import {
  ACCOUNT_HEALTH,
  ADMISSION,
  Instance,
  type AccountHealth,
  type Admission,
} from '@codegate/shared-state';
import { KeyUses } from '@codegate/tenants';
import { BudgetTracker, Ledger } from '@codegate/usage';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { fastify, type FastifyInstance } from 'fastify';

import { allowOrigins } from './cors.js';
import { Directory } from './directory/directory.js';
import { LiveModels } from './models/live-models.js';
import { grantTtlMs, OpenReservations } from './pipeline/admit/reservations.js';
import { AnonymousConnections } from './pipeline/authenticate/anonymous-connections.js';
import { RefusedCallers } from './pipeline/authenticate/refused-callers.js';
import { UnsupportedFields } from './pipeline/adapt/unsupported-fields.js';
import { LargeBodyQueue } from './pipeline/decode/large-body-queue.js';
import { MissingEndpoints } from './pipeline/forward/missing-endpoints.js';
import { UpstreamClient } from './pipeline/forward/upstream-client.js';
import { BodyMemory, bodyMemoryLimits } from './pipeline/receive/body-memory.js';
import { endLate } from './pipeline/receive/end-unread.js';
import { malformedRequests } from './malformed-requests.js';
import { closePipelinedResponses } from './pipelined-responses.js';
import { registerRoutes } from './proxy.routes.js';
import { sendError } from './send-error.js';

/** After SIGTERM running responses have this long to finish. */
const drainMs = 30_000;

/** The second adapter: a Fastify server of its own, so that no framework code runs per request. */
@Injectable()
export class ProxyServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly http: FastifyInstance;
  private readonly upstreams: UpstreamClient;
  private readonly openReservations = new OpenReservations();
  private renewing: Repeated | undefined;
  /** Requests whose response is not complete. */
  private running = 0;

  constructor(
    private readonly config: GatewayConfig,
    directory: Directory,
    ledger: Ledger,
    budgets: BudgetTracker,
    keyUses: KeyUses,
    credentials: CredentialStore,
    accountStatuses: AccountStatusBuffer,
    models: LiveModels,
    unsupportedFields: UnsupportedFields,
    guards: Guards,
    detectionCounts: DetectionCounts,
    requestCache: RequestCache,
    maskPool: MaskPool,
    mappings: TokenMappings,
    instance: Instance,
    @Inject(ADMISSION) admission: Admission,
    @Inject(ACCOUNT_HEALTH) accountHealth: AccountHealth,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const { proxy } = config;
    const maxBodyBytes = proxy.maxBodyMb * 1024 * 1024;
    this.upstreams = new UpstreamClient(
      {
        connectMs: proxy.connectTimeoutMs,
        firstByteMs: proxy.firstByteTimeoutMs,
        idleMs: proxy.idleTimeoutMs,
      },
      lookUpWith(config.allowsPrivateUpstreams),
      config.limits.maxResponseMb * 1024 * 1024,
    );
    const connections = new AnonymousConnections(proxy.maxAnonymousConnectionsPerAddress);
    const malformed = malformedRequests();
    this.http = fastify({
      forceCloseConnections: 'idle',
      exposeHeadRoutes: false,
      // Clients join base URL and path by hand: `//v1/messages` and `/v1/messages/` are common.
      routerOptions: { ignoreDuplicateSlashes: true, ignoreTrailingSlash: true },
      // Coding agents keep connections open between requests; most load balancers close them after 60 s.
      keepAliveTimeout: 75_000,
      // The pipeline answers a slow body itself, in the client's dialect; this ends what it does not read.
      requestTimeout: proxy.headersTimeoutMs + proxy.bodyTimeoutMs + 5_000,
      // The router refuses malformed URLs before any handler runs.
      frameworkErrors: (_error, request, reply) =>
        void sendError(request, reply, new GatewayError('invalid_request', 'The URL is not valid')),
      // Errors of Node's parser, which come before there is a request.
      clientErrorHandler: malformed.respond,
      http: {
        // Checked with the other headers, because Node's own response has no body.
        requireHostHeader: false,
        headersTimeout: proxy.headersTimeoutMs,
        connectionsCheckingInterval: Math.min(proxy.headersTimeoutMs, 5_000),
      },
    });
    const { server } = this.http;
    server.maxConnections = proxy.maxConnections;
    connections.watch(server);
    closePipelinedResponses(server);
    malformed.watch(server);
    server.on('request', (request, response) => {
      this.running += 1;
      response.once('close', () => {
        this.running -= 1;
        endLate(request);
      });
    });
    // Without a listener Node sends `100 Continue` itself, before the caller is known.
    server.on('checkContinue', (request, response) => server.emit('request', request, response));
    // Any other expectation is ignored (RFC 9110 §10.1.1); Node would refuse it without a body.
    server.on('checkExpectation', (request, response) => server.emit('request', request, response));
    // The pipeline reads bodies itself, after it has authenticated and admitted the caller.
    this.http.removeAllContentTypeParsers();
    this.http.addContentTypeParser('*', (_request, _body, done) => done(null));
    allowOrigins(this.http, proxy.corsOrigins);
    const limits = {
      maxBodyBytes,
      maxBodyValues: config.limits.maxBodyValues,
      bodyTimeoutMs: proxy.bodyTimeoutMs,
      clientReadTimeoutMs: config.limits.clientReadTimeoutMs,
      keepAlivePingMs: proxy.keepAlivePingMs,
      streamCommitMs: proxy.streamCommitMs,
    };
    registerRoutes(
      this.http,
      {
        directory,
        instanceId: instance.id,
        admission,
        openReservations: this.openReservations,
        accountHealth,
        roundRobin: new RoundRobin(),
        budgets,
        keyUses,
        ledger,
        credentials,
        accountStatuses,
        unsupportedFields,
        missingEndpoints: new MissingEndpoints(),
        guards,
        detectionCounts,
        requestCache,
        maskPool,
        mappings,
        liveModels: models,
        upstreams: this.upstreams,
        connections,
        refusedCallers: new RefusedCallers(logger),
        bodyMemory: new BodyMemory(bodyMemoryLimits(config)),
        unpacking: new LargeBodyQueue(),
        parsing: new LargeBodyQueue(),
        clock,
        logger,
        limits,
      },
      models,
      version,
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.servesProxy) return;
    this.renewing = runEvery(
      grantTtlMs / 3,
      () => {
        this.openReservations.renew(this.clock.now());
        return Promise.resolve();
      },
      (error) => this.logger.error({ err: error }, 'reservations could not be renewed'),
    );
    await this.http.listen({ host: this.config.host, port: this.config.proxy.proxyPort });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this.http;
    const deadlineMs = Date.now() + drainMs;
    // Closing alone would wait for connections without any request; browsers and clients keep such connections.
    const tidy = setInterval(() => {
      const isLate = Date.now() > deadlineMs;
      if (this.running > 0 && !isLate) return;
      if (isLate) this.logger.warn({}, 'responses still running after the drain time were cut off');
      server.closeAllConnections();
    }, 20);
    await this.http.close();
    clearInterval(tidy);
    await this.upstreams.close();
    await this.renewing?.stop();
  }

  /** URL the proxy listens on; null while it does not. */
  address(): string | null {
    const address = this.http.server.address() as AddressInfo | null;
    if (address === null) return null;
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return `http://${host}:${address.port}`;
  }
}
