import type { JsonObject } from '@codegate/kernel';
import {
  formatOf,
  type Dialect,
  type Endpoint,
  type Issuer,
  type ProviderQuirks,
} from '@codegate/protocol';

/** The credential of an account. */
export type Credential = {
  authType: AuthType;
  /** API key or access token; null for servers that need none. */
  secret: string | null;
  /** ChatGPT's account id, where the provider needs one. */
  externalAccountId: string | null;
};

export const authTypes = ['api_key', 'oauth'] as const;
export type AuthType = (typeof authTypes)[number];

/** The credential of a stored account, whose secret has been decrypted. */
export function toCredential(
  account: { readonly authType: string; readonly externalAccountId: string | null },
  secret: string | null,
): Credential {
  const { authType, externalAccountId } = account;
  return { authType: authType === 'oauth' ? 'oauth' : 'api_key', secret, externalAccountId };
}

/**
 * One upstream service: where it is, which wire formats it speaks, and how it differs from their published APIs.
 * Everything that is special about a provider is in its one file; other code asks these fields and never the `id`.
 */
export type Provider = {
  /** Name in the API, in the database and in catalogue.ts. */
  id: string;
  label: string;
  /** Root the paths below are joined to; null: every account has its own. */
  baseUrl: string | null;
  /** Other roots on the same host, per wire format (DeepSeek's Anthropic endpoint has a path of its own). */
  baseUrls?: Partial<Record<Dialect, string>>;
  /** Wire formats it speaks natively, the preferred one first. */
  dialects: readonly [Dialect, ...Dialect[]];
  /** Paths under the root; an endpoint that is absent does not exist there. */
  paths: Partial<Record<Endpoint, string>>;
  /** Path of the model list; null: there is none. */
  modelsPath: string | null;
  /** Headers that carry the credential. */
  authHeaders(credential: Credential, dialect: Dialect): Record<string, string>;
  /**
   * Headers every request needs besides the credential.
   *
   * @param sent the headers the request has already; a returned one replaces the one in `sent`
   */
  requestHeaders?(
    sent: Readonly<Record<string, string>>,
    authType: AuthType,
  ): Record<string, string>;
  /** Whether an account may have no key (a self-hosted server). Absent: every account needs one. */
  keyIsOptional?: boolean;
  /** Whether every account is a subscription, whose use is not billed per token. Absent: only OAuth accounts are. */
  isSubscription?: boolean;
  /** The request that tests an account, sent to this endpoint. Absent: the model list is read. */
  probe?: { endpoint: Endpoint; body: Readonly<JsonObject> };
  /** Id of the provider in @pydantic/genai-prices; null: the name of the model decides. */
  priceVendor: string | null;
  /** Type of its own web search tool, whose calls are billed. Absent: it has only those of the wire formats. */
  webSearchTool?: string;
  /** Whose signatures and encrypted reasoning it accepts. */
  issuer: Issuer;
  quirks: ProviderQuirks;
  /**
   * Whether it takes every field of its wire formats: their vendor, or a server that translates them itself. Its quirks
   * then count only where a request is converted. Absent: a body of a client is adapted to them, too.
   */
  takesAllFields?: boolean;
  /**
   * Per wire format, whether a body can be passed on with single fields changed; otherwise it is written anew, and so is
   * the response. Absent: every body can be passed on.
   */
  takesBody?: Partial<Record<Dialect, (body: JsonObject) => boolean>>;
  /** Whether headers that describe the client's session and workspace may be sent there. */
  takesClientHeaders: boolean;
};

export function bearer(credential: Credential): Record<string, string> {
  return credential.secret === null ? {} : { authorization: `Bearer ${credential.secret}` };
}

/** Servers compatible with Anthropic's API differ in which of the two headers they read. */
export function bearerAndApiKey(credential: Credential, dialect: Dialect): Record<string, string> {
  if (credential.secret === null) return {};
  const headers = bearer(credential);
  const { apiKeyHeader } = formatOf(dialect).headers;
  return apiKeyHeader === null ? headers : { ...headers, [apiKeyHeader]: credential.secret };
}

/** OpenAI's own paths. */
export const openaiPaths = {
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
  compact: '/v1/responses/compact',
  response_input_tokens: '/v1/responses/input_tokens',
  embeddings: '/v1/embeddings',
} as const;
/** Anthropic's own paths. */
export const anthropicPaths = {
  messages: '/v1/messages',
  count_tokens: '/v1/messages/count_tokens',
} as const;

/** The published APIs without deviations; providers override what differs. */
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
