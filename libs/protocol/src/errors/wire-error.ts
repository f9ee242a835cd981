import { GatewayError, httpStatusOf, type ErrorCode } from '@codegate/kernel';

import type { UpstreamError } from './read-upstream-error.js';

/** An error in the terms of one wire format. */
export type WireError = {
  status: number;
  /** Anthropic's `error.type` or OpenAI's. */
  type: string;
  /** OpenAI's `error.code`. */
  code: string | null;
  message: string;
  /** OpenAI's `error.param`: the field at fault. */
  param: string | null;
  retryAfterMs: number | null;
  /** Both official SDKs obey `x-should-retry`; null leaves the decision to them. */
  shouldRetry: boolean | null;
};

/** How a wire format names each error; `status` where it differs from the code's own. */
export type ErrorNames = Readonly<
  Record<ErrorCode, { status?: number; type: string; code?: string; shouldRetry?: boolean }>
>;

/** The error under the names of a wire format. */
export function nameError(names: ErrorNames, error: GatewayError): WireError {
  const name = names[error.code];
  return {
    status: name.status ?? httpStatusOf[error.code],
    type: name.type,
    code: name.code ?? null,
    message: error.message,
    param: error.field ?? null,
    retryAfterMs: error.retryAfterMs ?? null,
    shouldRetry: name.shouldRetry ?? null,
  };
}

/** An upstream's error that is the caller's to correct, with the upstream's status and message. */
export function nameCallerError(
  names: ErrorNames,
  status: number,
  { message }: UpstreamError,
): WireError {
  const kind =
    status === 413 ? 'payload_too_large' : status === 404 ? 'not_found' : 'invalid_request';
  return { ...nameError(names, new GatewayError(kind, message)), status };
}

/** Headers of an error response: how long to wait and whether to try again at all. */
export function errorHeaders(error: WireError): Record<string, string> {
  const headers: Record<string, string> = {};
  if (error.retryAfterMs !== null) {
    headers['retry-after'] = String(Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
  }
  if (error.shouldRetry !== null) headers['x-should-retry'] = String(error.shouldRetry);
  return headers;
}
