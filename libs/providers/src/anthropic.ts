import {
  anthropicPaths,
  plainQuirks,
  type AuthType,
  type Credential,
  type Provider,
} from './provider.js';

/** Beta that makes the API accept an OAuth access token (anthropics/claude-code). */
const anthropicOauthBeta = 'oauth-2025-04-20';

function authHeaders({ authType, secret }: Credential): Record<string, string> {
  if (secret === null) return {};
  return authType === 'oauth' ? { authorization: `Bearer ${secret}` } : { 'x-api-key': secret };
}

function requestHeaders(
  sent: Readonly<Record<string, string>>,
  authType: AuthType,
): Record<string, string> {
  const version = { 'anthropic-version': sent['anthropic-version'] ?? '2023-06-01' };
  if (authType !== 'oauth') return version;
  return { ...version, 'anthropic-beta': withOauthBeta(sent['anthropic-beta']) };
}

function withOauthBeta(list: string | undefined): string {
  if (list === undefined || list === '') return anthropicOauthBeta;
  const isListed = list.split(',').some((name) => name.trim() === anthropicOauthBeta);
  return isListed ? list : `${list},${anthropicOauthBeta}`;
}

export const anthropic: Provider = {
  id: 'anthropic',
  label: 'Anthropic',
  baseUrl: 'https://api.anthropic.com',
  dialects: ['messages'],
  paths: anthropicPaths,
  modelsPath: '/v1/models?limit=1000',
  authHeaders,
  requestHeaders,
  // The model list does not tell whether the account may generate. The cheapest model every key can use, one token.
  probe: {
    endpoint: 'messages',
    body: {
      model: 'claude-haiku-4-5-20251001',
      max_tokens: 1,
      messages: [{ role: 'user', content: 'Hi' }],
    },
  },
  priceVendor: 'anthropic',
  issuer: 'anthropic',
  quirks: { ...plainQuirks, toolIdLimit: 64, topK: true, cacheControl: true, files: true },
  takesAllFields: true,
  takesClientHeaders: true,
};
