import type { AccountRow } from '@codegate/database';
import { GatewayError } from '@codegate/kernel';
import {
  HostUnreachableError,
  type HttpClient,
  type OutboundRequest,
} from '@codegate/outbound-http';
import { endpointOf, readUpstreamError, type Dialect } from '@codegate/protocol';
import {
  endpointUrl,
  modelsUrl,
  providerOf,
  toCredential,
  type Credential,
  type Provider,
} from '@codegate/providers';
import type { AccountVault } from '@codegate/vault';

import { readModelList, type LiveModel } from './read-model-list.js';

export type ProbeResult = {
  success: boolean;
  message: string;
  /** HTTP status; null when there was no response. */
  status: number | null;
};

const probeTimeoutMs = 15_000;
const listTimeoutMs = 10_000;
const maxMessageLength = 300;

/** Sends requests about an account to its provider: the test request and the model list. */
export class AccountClient {
  constructor(
    private readonly http: Pick<HttpClient, 'send'>,
    private readonly vault: Pick<AccountVault, 'tryDecrypt'>,
  ) {}

  /** Sends one real request: the provider's probe, or else the model list. A failure is part of the result. */
  async probe(row: AccountRow): Promise<ProbeResult> {
    try {
      const { provider, credential } = this.open(row);
      const { probe } = provider;
      const request = probe
        ? probeRequest(provider, probe, row, credential)
        : modelsRequest(provider, row, credential);
      const { status, body } = await this.http.send(request, probeTimeoutMs);
      if (status < 200 || status > 299) {
        return { success: false, message: errorText(status, body, credential), status };
      }
      const models = probe ? null : readModelList(body);
      if (!probe && !models) {
        return { success: false, message: 'The response is not a list of models', status };
      }
      const found = models ? `, ${models.length} models` : '';
      return { success: true, message: `${provider.label} accepts the account${found}`, status };
    } catch (error) {
      if (!(error instanceof HostUnreachableError || error instanceof GatewayError)) throw error;
      return { success: false, message: error.message, status: null };
    }
  }

  /** @throws GatewayError whose message can be shown to the user */
  async listModels(row: AccountRow): Promise<LiveModel[]> {
    const { provider, credential } = this.open(row);
    const request = modelsRequest(provider, row, credential);
    let response;
    try {
      response = await this.http.send(request, listTimeoutMs);
    } catch (error) {
      if (!(error instanceof HostUnreachableError)) throw error;
      throw new GatewayError('upstream_unavailable', error.message, { cause: error });
    }
    const { status, body } = response;
    if (status < 200 || status > 299) {
      throw new GatewayError('upstream_rejected', errorText(status, body, credential));
    }
    const models = readModelList(body);
    if (!models)
      throw new GatewayError('upstream_rejected', 'The response is not a list of models');
    return models;
  }

  private open(row: AccountRow): { provider: Provider; credential: Credential } {
    const provider = providerOf(row);
    if (!provider) {
      throw new GatewayError('invalid_request', `There is no provider ${row.provider}`);
    }
    const decrypted = this.vault.tryDecrypt(row.apiKeyEnc);
    if ('unreadable' in decrypted) {
      throw new GatewayError(
        'invalid_request',
        'The stored key cannot be decrypted; enter it again or restore the key file',
      );
    }
    if (decrypted.secret === null && !provider.keyIsOptional) {
      throw new GatewayError('invalid_request', 'The account has no key');
    }
    return { provider, credential: toCredential(row, decrypted.secret) };
  }
}

function probeRequest(
  provider: Provider,
  { endpoint, body }: NonNullable<Provider['probe']>,
  row: AccountRow,
  credential: Credential,
): OutboundRequest {
  return {
    url: usable(endpointUrl(provider, endpoint, row.baseUrl)),
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...headersOf(provider, credential, endpointOf(endpoint).dialect),
    },
    body: JSON.stringify(body),
  };
}

function modelsRequest(
  provider: Provider,
  row: AccountRow,
  credential: Credential,
): OutboundRequest {
  return {
    url: usable(modelsUrl(provider, row.baseUrl)),
    method: 'GET',
    headers: headersOf(provider, credential, provider.dialects[0]),
  };
}

function headersOf(
  provider: Provider,
  credential: Credential,
  dialect: Dialect,
): Record<string, string> {
  return {
    accept: 'application/json',
    ...provider.requestHeaders?.({}, credential.authType),
    ...provider.authHeaders(credential, dialect),
  };
}

function usable(url: string | null): string {
  if (url !== null && URL.canParse(url)) return url;
  throw new GatewayError('invalid_request', 'The account has no usable base URL');
}

function errorText(status: number, body: string, { secret }: Credential): string {
  const text =
    status >= 300 && status < 400
      ? 'the server redirects elsewhere, which is not followed'
      : readUpstreamError(status, body).message;
  const safe = secret === null ? text : text.replaceAll(secret, '***');
  return `HTTP ${status}: ${safe.slice(0, maxMessageLength)}`;
}
