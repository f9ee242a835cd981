import { GatewayError, httpStatusOf, type ErrorCode } from '@codegate/kernel';

import type { Dialect } from '../endpoints.js';
import type { UpstreamError } from './read-upstream-error.js';

/** An error as one wire format says it: status, words and headers. */
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

type Words = { status?: number; type: string; code?: string; shouldRetry?: boolean };

/** Anthropic's words; 529 is its own status for overload. */
const messagesWords: Readonly<Record<ErrorCode, Words>> = {
  invalid_request: { type: 'invalid_request_error' },
  unauthenticated: { type: 'authentication_error', shouldRetry: false },
  forbidden: { type: 'permission_error' },
  not_found: { type: 'not_found_error' },
  method_not_allowed: { type: 'invalid_request_error' },
  conflict: { type: 'invalid_request_error' },
  payload_too_large: { type: 'request_too_large' },
  unsupported_media_type: { type: 'invalid_request_error' },
  rate_limited: { type: 'rate_limit_error' },
  blocked_by_guardrail: { type: 'invalid_request_error', shouldRetry: false },
  not_supported: { type: 'api_error', shouldRetry: false },
  upgrade_required: { type: 'invalid_request_error' },
  upstream_rejected: { type: 'api_error' },
  upstream_timeout: { type: 'timeout_error' },
  upstream_unavailable: { type: 'api_error' },
  upstream_overloaded: { status: 529, type: 'overloaded_error' },
  quota_exhausted: { type: 'billing_error', shouldRetry: false },
  no_account_available: { status: 529, type: 'overloaded_error' },
  internal: { type: 'api_error' },
};

/** OpenAI's words, for Chat Completions and Responses. */
const openaiWords: Readonly<Record<ErrorCode, Words>> = {
  invalid_request: { type: 'invalid_request_error', code: 'invalid_request' },
  unauthenticated: { type: 'authentication_error', code: 'invalid_api_key', shouldRetry: false },
  forbidden: { type: 'permission_error', code: 'permission_denied' },
  not_found: { type: 'invalid_request_error', code: 'not_found' },
  method_not_allowed: { type: 'invalid_request_error', code: 'method_not_allowed' },
  conflict: { type: 'invalid_request_error', code: 'conflict' },
  payload_too_large: { type: 'invalid_request_error', code: 'request_too_large' },
  unsupported_media_type: { type: 'invalid_request_error', code: 'unsupported_media_type' },
  rate_limited: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  blocked_by_guardrail: {
    type: 'invalid_request_error',
    code: 'blocked_by_guardrail',
    shouldRetry: false,
  },
  not_supported: { type: 'server_error', code: 'not_supported', shouldRetry: false },
  upgrade_required: { type: 'invalid_request_error', code: 'upgrade_required' },
  upstream_rejected: { type: 'server_error', code: 'upstream_rejected' },
  upstream_timeout: { type: 'server_error', code: 'timeout' },
  upstream_unavailable: { type: 'server_error', code: 'upstream_unavailable' },
  upstream_overloaded: { type: 'server_error', code: 'overloaded' },
  quota_exhausted: {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    shouldRetry: false,
  },
  no_account_available: { type: 'server_error', code: 'no_account_available' },
  internal: { type: 'server_error', code: 'internal_error' },
};

/** Says a gateway error in a wire format's own words. */
export function toWireError(dialect: Dialect, error: GatewayError): WireError {
  const words = dialect === 'messages' ? messagesWords[error.code] : openaiWords[error.code];
  return {
    status: words.status ?? httpStatusOf[error.code],
    type: words.type,
    code: words.code ?? null,
    message: error.message,
    param: error.field ?? null,
    retryAfterMs: error.retryAfterMs ?? null,
    shouldRetry: words.shouldRetry ?? null,
  };
}

/** How providers say that the conversation does not fit the model. */
const overflowWords =
  /prompt is too long|context_length_exceeded|maximum context length|context window|exceeds? the (?:model's )?(?:maximum|max) (?:context|input)|input is too long/i;

/**
 * Says an error that is the caller's to mend, after an upstream's words. A conversation that does not fit is said in
 * the words agents act upon by compacting it: Claude Code knows "prompt is too long", OpenAI's clients the code.
 */
export function toCallerFault(
  dialect: Dialect,
  status: number,
  { message, code }: UpstreamError,
): WireError {
  const kind =
    status === 413 ? 'payload_too_large' : status === 404 ? 'not_found' : 'invalid_request';
  const wire = { ...toWireError(dialect, new GatewayError(kind, message)), status };
  if (!overflowWords.test(code ?? '') && !overflowWords.test(message)) {
    return dialect === 'messages' ? wire : { ...wire, code: code ?? wire.code };
  }
  if (dialect !== 'messages') return { ...wire, status: 400, code: 'context_length_exceeded' };
  const isKnown = message.toLowerCase().startsWith('prompt is too long');
  return { ...wire, status: 400, message: isKnown ? message : `prompt is too long: ${message}` };
}

/** Body of an error answer before the stream has begun. */
export function writeErrorBody(dialect: Dialect, error: WireError, requestId: string): string {
  if (dialect === 'messages') {
    return JSON.stringify({
      type: 'error',
      error: { type: error.type, message: error.message, ...detailsOf(error) },
      request_id: requestId,
    });
  }
  return JSON.stringify({ error: openaiErrorObject(error) });
}

/** With these details Anthropic's SDK sends the whole history instead of a reference to it. */
function detailsOf({ param }: WireError): object {
  if (param !== 'thread') return {};
  return { details: { error_code: 'thread_unsupported_request', unsupported: ['thread'] } };
}

/** Headers that belong to an error answer: how long to wait and whether to try again at all. */
export function errorHeaders(error: WireError): Record<string, string> {
  const headers: Record<string, string> = {};
  if (error.retryAfterMs !== null) {
    headers['retry-after'] = String(Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
  }
  if (error.shouldRetry !== null) headers['x-should-retry'] = String(error.shouldRetry);
  return headers;
}

/**
 * The last event of a stream that failed after it had begun. Nothing follows it.
 *
 * @param responseId Responses only: id of the response that had been announced
 */
export function writeErrorEvent(
  dialect: Dialect,
  error: WireError,
  requestId: string,
  responseId?: string,
): string {
  switch (dialect) {
    case 'messages':
      return `event: error\ndata: ${writeErrorBody(dialect, error, requestId)}\n\n`;
    case 'chat':
      return `data: ${JSON.stringify({ error: openaiErrorObject(error) })}\n\n`;
    case 'responses': {
      const response = {
        id: responseId ?? `resp_${requestId}`,
        object: 'response',
        status: 'failed',
        error: { code: error.code ?? 'server_error', message: error.message },
        output: [],
        usage: null,
      };
      const data = JSON.stringify({ type: 'response.failed', response });
      return `event: response.failed\ndata: ${data}\n\n`;
    }
  }
}

function openaiErrorObject(error: WireError): object {
  return { message: error.message, type: error.type, param: error.param, code: error.code };
}
