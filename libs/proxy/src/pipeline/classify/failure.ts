import type { IncomingHttpHeaders } from 'node:http';

import { GatewayError, isJsonObject, tryParseJson, type JsonObject } from '@codegate/kernel';
import { readRetryAfterMs, readUpstreamError, type UpstreamError } from '@codegate/protocol';

import type { OutboundRequest } from '../adapt/outbound-request.js';
import type { UpstreamResponse } from '../forward/upstream-client.js';
import {
  classifyFailure,
  classifyStatus,
  statusOfErrorInside,
  type FailureClass,
} from './classify-failure.js';

/** An attempt without a response for the client, and what it means for the next step. */
export type Failure = {
  kind: 'failure';
  failureClass: FailureClass;
  /** Status of the upstream, or the one its error would have had; 0 when there was no response. */
  status: number;
  headers: IncomingHttpHeaders;
  /** The upstream's own error body; null when there was none. */
  body: Buffer | null;
  /** The same parsed; null when it is not a JSON object. */
  json: JsonObject | null;
  /** What could be understood of it. */
  error: UpstreamError;
  retryAfterMs: number | null;
  /** Whether the provider may charge for what it did until then. */
  mayCost: boolean;
};

type AskedAccount = Pick<OutboundRequest, 'credential' | 'account' | 'targetModel'>;

/** Error bodies are read up to this size. */
const maxErrorBodyBytes = 1024 * 1024;

/** Reads and classifies a response with a status of 400 or more. */
export async function readFailure(
  response: UpstreamResponse,
  { credential, account, targetModel: model }: AskedAccount,
): Promise<Failure> {
  const body = await response.readStart(maxErrorBodyBytes);
  const text = credential.redact(body.toString('utf8'));
  const error = readUpstreamError(response.status, text);
  const { status, headers } = response;
  const { quotaCodes } = account.definition.quirks;
  const failureClass = classifyStatus(status, error, { quotaCodes, model, headers });
  return toFailure({ status, error, failureClass }, text, headers);
}

/** Classifies an error that came with status 200, as a body or as the first event of a stream. */
export function failureInside(
  received: string,
  headers: IncomingHttpHeaders,
  { credential, account, targetModel: model }: AskedAccount,
): Failure {
  const text = credential.redact(received);
  const error = readUpstreamError(200, text);
  const { errorStatuses, quotaCodes } = account.definition.quirks;
  const status = statusOfErrorInside(error, errorStatuses);
  const failureClass = classifyStatus(status, error, { quotaCodes, model, headers });
  return toFailure({ status, error, failureClass }, text, headers);
}

/** Classifies an attempt whose connection failed, before or after the head of the response. */
export function connectionFailure(error: Error, mayCost: boolean): Failure {
  return {
    kind: 'failure',
    failureClass: classifyFailure(error),
    status: 0,
    headers: {},
    body: null,
    json: null,
    error: { message: error.message, type: null, code: null },
    retryAfterMs: null,
    mayCost,
  };
}

/** A complete response with a success status that is not JSON: a page of a proxy, nothing, or a part of the response. */
export function unreadableBody(): Failure {
  const message = 'The provider sent a response that is not valid JSON';
  const error = new GatewayError('upstream_rejected', message);
  return {
    ...connectionFailure(error, true),
    failureClass: { kind: 'next', reason: 'server_error', scope: 'account', error },
  };
}

function toFailure(
  { status, error, failureClass }: Pick<Failure, 'status' | 'error' | 'failureClass'>,
  text: string,
  headers: IncomingHttpHeaders,
): Failure {
  const json = tryParseJson(text);
  return {
    kind: 'failure',
    failureClass,
    status,
    headers,
    body: Buffer.from(text),
    json: isJsonObject(json) ? json : null,
    error,
    retryAfterMs: readRetryAfterMs(headers, Date.now()),
    mayCost: false,
  };
}
