import type { AccountRow } from '@codegate/database';
import { GatewayError } from '@codegate/kernel';
import { endpoints } from '@codegate/protocol';
import { endpointUrl, modelsUrl, providerOf } from '@codegate/providers';

type Destination = Pick<AccountRow, 'provider' | 'authType' | 'baseUrl'>;
type Secrets = Pick<AccountRow, 'apiKeyEnc' | 'refreshTokenEnc'>;

/**
 * A stored secret is never sent to another server than the one it was given for: secrets can be written, not read,
 * and a change of the address would read them. A path on the same origin belongs to the same server.
 *
 * @param given the secrets of the request; undefined for one that would be kept
 * @throws GatewayError `invalid_request` with the field of the secret that has to be given again
 */
export function refuseMovedSecrets(
  before: Destination & Secrets,
  after: Destination,
  given: { readonly apiKey?: unknown; readonly refreshToken?: unknown },
): void {
  const keptKey = given.apiKey === undefined && before.apiKeyEnc !== null;
  const keptToken = given.refreshToken === undefined && before.refreshTokenEnc !== null;
  if (!keptKey && !keptToken) return;
  const known = originsOf(before);
  const added = [...originsOf(after)].find((origin) => !known.has(origin));
  if (added === undefined) return;
  const field = keptKey ? 'apiKey' : 'refreshToken';
  throw new GatewayError(
    'invalid_request',
    `The account would send its stored secret to ${added}: give ${field} again, or null to remove it`,
    { field },
  );
}

/** The origins of all requests of an account. */
function originsOf(account: Destination): Set<string> {
  const provider = providerOf(account);
  if (!provider) return new Set();
  const urls = [
    modelsUrl(provider, account.baseUrl),
    ...endpoints.map((endpoint) => endpointUrl(provider, endpoint, account.baseUrl)),
  ];
  return new Set(
    urls.flatMap((url) => (url !== null && URL.canParse(url) ? [new URL(url).origin] : [])),
  );
}
