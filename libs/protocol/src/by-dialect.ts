import type { GatewayError, JsonObject } from '@codegate/kernel';

import { convertRequest } from './convert/convert.js';
import type { UpstreamError } from './errors/read-upstream-error.js';
import type { WireError } from './errors/wire-error.js';
import type { Issuer, LlmEvent, LlmRequest, Usage } from './model.js';
import { StreamTap as Tap } from './passthrough/stream-tap.js';
import { endpointOf, endpoints, formatOf, type Dialect, type Endpoint } from './registry.js';
import { readRequestHead as readHead, type RequestHead } from './request/read-head.js';
import type { ReadOptions, ResponseOptions, StreamReader, StreamWriter } from './response/types.js';

/** The functions of the wire formats by the name of the dialect, until every caller holds the object. */
export const dialectOf = Object.fromEntries(
  endpoints.map((name) => [name, endpointOf(name).dialect]),
) as Readonly<Record<Endpoint, Dialect>>;
export const readRequest = (dialect: string, body: JsonObject): LlmRequest =>
  formatOf(dialect).request.read(body);
export const writeRequest = convertRequest;
export const readAnswer = (dialect: string, body: JsonObject, options?: ReadOptions): LlmEvent[] =>
  formatOf(dialect).response.read(body, options);
export const writeAnswer = (
  dialect: string,
  events: readonly LlmEvent[],
  options: ResponseOptions,
): JsonObject => formatOf(dialect).response.write(events, options);
export const createStreamReader = (dialect: string, options?: ReadOptions): StreamReader =>
  formatOf(dialect).stream.createReader(options);
export const createStreamWriter = (dialect: string, options: ResponseOptions): StreamWriter =>
  formatOf(dialect).stream.createWriter(options);
export const readAnswerUsage = (dialect: string, body: JsonObject): Usage | undefined =>
  formatOf(dialect).response.readUsage(body);
export const toWireError = (dialect: string, error: GatewayError): WireError =>
  formatOf(dialect).errors.toWireError(error);
export const toCallerFault = (dialect: string, status: number, error: UpstreamError): WireError =>
  formatOf(dialect).errors.toCallerError(status, error);
export const writeErrorBody = (dialect: string, error: WireError, requestId: string): string =>
  formatOf(dialect).errors.writeBody(error, requestId);
export const writeErrorEvent = (
  dialect: string,
  error: WireError,
  requestId: string,
  responseId?: string,
): string => formatOf(dialect).errors.writeEvent(error, requestId, responseId);
export const keepOwnThinking = (body: Buffer, json: JsonObject, issuer: Issuer): Buffer =>
  formatOf('messages').request.removeForeignReasoning?.(body, json, issuer) ?? body;
export class StreamTap extends Tap {
  constructor(dialect: string, hidesUsage: boolean) {
    super(formatOf(dialect).stream, hidesUsage);
  }
}
export const readRequestHead = (
  endpoint: Endpoint,
  body: Buffer,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): RequestHead => readHead(endpointOf(endpoint), { path: '', body, headers });
