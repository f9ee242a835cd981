import type { JsonObject } from '@codegate/kernel';

import type { ToolIdForm } from './repair/rewrite-ids.js';
import type { Change, DialectName, Effort, Issuer, LlmRequest } from './model.js';

/** What a model can do; the data is in libs/models. */
export type ModelCapabilities = {
  /** Null: unknown. */
  contextTokens: number | null;
  maxOutputTokens: number | null;
  /** full: temperature and top_p; one: only one of them; none: neither (a 400 if sent). */
  sampling: 'full' | 'one' | 'none';
  /** Forms of Anthropic's `thinking` it takes; empty: it cannot think in that form. */
  thinking: readonly ('disabled' | 'enabled' | 'adaptive')[];
  /** Efforts it takes (Anthropic's output_config.effort, OpenAI's reasoning_effort); null: none of them. */
  efforts: readonly Effort[] | null;
  /** Whether an assistant message may come last. */
  prefill: boolean;
  /** Whether stop sequences are accepted. */
  stop: boolean;
  /** Whether a JSON schema for the response is accepted. */
  structuredOutput: boolean;
  /** Whether messages may hold role `system` after the first message. */
  midSystem: boolean;
  images: boolean;
  pdf: boolean;
  /** Chat and Responses: whether instructions go in role `developer`. */
  developerRole: boolean;
  /** The form of tool call ids it needs. Absent: any. */
  toolIdForm?: ToolIdForm;
};

/** HTTP statuses by a provider's own error codes. */
export type ErrorStatuses = Readonly<Record<string, number>>;

/** How a provider differs from the published API of its wire format; the data is in libs/providers. */
export type ProviderQuirks = {
  /** Chat: the field for the output limit. */
  maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Longest id of a tool call it takes. */
  toolIdLimit: number;
  /** Chat: the field of assistant messages that carries earlier reasoning; null: none. */
  reasoningField: 'reasoning_content' | 'reasoning' | 'reasoning_details' | null;
  /** Chat: whether every assistant message needs that field, empty if need be. */
  reasoningFieldRequired: boolean;
  /** Chat: how effort is asked for. `thinking`: {type: enabled|disabled}. */
  reasoningControl:
    'reasoning_effort' | 'thinking' | 'thinking_and_effort' | 'reasoning_object' | 'none';
  /** Efforts the provider takes, where it is stricter than the model. */
  efforts: readonly Effort[] | null;
  /** Top-level fields it takes; null: all of its wire format. */
  allowedFields: readonly string[] | null;
  /** Top-level fields it refuses. */
  refusedFields: readonly string[];
  /** Keywords of JSON schemas it refuses. */
  refusedSchemaKeywords: readonly string[];
  topK: boolean;
  /** Chat: whether cache_control on content parts is understood. */
  cacheControl: boolean;
  /** Chat: whether file parts are understood. */
  files: boolean;
  toolChoice: boolean;
  parallelToolCalls: boolean;
  structuredOutput: boolean;
  developerRole: boolean;
  /** Chat: Gemini's extra_content.google.thought_signature on tool calls. */
  thoughtSignatures: boolean;
  /** It only responds with streams. */
  streamOnly: boolean;
  /** Chat: `<think>…</think>` at the start of the text is reasoning. */
  thinkTags: boolean;
  /**
   * Whether tools called with free text (`custom`) are understood. Absent: yes for Responses, and for
   * Chat when the caller speaks Chat; otherwise they become functions.
   */
  customTools?: boolean;
  /** Messages: whether messages may have role `system`, if the model takes them. Absent: only at Anthropic. */
  systemInMessages?: boolean;
  /** Chat: whether `file_data` may be a URL. Absent: no. */
  fileUrls?: boolean;
  /** HTTP statuses of its own error codes, which it sends with status 200. Absent: it has none. */
  errorStatuses?: ErrorStatuses;
  /** Its own error codes for an account without credit. */
  quotaCodes?: readonly string[];
  /** Fields every request to it needs, such as MiniMax' reasoning_split and GLM's tool_stream. */
  alwaysSend?: Readonly<JsonObject>;
  /** Whether its models think by default and refuse a forced tool call while they do. Absent: no. */
  noThinkingWithForcedTools?: boolean;
  /** Values of service_tier it takes. Absent: all. */
  serviceTiers?: readonly string[];
};

/** Everything a request writer needs to know about where the request goes. */
export type Target = {
  dialect: DialectName;
  provider: string;
  /** Whose signatures and encrypted reasoning this target accepts. */
  issuer: Issuer;
  model: string;
  capabilities: ModelCapabilities;
  quirks: ProviderQuirks;
};

/** Tool names changed for the target, and the way back. Used for one request only. */
export type NameTable = {
  /** The caller's name and namespace of a tool the target knows under another name. */
  original(
    name: string,
  ): { name: string; namespace?: string; kind: 'function' | 'custom' } | undefined;
};

export type WrittenRequest = {
  body: Record<string, unknown>;
  changes: Change[];
  names: NameTable;
  /** Anthropic: the `anthropic-version` the body was written for. */
  version?: string;
};

export type RequestWriter = (request: LlmRequest, target: Target) => WrittenRequest;
