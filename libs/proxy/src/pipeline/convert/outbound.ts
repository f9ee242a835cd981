import { isJsonObject } from '@codegate/kernel';
import {
  readRequest,
  writeRequest,
  type Change,
  type Dialect,
  type Issuer,
  type NameTable,
  type Target,
} from '@codegate/protocol';

import type { DecodedRequest } from '../decode.js';
import { AnswerConversion } from './converted-answer.js';

/** A request in the target's wire format, and the way back for its answer. */
export type ConvertedRequest = {
  body: Record<string, unknown>;
  /** Whether the upstream answers with a stream; the caller may have asked for something else. */
  stream: boolean;
  /** Anthropic: the API version the body was written for. */
  version: string | undefined;
  changes: Change[];
  answer: AnswerConversion;
};

/** Rough, for the first event of a stream; the exact number comes with the last one. */
const charactersPerToken = 4;

/**
 * Writes the caller's request in the wire format of the target.
 *
 * @throws GatewayError `invalid_request` that names what cannot be said there
 */
export function convertRequest(
  caller: Dialect,
  request: Pick<DecodedRequest, 'json' | 'model' | 'stream' | 'body'>,
  target: Target,
  nowMs: number,
): ConvertedRequest {
  const read = readRequest(caller, request.json);
  const stream = request.stream || target.quirks.streamOnly;
  const written = writeRequest({ ...read, stream }, target);
  return {
    body: written.body,
    stream,
    version: written.version,
    changes: written.changes,
    answer: new AnswerConversion(target.dialect, { thinkTags: target.quirks.thinkTags }, caller, {
      model: request.model,
      createdMs: nowMs,
      names: written.names,
      includeUsage: asksForUsage(request.json.stream_options),
      request: read,
      inputTokensEstimate: Math.ceil(request.body.length / charactersPerToken),
      issuer: target.issuer,
    }),
  };
}

const unchangedNames: NameTable = { original: () => undefined };

/** For an upstream of the caller's own format that answers with JSON although a stream was asked for. */
export function sameFormatConversion(
  dialect: Dialect,
  request: Pick<DecodedRequest, 'json' | 'model' | 'body'>,
  issuer: Issuer,
  nowMs: number,
): AnswerConversion {
  return new AnswerConversion(dialect, {}, dialect, {
    model: request.model,
    createdMs: nowMs,
    names: unchangedNames,
    includeUsage: asksForUsage(request.json.stream_options),
    request: readRequest(dialect, request.json),
    inputTokensEstimate: 0,
    issuer,
  });
}

function asksForUsage(streamOptions: unknown): boolean {
  return isJsonObject(streamOptions) && streamOptions.include_usage === true;
}
