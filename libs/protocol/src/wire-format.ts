import type { GatewayError, JsonObject } from '@codegate/kernel';

import type { EndpointDefinition } from './endpoint.js';
import type { UpstreamError } from './errors/read-upstream-error.js';
import type { WireError } from './errors/wire-error.js';
import type { JsonEdits } from './json/edit-json.js';
import type { ModelEntry } from './model-entry.js';
import type { Issuer, LlmEvent, LlmRequest, Usage, WebSearchOptions } from './model.js';
import type { StreamView } from './passthrough/stream-view.js';
import type { ReadOptions, ResponseOptions, StreamReader, StreamWriter } from './response/types.js';
import type { StreamRestorer, TextRestorer } from './restore/types.js';
import type { SseEvent } from './sse/sse-reader.js';
import type { ProviderQuirks, RequestWriter, Target } from './target.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** How a member of a body is searched for text: messages and their parts, or definitions of tools. */
export type TextKind = 'content' | 'tools';

/**
 * Members of a body that hold text, in the order in which a provider reads them. Members that are not listed are read
 * after these, as content.
 */
export type TextRoots = readonly (readonly [member: string, kind: TextKind])[];

/** How requests are read, changed and written. */
export type RequestFormat = {
  /** The caller's body; throws `invalid_request` when it is not one of this format. */
  read(body: JsonObject): LlmRequest;
  /** The body for a target that speaks this format. */
  write: RequestWriter;
  textRoots: TextRoots;
  /** What stays the same in a conversation, so that its requests can be recognized. */
  conversationStart(body: JsonObject): { instructions: unknown; firstMessage: unknown };
  /** Edits that lower every output limit of the request to `limit` tokens. */
  limitOutput(
    body: JsonObject,
    outputLimits: readonly { field: string; tokens: number }[],
    limit: number,
  ): Record<string, string>;
  /**
   * Where usage in a stream has to be asked for: the edits that ask for it, null when the caller asked already.
   * Absent where every stream contains its usage.
   */
  askForStreamUsage?(body: JsonObject): JsonEdits | null;
  /** Removes reasoning of other issuers from a body that is passed through. Absent where none has to be removed. */
  removeForeignReasoning?(bytes: Buffer, body: JsonObject, issuer: Issuer): Buffer;
  /** The fields a body uses where providers have different ones for the same thing. Absent: there are none. */
  formsIn?(body: JsonObject): Partial<ProviderQuirks>;
  /** Field in which a caller asks for an effort; for reports of changes. */
  effortField: string;
  /** The web search tool that providers of this format run. */
  webSearch: WebSearchFormat | null;
  /**
   * Puts what the gateway itself hid in a former response back into words. Absent: it hides nothing in this format.
   *
   * @returns the body and its parsed form; null when nothing has to be changed
   */
  expandOwnItems?(body: Buffer, json: JsonObject): { body: Buffer; json: JsonObject } | null;
  /** The request for a summary of its conversation. Absent: the format has no compaction. */
  toSummaryRequest?(request: LlmRequest): LlmRequest;
  /** Rejects a request that no other target can serve without losing its meaning. Absent: there is none. */
  refuseUntranslatable?(request: LlmRequest, target: Target): void;
};

/** How a format describes the web search tool. */
export type WebSearchFormat = {
  /** Whether a hosted tool of this type is the web search. */
  isTool(type: string): boolean;
  /** Absent: every model of a provider that runs searches has it. */
  isAvailable?(model: string): boolean;
  read(tool: JsonObject): WebSearchOptions;
  /** The definition of the tool, and the options it has no place for. */
  write(options: WebSearchOptions): { tool: JsonObject; lost: (keyof WebSearchOptions)[] };
};

/** How complete responses are read and written. */
export type ResponseFormat = {
  /** Whether a body with status 200 is a response of this format at all. */
  isResponse(body: JsonObject): boolean;
  /** The events a stream with the same content would have had. */
  read(body: JsonObject, options?: ReadOptions): LlmEvent[];
  /** One body; an error body when the events hold an error or do not end. */
  write(events: readonly LlmEvent[], options: ResponseOptions): JsonObject;
  /** Undefined when the body holds no usage. */
  readUsage(body: JsonObject): Usage | undefined;
  textRoots: TextRoots;
  /** The members of a response that hold what the model generated. */
  generatedContent(body: JsonObject): unknown;
};

/** How streams are read, written, watched and restored. */
export type StreamFormat = {
  createReader(options?: ReadOptions): StreamReader;
  createWriter(options: ResponseOptions): StreamWriter;
  /** Whether a block of complete events can change the view at all: a cheap test before anything is parsed. */
  relevant: RegExp;
  /**
   * Updates the view with one event.
   *
   * @returns whether the event holds nothing but usage
   */
  watch(event: SseEvent, view: StreamView): boolean;
  /** Where an event names the model, outermost member first; events without this member name none. */
  modelPath: readonly string[];
  /** The generated text inside the bytes of a stream, in group 1. Has the flag `g`. */
  generatedText: RegExp;
  /** Keeps a connection open once content has been sent; before that only a comment is safe. */
  ping: string;
  /** Puts original values back into the events of a stream that is passed through. */
  createRestorer(restore: TextRestorer): StreamRestorer;
};

/** How errors are written. */
export type ErrorFormat = {
  /** Status, type and code of a gateway error. */
  toWireError(error: GatewayError): WireError;
  /**
   * An error of the upstream that is the caller's to correct, with the upstream's status and message. A conversation
   * that does not fit the model is written in the form on which agents compact it.
   */
  toCallerError(status: number, error: UpstreamError): WireError;
  /** The code of an unknown model; null where the format has none. */
  modelNotFoundCode: string | null;
  /** Body of an error response. */
  writeBody(error: WireError, requestId: string): string;
  /**
   * The last event of a stream that failed after it had begun; nothing follows it.
   *
   * @param responseId id of the announced response, in formats that announce one
   */
  writeEvent(error: WireError, requestId: string, responseId?: string): string;
  /** Whether an upstream's error body already has this format, so that it can be passed through. */
  isOwnBody(body: JsonObject): boolean;
};

/** What is left of a limit of requests or tokens. */
export type LimitState = { limit: number; remaining: number; resetInMs: number };

/** Headers that belong to the format. */
export type HeaderFormat = {
  /** Adds the headers for one limit; `nowMs` is Unix time. */
  writeLimit(
    headers: Record<string, string>,
    what: 'requests' | 'tokens',
    state: LimitState,
    nowMs: number,
  ): void;
  /** The header in which this format's clients read the id of a request, besides `x-request-id`. */
  requestIdHeader: string | null;
  /** The header that can carry an API key besides `authorization: Bearer`; null: there is none. */
  apiKeyHeader: string | null;
  /** The header with the version of the API, and the version requests are written for; null: there is none. */
  version: { header: string; default: string } | null;
  /** Whether headers of a request without a body (the model list, an unknown path) name this format. */
  isNamedBy(headers: Headers): boolean;
};

/** The body of `GET /v1/models`. */
export type ModelListFormat = {
  writeEntry(entry: ModelEntry): JsonObject;
  writeList(entries: readonly ModelEntry[]): JsonObject;
};

/** How tokens are counted before a request is sent; `read` takes a body without the fields only generation needs. */
export type TokenCountFormat = {
  read(body: JsonObject): LlmRequest;
  write(inputTokens: number): JsonObject;
};

/**
 * Everything that depends on a dialect. There is one object for each, in the folder of its name; registry.ts lists
 * them. Code outside this library asks the object and never compares names.
 */
export type WireFormat<Name extends string = string, EndpointName extends string = string> = {
  name: Name;
  endpoints: Readonly<Record<EndpointName, EndpointDefinition>>;
  request: RequestFormat;
  response: ResponseFormat;
  stream: StreamFormat;
  errors: ErrorFormat;
  headers: HeaderFormat;
  models: ModelListFormat;
  /** Null where the format has no endpoint that counts tokens. */
  tokenCount: TokenCountFormat | null;
};
