import { anthropicPaths, plainQuirks, type Credential, type Provider } from './provider.js';

/** Beta that makes the API accept an OAuth access token (anthropics/claude-code). */
export const anthropicOauthBeta = 'oauth-2025-04-20';

function authHeaders({ authType, secret }: Credential): Record<string, string> {
  if (secret === null) return {};
  return authType === 'oauth' ? { authorization: `Bearer ${secret}` } : { 'x-api-key': secret };
}

export const anthropic: Provider = {
  id: 'anthropic',
  label: 'Anthropic',
  baseUrl: 'https://api.anthropic.com',
  dialects: ['messages'],
  paths: anthropicPaths,
  modelsPath: '/v1/models?limit=1000',
  authHeaders,
  issuer: 'anthropic',
  quirks: { ...plainQuirks, toolIdLimit: 64, topK: true, cacheControl: true, files: true },
  takesClientHeaders: true,
};
