import type { AccountRow } from '@codegate/database';
import { GatewayError } from '@codegate/kernel';
import {
  type HttpClient,
  type OutboundRequest,
  HostUnreachableError,
} from '@codegate/outbound-http';
import { readUpstreamError } from '@codegate/protocol';
import {
  anthropicOauthBeta,
  endpointUrl,
  modelsUrl,
  providerOf,
  type Credential,
  type Provider,
} from '@codegate/providers';
import type { AccountVault } from '@codegate/vault';

import { readModelList, type LiveModel } from './read-model-list.js';

export type ProbeResult = {
  success: boolean;
  message: string;
  /** HTTP status; null when there was no answer. */
  status: number | null;
};

const probeTimeoutMs = 15_000;
const listTimeoutMs = 10_000;
const maxMessageLength = 300;
/** The cheapest model every key can use; the answer is one token long. */
const probeModel = 'claude-haiku-4-5-20251001';

/** Talks to an account's own provider, at its own URLs, with its own credential. */
export class AccountClient {
  constructor(
    private readonly http: Pick<HttpClient, 'send'>,
    private readonly vault: Pick<AccountVault, 'tryDecrypt'>,
  ) {}

  /** Makes one real call; never throws. */
  async probe(row: AccountRow): Promise<ProbeResult> {
    try {
      const { provider, credential } = this.open(row);
      const isMessage = provider.id === 'anthropic';
      const request = isMessage
        ? messageRequest(provider, row, credential)
        : modelsRequest(provider, row, credential);
      const { status, body } = await this.http.send(request, probeTimeoutMs);
      if (status < 200 || status > 299) {
        return { success: false, message: errorText(status, body, credential), status };
      }
      const models = isMessage ? null : readModelList(body);
      if (!isMessage && !models) {
        return { success: false, message: 'The answer is not a list of models', status };
      }
      const found = models ? `, ${models.length} models` : '';
      return { success: true, message: `${provider.label} accepts the account${found}`, status };
    } catch (error) {
      if (!(error instanceof HostUnreachableError || error instanceof GatewayError)) throw error;
      return { success: false, message: error.message, status: null };
    }
  }

  /** @throws GatewayError with a message fit to be shown */
  async listModels(row: AccountRow): Promise<LiveModel[]> {
    const { provider, credential } = this.open(row);
    const request = modelsRequest(provider, row, credential);
    let answer;
    try {
      answer = await this.http.send(request, listTimeoutMs);
    } catch (error) {
      if (!(error instanceof HostUnreachableError)) throw error;
      throw new GatewayError('upstream_unavailable', error.message, { cause: error });
    }
    const { status, body } = answer;
    if (status < 200 || status > 299) {
      throw new GatewayError('upstream_rejected', errorText(status, body, credential));
    }
    const models = readModelList(body);
    if (!models) throw new GatewayError('upstream_rejected', 'The answer is not a list of models');
    return models;
  }

  private open(row: AccountRow): { provider: Provider; credential: Credential } {
    const provider = providerOf(row);
    if (!provider) {
      throw new GatewayError('invalid_request', `Nobody knows the provider ${row.provider}`);
    }
    const decrypted = this.vault.tryDecrypt(row.apiKeyEnc);
    if ('unreadable' in decrypted) {
      throw new GatewayError(
        'invalid_request',
        'The stored key cannot be decrypted; enter it again or restore the key file',
      );
    }
    if (decrypted.secret === null && provider.id !== 'custom') {
      throw new GatewayError('invalid_request', 'The account has no key');
    }
    const credential: Credential = {
      authType: row.authType === 'oauth' ? 'oauth' : 'api_key',
      secret: decrypted.secret,
      externalAccountId: row.externalAccountId,
    };
    return { provider, credential };
  }
}

function messageRequest(
  provider: Provider,
  row: AccountRow,
  credential: Credential,
): OutboundRequest {
  return {
    url: usable(endpointUrl(provider, 'messages', row.baseUrl)),
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...commonHeaders(provider, credential),
      ...provider.authHeaders(credential, 'messages'),
    },
    body: JSON.stringify({
      model: probeModel,
      max_tokens: 1,
      messages: [{ role: 'user', content: 'Hi' }],
    }),
  };
}

function modelsRequest(
  provider: Provider,
  row: AccountRow,
  credential: Credential,
): OutboundRequest {
  const dialect = provider.id === 'anthropic' ? 'messages' : 'chat';
  return {
    url: usable(modelsUrl(provider, row.baseUrl)),
    method: 'GET',
    headers: {
      ...commonHeaders(provider, credential),
      ...provider.authHeaders(credential, dialect),
    },
  };
}

function commonHeaders(provider: Provider, credential: Credential): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (provider.id !== 'anthropic') return headers;
  headers['anthropic-version'] = '2023-06-01';
  if (credential.authType === 'oauth') headers['anthropic-beta'] = anthropicOauthBeta;
  return headers;
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
