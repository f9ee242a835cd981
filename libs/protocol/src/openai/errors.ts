import { isJsonObject } from '@codegate/kernel';

import { isContextOverflow } from '../errors/context-overflow.js';
import {
  nameCallerError,
  nameError,
  type ErrorNames,
  type WireError,
} from '../errors/wire-error.js';
import type { ErrorFormat } from '../wire-format.js';

/** https://platform.openai.com/docs/guides/error-codes, for Chat Completions and Responses. */
const names: ErrorNames = {
  invalid_request: { type: 'invalid_request_error', code: 'invalid_request' },
  unauthenticated: { type: 'authentication_error', code: 'invalid_api_key', shouldRetry: false },
  forbidden: { type: 'permission_error', code: 'permission_denied' },
  not_found: { type: 'invalid_request_error', code: 'not_found' },
  method_not_allowed: { type: 'invalid_request_error', code: 'method_not_allowed' },
  conflict: { type: 'invalid_request_error', code: 'conflict' },
  request_timeout: { type: 'invalid_request_error', code: 'request_timeout' },
  payload_too_large: { type: 'invalid_request_error', code: 'request_too_large' },
  unsupported_media_type: { type: 'invalid_request_error', code: 'unsupported_media_type' },
  rate_limited: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  blocked_by_guardrail: {
    type: 'invalid_request_error',
    code: 'blocked_by_guardrail',
    shouldRetry: false,
  },
  guardrail_failed: {
    type: 'invalid_request_error',
    code: 'guardrail_failed',
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

/** What both formats of OpenAI have in common; only the event that ends a stream differs. */
export const openaiErrors: Omit<ErrorFormat, 'writeEvent'> = {
  toWireError: (error) => nameError(names, error),
  toCallerError: (status, error) => {
    const wire = nameCallerError(names, status, error);
    // OpenAI's clients compact the conversation at this code.
    if (isContextOverflow(error)) {
      const { type } = names.invalid_request;
      return { ...wire, status: 400, type, code: 'context_length_exceeded' };
    }
    return { ...wire, code: error.code ?? wire.code };
  },
  modelNotFoundCode: 'model_not_found',
  writeBody: (error) => JSON.stringify(writeErrorMember(error)),
  isOwnBody: ({ type, error }) =>
    type !== 'error' && isJsonObject(error) && typeof error.message === 'string',
};

/** `{error: {…}}` as in OpenAI's error bodies. */
export function writeErrorMember({ message, type, param, code }: WireError): object {
  return { error: { message, type, param, code } };
}
