import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { AccountCredential, AccountStatusBuffer, CredentialStore } from '@codegate/accounts';
import type { RequestLogRow, UsageRow } from '@codegate/database';
import { DetectionCounts, Guards, RequestCache, type Rules } from '@codegate/guardrails';
import { silentLogger } from '@codegate/kernel';
import { endpointOf, endpoints, type Dialect, type Endpoint } from '@codegate/protocol';
import { providerOf, toCredential } from '@codegate/providers';
import { RoundRobin } from '@codegate/routing';
import { effectiveSettings, type Settings } from '@codegate/settings';
import { MemoryAccountHealth, MemoryAdmission } from '@codegate/shared-state';
import { KeyUses } from '@codegate/tenants';
import { BudgetTracker } from '@codegate/usage';

import type { ProxyAccount, ProxyTenant, Snapshot } from '../directory/snapshot.js';
import { RefusedCallers } from '../pipeline/authenticate/refused-callers.js';
import { MissingEndpoints } from '../pipeline/forward/missing-endpoints.js';
import { UnsupportedFields } from '../pipeline/adapt/unsupported-fields.js';
import { OpenReservations } from '../pipeline/admit/reservations.js';
import { toCall } from '../pipeline/call.js';
import { LargeBodyQueue } from '../pipeline/decode/large-body-queue.js';
import { UpstreamClient } from '../pipeline/forward/upstream-client.js';
import { BodyMemory } from '../pipeline/receive/body-memory.js';
import { handleCall } from '../pipeline/handle-call.js';
import type { PipelineDeps, ProxyLimits } from '../pipeline/pipeline-deps.js';
import { closePipelinedResponses } from '../pipelined-responses.js';
import { FakeUpstream } from './fake-upstream.js';

export const tenantKey = 'cgk_test';

export type HarnessOptions = {
  /** Accounts in order of priority; each is an Anthropic account unless it says otherwise. */
  accounts?: readonly ({ id: string } & Partial<ProxyAccount>)[];
  tenant?: Partial<ProxyTenant>;
  settings?: Partial<Settings>;
  rules?: Rules | null;
  limits?: Partial<ProxyLimits>;
  deps?: Partial<PipelineDeps>;
  /** Changes all dependencies of the pipeline. */
  wrapDeps?: (deps: PipelineDeps) => PipelineDeps;
  /** Longest silence of an upstream. */
  idleMs?: number;
};

/**
 * The whole pipeline in one process: `handleCall` behind a real socket, a provider on another one, and everything else
 * in memory and under the test's control. Starts in milliseconds and needs no build.
 */
export class PipelineHarness {
  readonly upstream = new FakeUpstream();
  readonly admission = new MemoryAdmission();
  readonly accountHealth = new MemoryAccountHealth();
  readonly openReservations = new OpenReservations();
  readonly usage: UsageRow[] = [];
  readonly logs: RequestLogRow[] = [];
  /** `record`, `sync` and `durable` of the ledger in the order they happened. */
  readonly ledgerCalls: string[] = [];
  /** Last status of each account. */
  readonly statuses = new Map<string, string>();
  /** The pipeline's clock; it changes only when a test moves it. */
  nowMs = Date.now();
  snapshot: Snapshot;
  private readonly credentials = new CredentialStore();
  private readonly client: UpstreamClient;
  private readonly server: Server;
  private running = 0;
  private idle: (() => void)[] = [];
  private begun: (() => void)[] = [];

  private constructor(options: HarnessOptions) {
    this.client = new UpstreamClient({
      connectMs: 1_000,
      firstByteMs: 2_000,
      idleMs: options.idleMs ?? 2_000,
    });
    this.snapshot = undefined as unknown as Snapshot;
    const { wrapDeps = (deps) => deps } = options;
    const deps = wrapDeps(this.deps(options));
    this.server = createServer((request, response) => {
      const [path = ''] = (request.url ?? '').split('?');
      this.running += 1;
      for (const resolve of this.begun.splice(0)) resolve();
      const endpoint = endpoints.map(endpointOf).find((each) => path === `/v1${each.path}`);
      if (!endpoint) throw new Error(`no endpoint ${path}`);
      const call = toCall(request, response, endpoint, this.nowMs);
      void handleCall(call, deps).then(() => this.finished());
    });
    closePipelinedResponses(this.server);
    this.server.on('checkContinue', (request, response) =>
      this.server.emit('request', request, response),
    );
  }

  static async start(options: HarnessOptions = {}): Promise<PipelineHarness> {
    const harness = new PipelineHarness(options);
    await harness.upstream.start();
    harness.snapshot = harness.toSnapshot(options);
    harness.server.listen(0, '127.0.0.1');
    await once(harness.server, 'listening');
    return harness;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
    await this.client.close();
    await this.upstream.stop();
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Resolves when a request is running in the pipeline. */
  async started(): Promise<void> {
    if (this.running === 0) await new Promise<void>((resolve) => this.begun.push(resolve));
  }

  /** Resolves when the server has noticed that the client that connects next has disconnected. */
  async disconnected(): Promise<void> {
    const [socket] = (await once(this.server, 'connection')) as [Socket];
    await new Promise((resolve) => socket.once('close', resolve));
  }

  /** Resolves when no request is running in the pipeline. */
  async settled(): Promise<void> {
    if (this.running > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /** Sends a request with the tenant's key. */
  send(
    body: unknown,
    {
      path = '/v1/messages',
      headers = {},
      signal,
    }: {
      path?: string;
      headers?: Record<string, string>;
      signal?: AbortSignal;
    } = {},
  ): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': tenantKey, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  }

  /** Slots of the tenant that are taken. */
  get slotsInUse(): number {
    return this.admission.slotsInUse('tenant:t');
  }

  /** Tokens of the tenant that are counted or reserved. */
  get tokensTaken(): number {
    return this.admission.windowOf('tokens', 'tenant:t', this.nowMs).taken;
  }

  private finished(): void {
    this.running -= 1;
    if (this.running > 0) return;
    for (const resolve of this.idle.splice(0)) resolve();
  }

  private deps(options: HarnessOptions): PipelineDeps {
    const mappings = new Map<string, string>();
    const store = {
      lookup: (tenantId: string, token: string) => mappings.get(`${tenantId} ${token}`),
      remember: (tenantId: string, token: string, value: string) => {
        mappings.set(`${tenantId} ${token}`, value);
      },
      written: () => null,
    };
    return {
      directory: { current: () => this.snapshot },
      instanceId: 'this-instance',
      admission: this.admission,
      openReservations: this.openReservations,
      accountHealth: this.accountHealth,
      roundRobin: new RoundRobin(),
      budgets: new BudgetTracker(this.admission),
      keyUses: new KeyUses(() => Promise.resolve()),
      ledger: {
        record: ({ usage, log }) => {
          this.ledgerCalls.push('record');
          if (usage) this.usage.push(usage);
          if (log) this.logs.push(log);
        },
        sync: () => void this.ledgerCalls.push('sync'),
        durable: () => {
          this.ledgerCalls.push('durable');
          return Promise.resolve();
        },
      },
      credentials: this.credentials,
      accountStatuses: this.accountStatuses(),
      guards: new Guards([Buffer.alloc(32, 1)], store),
      detectionCounts: new DetectionCounts(() => Promise.resolve()),
      requestCache: new RequestCache(1024 * 1024),
      maskPool: { mask: () => Promise.reject(new Error('no worker threads in this harness')) },
      mappings: store,
      unsupportedFields: new UnsupportedFields(),
      missingEndpoints: new MissingEndpoints(),
      liveModels: { overlayOf: () => undefined },
      upstreams: this.client,
      connections: { authenticated: () => undefined },
      refusedCallers: new RefusedCallers(silentLogger),
      bodyMemory: new BodyMemory({ totalBytes: 64 * 2 ** 20, tenantBytes: 16 * 2 ** 20 }),
      unpacking: new LargeBodyQueue(),
      parsing: new LargeBodyQueue(),
      clock: { now: () => this.nowMs },
      logger: silentLogger,
      limits: {
        maxBodyBytes: 1024 * 1024,
        maxBodyValues: 100_000,
        bodyTimeoutMs: 1_000,
        clientReadTimeoutMs: 10_000,
        keepAlivePingMs: 10_000,
        streamCommitMs: 10_000,
        ...options.limits,
      },
      ...options.deps,
    };
  }

  private accountStatuses(): AccountStatusBuffer {
    const statuses = new AccountStatusBuffer(() => Promise.resolve());
    const succeeded = statuses.succeeded.bind(statuses);
    const failed = statuses.failed.bind(statuses);
    return Object.assign(statuses, {
      succeeded: (id: string, nowMs: number) => {
        this.statuses.set(id, 'active');
        succeeded(id, nowMs);
      },
      failed: (...given: Parameters<typeof failed>) => {
        this.statuses.set(given[0], given[1]);
        failed(...given);
      },
    });
  }

  private toSnapshot({ accounts = [{ id: 'a' }], ...options }: HarnessOptions): Snapshot {
    const settings = { ...effectiveSettings(new Map()), requestLogging: true, ...options.settings };
    const rules = options.rules ?? null;
    const tenant: ProxyTenant = {
      id: 't',
      name: 'Team',
      enabled: true,
      configId: null,
      rateLimit: 0,
      tokensPerMinute: 0,
      maxConcurrent: 0,
      settingsKey: 'own',
      ...options.tenant,
    };
    const hash = createHash('sha256').update(tenantKey).digest('hex');
    return {
      tenantsByKeyHash: new Map([[hash, tenant]]),
      keysByHash: new Map(),
      proxyKeyDigests: [],
      isOpenToLoopback: false,
      resolved: new Map([['own', { settings, rules }]]),
      settings,
      rules,
      accounts: new Map(
        accounts.map((account, index) => [account.id, this.toAccount(account, -index)]),
      ),
      configs: new Map(),
      activeConfigId: null,
      outputLimits: new Map(),
      prices: new Map(),
    };
  }

  private toAccount(
    account: { id: string } & Partial<ProxyAccount>,
    priority: number,
  ): ProxyAccount {
    const { id, dialects = ['messages'] as readonly Dialect[] } = account;
    const definition = providerOf({ provider: 'anthropic', authType: 'api_key', baseUrl: null });
    if (!definition) throw new Error('no such provider');
    const made: ProxyAccount = {
      name: `account ${id}`,
      provider: 'anthropic',
      priority,
      rateLimit: 0,
      monthlyBudgetMicroUsd: null,
      enabled: true,
      usable: true,
      endpoints: new Set<Endpoint>(['messages', 'chat', 'responses', 'count_tokens']),
      definition,
      authType: 'api_key',
      billing: 'cash',
      dialects,
      routes: new Map(
        dialects.map((dialect) => [
          dialect,
          {
            origin: this.upstream.origin,
            path: `/${id}/${dialect}`,
          },
        ]),
      ),
      ...account,
    };
    const credential = toCredential(
      { authType: 'api_key', externalAccountId: null },
      `key-of-${id}`,
    );
    this.credentials.set(made, new AccountCredential(definition, credential));
    return made;
  }
}
