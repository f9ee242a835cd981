import type { Dialect, Endpoint, Issuer, ProviderQuirks } from '@codegate/protocol';

export const providerIds = [
  'anthropic',
  'openai',
  'openrouter',
  'glm',
  'cerebras',
  'deepseek',
  'gemini',
  'minimax',
  'codex',
  'custom',
] as const;
export type ProviderId = (typeof providerIds)[number];

/** What an account proves itself with. */
export type Credential = {
  authType: 'api_key' | 'oauth';
  /** API key or access token; null for servers that ask for none. */
  secret: string | null;
  /** ChatGPT's account id, where the provider wants one. */
  externalAccountId: string | null;
};

/** One upstream service: where it is, what it speaks, how it differs. Data; no provider has code of its own elsewhere. */
export type Provider = {
  id: ProviderId;
  label: string;
  /** Root the paths below are joined to; null: every account names its own. */
  baseUrl: string | null;
  /** Other roots on the same host, per wire format (DeepSeek's Anthropic endpoint has a path of its own). */
  baseUrls?: Partial<Record<Dialect, string>>;
  /** Wire formats it speaks natively, the preferred one first. */
  dialects: readonly Dialect[];
  /** Paths under the root; an endpoint that is absent does not exist there. */
  paths: Partial<Record<Endpoint, string>>;
  /** Path of the model list; null: there is none. */
  modelsPath: string | null;
  /** Headers that carry the credential. */
  authHeaders(credential: Credential, dialect: Dialect): Record<string, string>;
  /** Whose signatures and encrypted reasoning it accepts. */
  issuer: Issuer;
  quirks: ProviderQuirks;
  /** Whether headers that describe the caller's session and workspace may go there. */
  takesClientHeaders: boolean;
};

export function bearer(credential: Credential): Record<string, string> {
  return credential.secret === null ? {} : { authorization: `Bearer ${credential.secret}` };
}

/** Servers that imitate Anthropic's API differ in which of the two headers they read. */
export function bearerAndApiKey(credential: Credential, dialect: Dialect): Record<string, string> {
  if (credential.secret === null) return {};
  const headers = bearer(credential);
  return dialect === 'messages' ? { ...headers, 'x-api-key': credential.secret } : headers;
}

/** OpenAI's own paths. */
export const openaiPaths = {
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
  embeddings: '/v1/embeddings',
} as const;
/** Anthropic's own paths. */
export const anthropicPaths = {
  messages: '/v1/messages',
  count_tokens: '/v1/messages/count_tokens',
} as const;

/** The published APIs without deviations; providers override what they do differently. */
export const plainQuirks: ProviderQuirks = {
  maxTokensField: 'max_tokens',
  toolIdLimit: 40,
  reasoningField: null,
  reasoningFieldRequired: false,
  reasoningControl: 'none',
  efforts: null,
  allowedFields: null,
  refusedFields: [],
  refusedSchemaKeywords: [],
  topK: false,
  cacheControl: false,
  files: false,
  toolChoice: true,
  parallelToolCalls: true,
  structuredOutput: true,
  developerRole: false,
  thoughtSignatures: false,
  streamOnly: false,
  thinkTags: false,
};
