import type { AccountRow } from '@codegate/database';
import { GatewayError, toMicroUsd } from '@codegate/kernel';
import { endpointOf, endpoints, type Dialect } from '@codegate/protocol';
import { isProviderId, providers, type Provider } from '@codegate/providers';
import type { AccountVault } from '@codegate/vault';

import { toInstantMs } from './dto/is-instant.js';
import type { UpdateAccountDto } from './dto/update-account.dto.js';
import { checkBaseUrl } from './upstream/base-url.js';

/** The fields of a row that the API may write. */
export type AccountFields = Pick<
  AccountRow,
  | 'name'
  | 'provider'
  | 'authType'
  | 'apiKeyEnc'
  | 'refreshTokenEnc'
  | 'tokenExpiresAtMs'
  | 'baseUrl'
  | 'priority'
  | 'rateLimit'
  | 'monthlyBudgetMicroUsd'
  | 'enabled'
  | 'subscriptionType'
  | 'accountEmail'
  | 'externalAccountId'
  | 'dialects'
>;

/** Default values of all fields except name and provider. */
export const emptyFields = {
  authType: 'api_key',
  apiKeyEnc: null,
  refreshTokenEnc: null,
  tokenExpiresAtMs: null,
  baseUrl: null,
  priority: 0,
  rateLimit: 0,
  monthlyBudgetMicroUsd: null,
  enabled: true,
  subscriptionType: null,
  accountEmail: null,
  externalAccountId: null,
  dialects: null,
} as const;

/** The fields that are present in a body, as they are stored. */
export function toFields(
  dto: UpdateAccountDto,
  vault: Pick<AccountVault, 'encryptOptional'>,
  allowsPrivate: boolean,
): Partial<AccountFields> {
  const { apiKey, refreshToken, tokenExpiresAt, baseUrl, monthlyBudget, ...same } = dto;
  return {
    ...withoutUndefined(same),
    ...(apiKey === undefined ? {} : { apiKeyEnc: vault.encryptOptional(apiKey) }),
    ...(refreshToken === undefined ? {} : { refreshTokenEnc: vault.encryptOptional(refreshToken) }),
    ...(tokenExpiresAt === undefined ? {} : { tokenExpiresAtMs: toInstantMs(tokenExpiresAt) }),
    ...(baseUrl === undefined
      ? {}
      : { baseUrl: baseUrl === null ? null : checkBaseUrl(baseUrl, allowsPrivate) }),
    ...(monthlyBudget === undefined
      ? {}
      : { monthlyBudgetMicroUsd: monthlyBudget === null ? null : toMicroUsd(monthlyBudget) }),
  };
}

/**
 * Validation rules that concern several fields at once.
 *
 * @param changed the fields that were written; fields stored earlier are not validated again
 * @throws GatewayError `invalid_request` with the field
 */
export function checkTogether(
  account: Pick<
    AccountFields,
    'provider' | 'authType' | 'apiKeyEnc' | 'refreshTokenEnc' | 'baseUrl' | 'dialects'
  >,
  changed: ReadonlySet<string>,
): void {
  const { provider: id, authType, apiKeyEnc, baseUrl, dialects } = account;
  const provider = isProviderId(id) ? providers[id] : undefined;
  const isAnyOf = (...fields: (keyof AccountFields)[]) => fields.some((f) => changed.has(f));
  if (isAnyOf('provider', 'baseUrl') && provider?.baseUrl === null && baseUrl === null) {
    throw new GatewayError('invalid_request', `An account at ${id} needs a baseUrl`, {
      field: 'baseUrl',
    });
  }
  const needsKey = authType === 'api_key' && !provider?.keyIsOptional;
  if (isAnyOf('provider', 'authType') && needsKey && apiKeyEnc === null) {
    throw new GatewayError('invalid_request', `An account at ${id} needs an apiKey`, {
      field: 'apiKey',
    });
  }
  if (isAnyOf('provider', 'dialects') && dialects && provider) {
    checkDialects(provider, dialects as readonly Dialect[]);
  }
}

function checkDialects({ id, paths }: Provider, chosen: readonly Dialect[]): void {
  const possible = new Set(
    endpoints
      .filter((endpoint) => paths[endpoint] !== undefined)
      .map((name) => endpointOf(name).dialect),
  );
  const impossible = chosen.find((dialect) => !possible.has(dialect));
  if (impossible === undefined) return;
  throw new GatewayError(
    'invalid_request',
    `${id} does not support ${impossible}, only ${[...possible].join(', ')}`,
    { field: 'dialects' },
  );
}

function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as T;
}
