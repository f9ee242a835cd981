import { capabilitiesOf, type CapabilityOverlay } from '@codegate/models';
import { dialectOf, dialects, type Dialect, type Endpoint, type Target } from '@codegate/protocol';

import type { ProxyAccount, Snapshot } from '../../directory/snapshot.js';
import { outputLimitOf } from './edit-body.js';

/** Endpoints whose requests can be converted to another wire format. */
const convertible: ReadonlySet<Endpoint> = new Set(['messages', 'chat', 'responses']);

/**
 * The wire format in which an account gets a request: the client's own where the account speaks it, else the first one
 * the account prefers.
 *
 * @returns null when neither is possible
 */
export function upstreamDialect(
  account: Pick<ProxyAccount, 'routes' | 'definition' | 'dialects'>,
  endpoint: Endpoint,
): Dialect | null {
  if (account.routes.has(endpoint)) return dialectOf[endpoint];
  if (!convertible.has(endpoint)) return null;
  return account.dialects.find((dialect) => account.routes.has(dialect)) ?? null;
}

/** Endpoints an account can serve, natively, by conversion, or (counting tokens) by an estimate. */
export function servableEndpoints(native: ReadonlySet<Endpoint>): Set<Endpoint> {
  const speaksAny = dialects.some((dialect) => native.has(dialect));
  const more: Endpoint[] = speaksAny ? ['messages', 'chat', 'responses', 'count_tokens'] : [];
  return new Set([...native, ...more]);
}

/** What a request writer has to know about a model at an account. */
export function toTarget(
  {
    account,
    dialect,
    model,
    overlay,
  }: {
    account: ProxyAccount;
    dialect: Dialect;
    model: string;
    /** Limits the provider itself states. */
    overlay: CapabilityOverlay | undefined;
  },
  snapshot: Pick<Snapshot, 'outputLimits'>,
): Target {
  const { definition } = account;
  const { capabilities } = capabilitiesOf(model, overlay);
  const limit = outputLimitOf(model, snapshot);
  const known = capabilities.maxOutputTokens;
  return {
    dialect,
    provider: definition.id,
    issuer: definition.issuer,
    model,
    capabilities:
      limit === undefined
        ? capabilities
        : { ...capabilities, maxOutputTokens: known === null ? limit : Math.min(known, limit) },
    quirks: definition.quirks,
  };
}
