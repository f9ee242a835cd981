import type { AccountStatusBuffer, CredentialStore } from '@codegate/accounts';
import type {
  DetectionCounts,
  Guards,
  TokenMappings,
  MaskPool,
  RequestCache,
} from '@codegate/guardrails';
import type { CapabilityOverlay } from '@codegate/models';
import type { Clock, Logger } from '@codegate/kernel';
import type { AccountHealth, Admission } from '@codegate/shared-state';
import type { RoundRobin } from '@codegate/routing';
import type { KeyUses } from '@codegate/tenants';
import type { BudgetTracker, Ledger } from '@codegate/usage';

import type { Snapshot } from '../directory/snapshot.js';
import type { OpenReservations } from './admit/reservations.js';
import type { AnonymousConnections } from './authenticate/anonymous-connections.js';
import type { RefusedCallers } from './authenticate/refused-callers.js';
import type { UnsupportedFields } from './adapt/unsupported-fields.js';
import type { LargeBodyQueue } from './decode/large-body-queue.js';
import type { MissingEndpoints } from './forward/missing-endpoints.js';
import type { UpstreamClient } from './forward/upstream-client.js';
import type { BodyMemory } from './receive/body-memory.js';

/** What the pipeline works with; built once at start, the same for every request. */
export type PipelineDeps = {
  readonly directory: { current(): Snapshot };
  /** Of this process, among those that share limits. */
  readonly instanceId: string;
  readonly admission: Admission;
  readonly openReservations: OpenReservations;
  readonly accountHealth: AccountHealth;
  readonly roundRobin: RoundRobin;
  readonly budgets: BudgetTracker;
  readonly keyUses: KeyUses;
  readonly ledger: Pick<Ledger, 'record' | 'durable' | 'sync'>;
  readonly credentials: Pick<CredentialStore, 'of'>;
  readonly accountStatuses: AccountStatusBuffer;
  readonly guards: Guards;
  readonly detectionCounts: DetectionCounts;
  readonly requestCache: RequestCache;
  readonly maskPool: Pick<MaskPool, 'mask'>;
  readonly mappings: Pick<TokenMappings, 'remember' | 'written'>;
  readonly unsupportedFields: UnsupportedFields;
  readonly missingEndpoints: MissingEndpoints;
  /** Limits providers state for their models, as far as they are in memory. */
  readonly liveModels: {
    overlayOf(accountId: string, model: string): CapabilityOverlay | undefined;
  };
  readonly upstreams: Pick<UpstreamClient, 'send'>;
  readonly connections: Pick<AnonymousConnections, 'authenticated'>;
  readonly refusedCallers: Pick<RefusedCallers, 'note' | 'wait'>;
  readonly bodyMemory: BodyMemory;
  /** Packed bodies that are being unpacked. */
  readonly unpacking: LargeBodyQueue;
  /** Large bodies that are being parsed, which no slow unpacking holds back. */
  readonly parsing: LargeBodyQueue;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: ProxyLimits;
};

export type ProxyLimits = {
  readonly maxBodyBytes: number;
  readonly maxBodyValues: number;
  /** Longest time to receive a body. */
  readonly bodyTimeoutMs: number;
  /** Longest time in which a client reads nothing of what waits for it. */
  readonly clientReadTimeoutMs: number;
  /** Silence towards a streaming client after which it gets a ping. */
  readonly keepAlivePingMs: number;
  /** Wait for a stream to begin before its headers and pings go out all the same. */
  readonly streamCommitMs: number;
};
