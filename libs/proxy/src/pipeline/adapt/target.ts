import { capabilitiesOf, type CapabilityOverlay } from '@codegate/models';
import {
  dialects,
  endpointOf,
  endpoints,
  generateEndpointOf,
  type Dialect,
  type Endpoint,
  type Target,
} from '@codegate/protocol';

import type { ProxyAccount, Snapshot } from '../../directory/snapshot.js';
import { outputLimitOf, withLimit } from './edit-body.js';

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
  const { dialect, isConvertible } = endpointOf(endpoint);
  if (account.routes.has(endpoint)) return dialect;
  if (!isConvertible) return null;
  return account.dialects.find((each) => account.routes.has(generateEndpointOf(each).name)) ?? null;
}

/** Endpoints an account can serve, natively, by conversion, or (counting tokens) by an estimate. */
export function servableEndpoints(native: ReadonlySet<Endpoint>): Set<Endpoint> {
  const generates = dialects.some((dialect) => native.has(generateEndpointOf(dialect).name));
  const others = endpoints.filter((name) => {
    const { isConvertible, isEstimated } = endpointOf(name);
    return isConvertible || isEstimated;
  });
  return new Set([...native, ...(generates ? others : [])]);
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
  return {
    dialect,
    provider: definition.id,
    issuer: definition.issuer,
    model,
    capabilities: withLimit(capabilities, outputLimitOf(model, snapshot)),
    quirks: definition.quirks,
  };
}
