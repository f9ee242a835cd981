import type { JsonObject } from '@codegate/kernel';

import type { JsonEdits } from './json/edit-json.js';

/** Where requests of an endpoint name their model and say whether they want a stream: in the body or in the path. */
export type RequestAccess = {
  /**
   * Model and stream as the client sent them, unchecked: the caller of this function checks their types.
   *
   * @param path path of the request, without its query
   */
  read(body: JsonObject, path: string): { model: unknown; stream: unknown };
  /** Edits of the body that name another model; none where the path names it. */
  modelEdits(model: string): JsonEdits;
  /**
   * The path at the upstream.
   *
   * @param template path from the provider's definition
   */
  upstreamPath(template: string, model: string, stream: boolean): string;
};

/** Model and stream are members of the body, as in all formats of Anthropic and OpenAI. */
export const inBody: RequestAccess = {
  read: ({ model, stream }) => ({ model, stream }),
  modelEdits: (model) => ({ model: JSON.stringify(model) }),
  upstreamPath: (template) => template,
};

export type EndpointKind = 'generate' | 'compact' | 'count_tokens' | 'embeddings';

/** One thing a client may ask the proxy for. */
export type EndpointDefinition = {
  /** Path below the API root, which is /v1 at the gateway. */
  path: string;
  kind: EndpointKind;
  access: RequestAccess;
  /** Parameters of the query that are passed to upstreams; all others stay at the gateway. Absent: none. */
  queryParameters?: readonly string[];
  /** Outermost fields of the body that limit the output. */
  outputLimitFields: readonly string[];
  /** Other dialects whose accounts serve the endpoint too. */
  alsoServedBy?: readonly string[];
  /** The endpoint whose permission includes this one. */
  includedIn?: string;
};

/** What holds for all endpoints of a kind. */
export type KindProperties = {
  /** Whether a request can be converted for an upstream that speaks another dialect. */
  isConvertible: boolean;
  /** Whether the gateway estimates the response itself when no account has the endpoint. */
  isEstimated: boolean;
  /** Whether a model generates text, so that the response has output tokens. */
  generatesText: boolean;
  /** Whether requests cost tokens: they count against limits, and their success shows that an account works. */
  isBilled: boolean;
  /** Whether the body holds a conversation; otherwise only the texts in `input` are of interest. */
  holdsConversation: boolean;
};

export const kindProperties: Readonly<Record<EndpointKind, KindProperties>> = {
  generate: {
    isConvertible: true,
    isEstimated: false,
    generatesText: true,
    isBilled: true,
    holdsConversation: true,
  },
  compact: {
    isConvertible: true,
    isEstimated: false,
    generatesText: true,
    isBilled: true,
    holdsConversation: true,
  },
  count_tokens: {
    isConvertible: false,
    isEstimated: true,
    generatesText: false,
    isBilled: false,
    holdsConversation: true,
  },
  embeddings: {
    isConvertible: false,
    isEstimated: false,
    generatesText: false,
    isBilled: true,
    holdsConversation: false,
  },
};
