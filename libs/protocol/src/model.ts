import type { JsonObject } from '@codegate/kernel';

/**
 * The internal model between the readers and the writers of all wire formats. It holds what more than one of them can
 * express; everything else is `opaque` and only goes back to the format it came from.
 */

/** Name of a wire format, such as `messages`. The names in use are the keys of registry.ts. */
export type DialectName = string;

/** Anthropic's cache_control object, kept as it came (unknown keys included). */
export type CacheControl = JsonObject;

/** Who made an opaque piece of reasoning; it may only go back there. */
export type Issuer =
  'anthropic' | 'openai' | 'deepseek' | 'gemini' | 'openrouter' | 'glm' | 'minimax' | 'unknown';

export type TextPart = {
  type: 'text';
  text: string;
  cache?: CacheControl;
  /** Anthropic's citations, only for Anthropic's own format. */
  citations?: readonly unknown[];
  /** In responses: the web pages the text cites. */
  sources?: Citation[];
};
export type ImagePart = {
  type: 'image';
  mediaType?: string;
  /** Base64, without a data: prefix. */
  data?: string;
  url?: string;
  fileId?: string;
  detail?: string;
  cache?: CacheControl;
};
export type FilePart = {
  type: 'file';
  mediaType?: string;
  /** Base64, without a data: prefix. */
  data?: string;
  /** A document given as plain text. */
  text?: string;
  url?: string;
  fileId?: string;
  name?: string;
  cache?: CacheControl;
  /** Keys only the own wire format knows (Anthropic's context and citations of a document). */
  extra?: JsonObject;
};
export type ToolUsePart = {
  type: 'tool_use';
  id: string;
  name: string;
  /** Responses only: the namespace the tool belongs to. */
  namespace?: string;
  /** Raw text: JSON for functions, free text for custom tools. */
  args: string;
  kind: 'function' | 'custom';
  signature?: Signature;
  cache?: CacheControl;
};
export type ToolResultPart = {
  type: 'tool_result';
  id: string;
  parts: Part[];
  isError: boolean;
  kind: 'function' | 'custom';
  cache?: CacheControl;
};
export type Signature = { issuer: Issuer; value: string };
export type ThinkingPart = { type: 'thinking'; text: string; signature?: Signature };
export type RedactedPart = { type: 'redacted'; data: string };
/** A piece only its own wire format understands; `raw` is replayed as it is. */
export type OpaquePart = { type: 'opaque'; dialect: DialectName; raw: JsonObject };
/** A web page a search found. */
export type WebSource = { url: string; title?: string };
/** A search the provider ran itself. */
export type WebSearch = {
  id: string;
  query: string;
  sources: readonly WebSource[];
  /** Whether it found nothing because it failed. */
  failed?: boolean;
  /** The pieces of the response it was read from; they go back to the same wire format only. */
  origin: { dialect: DialectName; raw: readonly JsonObject[] };
};
export type WebSearchPart = { type: 'web_search'; search: WebSearch };
/** The source of something the model wrote. */
export type Citation = WebSource & {
  /** The part of the response it belongs to; empty: not known. */
  text: string;
};
export type RefusalPart = { type: 'refusal'; text: string };

export type Part =
  | TextPart
  | ImagePart
  | FilePart
  | ToolUsePart
  | ToolResultPart
  | ThinkingPart
  | RedactedPart
  | RefusalPart
  | WebSearchPart
  | OpaquePart;

export type Message = {
  role: 'user' | 'assistant' | 'system';
  parts: Part[];
  /** Keys of the message only the own wire format knows (Anthropic's output_config of a system message). */
  extra?: JsonObject;
};

export type Tool =
  | {
      kind: 'function';
      name: string;
      namespace?: string;
      /** Responses: what the namespace as a whole is for. */
      namespaceDescription?: string;
      description?: string;
      schema: JsonObject;
      strict?: boolean;
      cache?: CacheControl;
      /** Keys only the own wire format knows (Anthropic's defer_loading, input_examples, …). */
      extra?: JsonObject;
    }
  /** A tool called with free text (Responses and Chat `custom`). `raw` is its definition, flat as in Responses. */
  | {
      kind: 'custom';
      name: string;
      namespace?: string;
      namespaceDescription?: string;
      description?: string;
      raw: JsonObject;
    }
  /** A tool the provider runs itself; `type` is the wire format's own name for it. */
  | { kind: 'hosted'; dialect: DialectName; type: string; raw: JsonObject };

export type ToolChoice =
  | { mode: 'auto' | 'any' | 'none' }
  | { mode: 'tool'; name: string }
  /** A tool the provider runs itself, where the wire format names it by its type. */
  | { mode: 'hosted'; type: string };

/** What a caller may want of the web search tool, whatever the wire format calls it. */
export type WebSearchOptions = {
  allowedDomains?: string[];
  blockedDomains?: string[];
  /** How many searches at most. */
  maxUses?: number;
  /** `{type: 'approximate', city, region, country, timezone}`, the same in all formats. */
  location?: JsonObject;
  /** low, medium or high. */
  contextSize?: string;
};

export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof efforts)[number];

export type Reasoning = {
  /** The caller does not want any. */
  off?: boolean;
  effort?: Effort;
  /** Anthropic's budget_tokens. */
  budgetTokens?: number;
  /** Anthropic's thinking type adaptive: the model decides. */
  adaptive?: boolean;
  /** Anthropic's thinking.display: summarized or omitted. */
  display?: string;
  /** Responses: auto, concise or detailed. */
  summary?: string;
};

export type OutputFormat =
  { kind: 'json' } | { kind: 'json_schema'; name: string; schema: JsonObject; strict?: boolean };

/** One request, whatever wire format it came in. */
export type LlmRequest = {
  dialect: DialectName;
  model: string;
  system: TextPart[];
  messages: Message[];
  tools: Tool[];
  toolChoice?: ToolChoice;
  parallelTools?: boolean;
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  stop?: string[];
  stream: boolean;
  reasoning?: Reasoning;
  /** The caller's field for the effort, for reports of changes; set when the request is written. */
  effortField?: string;
  format?: OutputFormat;
  /** Metadata.user_id, user or safety_identifier. */
  userId?: string;
  serviceTier?: string;
  /** How often tools the provider runs itself may be used in all; set from the options of the web search. */
  maxHostedCalls?: number;
  /** Whether the caller wants a summary that takes the place of the conversation, instead of a response. */
  asksForSummary?: boolean;
  /** The session of the caller, where it names one. */
  sessionId?: string;
  /** Chat: whether the caller asked for a usage chunk. */
  includeUsage: boolean;
  /** Fields of the body that only the own wire format knows. */
  extra: JsonObject;
  /** What the reader had to drop; reported together with what the writer changes. */
  changes?: Change[];
};

/** Disjoint parts, so that they can be written in either convention without counting twice. */
export type Usage = {
  /** Input neither read from nor written to a cache. */
  inputTokens: number;
  cacheRead: number;
  /** All cache writes, one-hour ones included. */
  cacheWrite: number;
  /** Part of cacheWrite. */
  cacheWrite1h: number;
  /** Reasoning included. */
  output: number;
  /** Part of output. */
  reasoning: number;
  /** Searches the provider ran, which it bills by themselves; absent for none. */
  webSearches?: number;
  /** The tier the provider says it has served the request in, `fast` for Anthropic's speed; absent when it does not. */
  serviceTier?: string;
};

export type StopReason =
  | 'end_turn'
  | 'tool_use'
  | 'max_tokens'
  | 'stop_sequence'
  | 'refusal'
  | 'pause_turn'
  | 'context_window'
  | 'compaction';

/** The output of a model, one step at a time. A complete response is the same list as a stream. */
export type LlmEvent =
  | { type: 'start'; id: string; model: string; usage?: Usage }
  | { type: 'text'; text: string }
  | { type: 'refusal'; text: string }
  | { type: 'thinking'; text: string }
  /** Ends the running piece of thinking. */
  | { type: 'signature'; signature: Signature }
  | { type: 'redacted'; data: string }
  | {
      type: 'tool_start';
      /** Distinguishes calls that run in parallel. */
      key: string;
      id: string;
      name: string;
      namespace?: string;
      kind: 'function' | 'custom';
      signature?: Signature;
    }
  | { type: 'tool_args'; key: string; delta: string }
  | { type: 'tool_end'; key: string }
  | { type: 'web_search'; search: WebSearch }
  /** Belongs to the text before it. */
  | { type: 'citation'; citation: Citation }
  /** A piece only the own wire format understands (server tools, hosted tools). */
  | { type: 'opaque'; dialect: DialectName; raw: JsonObject }
  /** Replaces what was known before; never added up. */
  | { type: 'usage'; usage: Usage }
  | { type: 'stop'; reason: StopReason; sequence?: string; explanation?: string }
  | {
      type: 'error';
      /** HTTP status this error would have had before the first byte. */
      status: number;
      /** The type under Anthropic's or OpenAI's name. */
      errorType: string;
      code?: string;
      message: string;
      retryAfterMs?: number;
    }
  /** The terminal signal. A stream without it was cut. */
  | { type: 'end' };

/** One thing a conversion changed, dropped or repaired, for people. */
export type Change = {
  action: 'changed' | 'dropped' | 'repaired';
  /** Where in the caller's request, e.g. `messages[3].content[1]`. */
  path: string;
  reason: string;
};
