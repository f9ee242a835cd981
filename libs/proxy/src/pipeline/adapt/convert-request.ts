import { isJsonObject } from '@codegate/kernel';
import {
  convertRequest as writeRequest,
  endpointOf,
  formatOf,
  type Change,
  type Dialect,
  type Issuer,
  type LlmRequest,
  type NameTable,
  type Target,
} from '@codegate/protocol';

import type { DecodedRequest } from '../decode/decoded-request.js';
import { ResponseConversion } from '../restore/response-conversion.js';
import type { AdaptInput } from './adapt-input.js';

/** A request in the target's wire format, and what converts its response back. */
export type ConvertedRequest = {
  body: Record<string, unknown>;
  /** Whether the upstream answers with a stream; the client may have asked for something else. */
  stream: boolean;
  /** Anthropic: the API version the body was written for. */
  version: string | undefined;
  changes: Change[];
  response: ResponseConversion;
};

/** Rough, for the first event of a stream; the exact number comes with the last one. */
const charactersPerToken = 4;

/**
 * Writes the client's request in the wire format of the target.
 *
 * @throws GatewayError `invalid_request` that names what that format cannot express
 */
export function convertRequest(
  {
    call,
    request,
    internalRequest,
    settings,
  }: Pick<AdaptInput, 'call' | 'request' | 'internalRequest' | 'settings'>,
  target: Target,
): ConvertedRequest {
  const stream = request.stream || target.quirks.streamOnly;
  const session = request.sessionId === null ? {} : { sessionId: request.sessionId };
  const wanted: LlmRequest =
    endpointOf(call.endpoint).kind === 'compact'
      ? { ...internalRequest, asksForSummary: true }
      : internalRequest;
  const written = writeRequest({ ...wanted, ...session, stream }, target);
  return {
    body: written.body,
    stream,
    version: written.version,
    changes: written.changes,
    response: new ResponseConversion(
      formatOf(target.dialect),
      { thinkTags: target.quirks.thinkTags, errorStatuses: target.quirks.errorStatuses },
      formatOf(call.dialect),
      {
        model: settings.showRequestedModel ? request.model : target.model,
        createdMs: call.receivedAtMs,
        names: written.names,
        includeUsage: asksForUsage(request.json.stream_options),
        request: wanted,
        inputTokensEstimate: Math.ceil(request.body.length / charactersPerToken),
        issuer: target.issuer,
      },
    ),
  };
}

const unchangedNames: NameTable = { original: () => undefined };

/** For an upstream of the client's own format that answers with JSON although a stream was asked for. */
export function sameFormatConversion(
  dialect: Dialect,
  request: Pick<DecodedRequest, 'json' | 'model'>,
  issuer: Issuer,
  nowMs: number,
): ResponseConversion {
  const format = formatOf(dialect);
  return new ResponseConversion(format, {}, format, {
    model: request.model,
    createdMs: nowMs,
    names: unchangedNames,
    includeUsage: asksForUsage(request.json.stream_options),
    request: format.request.read(request.json),
    inputTokensEstimate: 0,
    issuer,
  });
}

function asksForUsage(streamOptions: unknown): boolean {
  return isJsonObject(streamOptions) && streamOptions.include_usage === true;
}
