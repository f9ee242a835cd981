import { isJsonObject } from '@codegate/kernel';

import { isContextOverflow, toOverflowMessage } from '../errors/context-overflow.js';
import {
  nameCallerError,
  nameError,
  type ErrorNames,
  type WireError,
} from '../errors/wire-error.js';
import type { ErrorFormat } from '../wire-format.js';

/** https://docs.anthropic.com/en/api/errors; 529 is Anthropic's own status for overload. */
const names: ErrorNames = {
  invalid_request: { type: 'invalid_request_error' },
  unauthenticated: { type: 'authentication_error', shouldRetry: false },
  forbidden: { type: 'permission_error' },
  not_found: { type: 'not_found_error' },
  method_not_allowed: { type: 'invalid_request_error' },
  conflict: { type: 'invalid_request_error' },
  request_timeout: { type: 'timeout_error' },
  payload_too_large: { type: 'request_too_large' },
  unsupported_media_type: { type: 'invalid_request_error' },
  rate_limited: { type: 'rate_limit_error' },
  blocked_by_guardrail: { type: 'invalid_request_error', shouldRetry: false },
  guardrail_failed: { type: 'request_too_large', shouldRetry: false },
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

/** Anthropic's errors. */
export const errors: ErrorFormat = {
  toWireError: (error) => nameError(names, error),
  toCallerError: (status, error) => {
    const wire = nameCallerError(names, status, error);
    if (!isContextOverflow(error)) return wire;
    const { type } = names.invalid_request;
    return { ...wire, status: 400, type, message: toOverflowMessage(error) };
  },
  modelNotFoundCode: null,
  writeBody,
  writeEvent: (error, requestId) => `event: error\ndata: ${writeBody(error, requestId)}\n\n`,
  isOwnBody: ({ type, error }) =>
    type === 'error' && isJsonObject(error) && typeof error.message === 'string',
};

function writeBody(error: WireError, requestId: string): string {
  return JSON.stringify({
    type: 'error',
    error: { type: error.type, message: error.message, ...detailsOf(error) },
    request_id: requestId,
  });
}

/** With these details Anthropic's SDK sends the whole history instead of a reference to it. */
function detailsOf({ param }: WireError): object {
  if (param !== 'thread') return {};
  return { details: { error_code: 'thread_unsupported_request', unsupported: ['thread'] } };
}
