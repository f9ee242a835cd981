import type { AccountStatusBuffer } from '@codegate/accounts';
import type {
  DetectionCounts,
  Guards,
  TokenMappings,
  MaskPool,
  RequestCache,
} from '@codegate/guardrails';
import type { CapabilityOverlay } from '@codegate/models';
import type { Clock, Logger } from '@codegate/kernel';
import type { SharedState } from '@codegate/shared-state';
import type { KeyUses } from '@codegate/tenants';
import type { BudgetTracker, Ledger, MonthlySpend } from '@codegate/usage';

import type { Snapshot } from '../directory/snapshot.js';
import type { UnsupportedFields } from './unsupported-fields.js';
import type { UpstreamClient } from './upstream-client.js';

/** What the pipeline works with; built once at start, the same for every call. */
export type PipelineDeps = {
  readonly directory: { current(): Snapshot };
  readonly shared: SharedState;
  readonly spend: MonthlySpend;
  readonly budgets: BudgetTracker;
  readonly keyUses: KeyUses;
  readonly ledger: Pick<Ledger, 'record' | 'durable' | 'sync'>;
  readonly outcomes: AccountStatusBuffer;
  readonly guards: Guards;
  readonly findCounts: DetectionCounts;
  readonly turns: RequestCache;
  readonly maskPool: Pick<MaskPool, 'mask'>;
  readonly mappings: Pick<TokenMappings, 'remember' | 'written'>;
  readonly unsupportedFields: UnsupportedFields;
  /** What providers say of their models, as far as it is known without asking. */
  readonly liveModels: {
    overlayOf(accountId: string, model: string): CapabilityOverlay | undefined;
  };
  readonly upstreams: UpstreamClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: ProxyLimits;
};

export type ProxyLimits = {
  readonly maxBodyBytes: number;
  /** Silence towards a streaming caller after which it gets a ping. */
  readonly keepAlivePingMs: number;
  /** Wait for a stream to begin before headers and pings go out all the same. */
  readonly streamCommitMs: number;
};
