import { AccountCredential, type CredentialStore } from '@codegate/accounts';
import type { AccountRow } from '@codegate/database';
import { endpointOf, endpoints, type Dialect, type Endpoint } from '@codegate/protocol';
import {
  billingOf,
  endpointUrl,
  providerOf,
  toCredential,
  type Provider,
} from '@codegate/providers';
import type { Decrypted } from '@codegate/vault';

import { servableEndpoints } from '../pipeline/adapt/target.js';
import type { ProxyAccount, UpstreamRoute } from './snapshot.js';

export type AccountInputs = {
  readonly decrypt: (stored: string | null) => Decrypted;
  /** Takes the credential, under the account that is returned. */
  readonly credentials: CredentialStore;
  /** Whether requests may go to this host; false for private ones where those are not permitted. */
  readonly permitsHost: (hostname: string) => boolean;
};

/** Null for an account of an unknown provider without a base URL: there is no address to send to. */
export function toProxyAccount(row: AccountRow, inputs: AccountInputs): ProxyAccount | null {
  const definition = providerOf(row);
  if (!definition) return null;
  const decrypted = inputs.decrypt(row.apiKeyEnc);
  const secret = 'secret' in decrypted ? decrypted.secret : null;
  const usable = 'secret' in decrypted && (secret !== null || definition.keyIsOptional === true);
  const dialects = (row.dialects ?? definition.dialects) as readonly Dialect[];
  const routes = usable
    ? routesOf(row, definition, dialects, inputs.permitsHost)
    : new Map<Endpoint, UpstreamRoute>();
  const credential = toCredential(row, secret);
  const account: ProxyAccount = {
    id: row.id,
    name: row.name,
    provider: definition.id,
    priority: row.priority,
    rateLimit: row.rateLimit,
    monthlyBudgetMicroUsd: row.monthlyBudgetMicroUsd,
    enabled: row.enabled,
    usable,
    endpoints: servableEndpoints(new Set(routes.keys())),
    definition,
    authType: credential.authType,
    billing: billingOf(definition, row),
    dialects,
    routes,
  };
  inputs.credentials.set(account, new AccountCredential(definition, credential));
  return account;
}

function routesOf(
  row: AccountRow,
  provider: Provider,
  dialects: readonly Dialect[],
  permitsHost: AccountInputs['permitsHost'],
): Map<Endpoint, UpstreamRoute> {
  const routes = new Map<Endpoint, UpstreamRoute>();
  for (const endpoint of endpoints) {
    const { servedBy } = endpointOf(endpoint);
    if (!servedBy.some((each) => dialects.includes(each))) continue;
    const url = endpointUrl(provider, endpoint, row.baseUrl);
    if (url === null || !URL.canParse(url)) continue;
    const { origin, pathname, search, hostname } = new URL(url);
    if (!permitsHost(hostname)) continue;
    routes.set(endpoint, { origin, path: pathname + search });
  }
  return routes;
}
