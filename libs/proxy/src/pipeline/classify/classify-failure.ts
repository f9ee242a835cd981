import type { IncomingHttpHeaders } from 'node:http';

import { GatewayError, type ErrorCode } from '@codegate/kernel';
import {
  isContextOverflow,
  readErrorEvent,
  type ErrorStatuses,
  type UpstreamError,
} from '@codegate/protocol';
import type { CooldownReason } from '@codegate/shared-state';

import {
  forbiddenScope,
  isModelMissing,
  isOutOfCredit,
  isTooDearForAccount,
} from './provider-wordings.js';

/** What a failed attempt means for the next step. */
export type FailureClass =
  /** The caller's own fault, or nothing another account would do better: the error goes to the caller. */
  | { kind: 'caller' }
  /** Another account may do better; this one goes into cooldown. */
  | {
      kind: 'next';
      reason: CooldownReason;
      /**
       * What goes into cooldown: the whole account or only this model at this account. `request`: nothing does,
       * because the failure says nothing about the account.
       */
      scope: 'account' | 'model' | 'request';
      /** The error for the caller when no other account does better. */
      error: GatewayError;
    };

/** Statuses that are about the account, whatever the message says. */
const accountStatuses: ReadonlySet<number> = new Set([401, 402, 403, 429]);

const requestFault: FailureClass = { kind: 'caller' };

/** What is known besides the error itself. */
export type ErrorContext = {
  /** The provider's own codes for an account without credit. */
  quotaCodes?: readonly string[] | undefined;
  /** The model the account was asked for. */
  model?: string | undefined;
  headers?: IncomingHttpHeaders | undefined;
};

/**
 * Classifies a response with a status of 400 or more. The whole account goes into cooldown only for what the provider
 * itself says about the account: what the content of a request can cause concerns its model at most, because other
 * requests with other models may pass.
 */
export function classifyStatus(
  status: number,
  error: UpstreamError,
  { quotaCodes = [], model, headers = {} }: ErrorContext = {},
): FailureClass {
  if (isTooDearForAccount(status, error)) {
    return next('quota_exhausted', 'quota_exhausted', error.message, 'request');
  }
  if (isOutOfCredit(status, error, quotaCodes)) {
    return next('quota_exhausted', 'quota_exhausted', `The provider account is out of credit`);
  }
  if (!accountStatuses.has(status) && isContextOverflow(error)) return requestFault;
  if (isModelMissing(status, error, model)) {
    return next('model_not_found', 'not_found', error.message, 'model');
  }
  return classifyByStatus(status, error, headers);
}

function classifyByStatus(
  status: number,
  error: UpstreamError,
  headers: IncomingHttpHeaders,
): FailureClass {
  switch (status) {
    case 401:
      return next(
        'unauthenticated',
        'upstream_rejected',
        "The provider refused the account's credentials",
      );
    case 403:
      return next(
        'forbidden',
        'upstream_rejected',
        'The provider refused the account access',
        forbiddenScope(error),
      );
    case 429:
      return next('rate_limited', 'rate_limited', error.message, rateLimitScope(headers));
    case 408:
    case 504:
      return next('timeout', 'upstream_timeout', error.message, 'model');
    case 503:
    case 529:
      return next('overloaded', 'upstream_overloaded', error.message, 'model');
    default:
      return status >= 500
        ? next('server_error', 'upstream_unavailable', error.message, 'model')
        : requestFault;
  }
}

/**
 * Providers limit requests and tokens per model. Only Anthropic's limits of five hours and seven days of a subscription
 * are for all models together, and its headers say when one of them is reached.
 */
function rateLimitScope(headers: IncomingHttpHeaders): 'account' | 'model' {
  const isReached = (window: string) =>
    headers[`anthropic-ratelimit-unified-${window}-status`] === 'rejected';
  return isReached('5h') || isReached('7d') ? 'account' : 'model';
}

/** The status an error that came inside a stream or a body with status 200 would have had, by its type and code. */
export function statusOfErrorInside(
  { type, code }: UpstreamError,
  errorStatuses: ErrorStatuses = {},
): number {
  return errorStatuses[code ?? ''] ?? readErrorEvent({ type, code }, 500).status;
}

const modelTimeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const timeoutCodes = new Set([...modelTimeoutCodes, 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);

/**
 * Classifies an attempt whose connection failed or timed out. A GatewayError is about a response that came and could
 * not be processed; the HTTP client refuses invalid requests before it connects.
 */
export function classifyFailure(failure: Error): FailureClass {
  if (failure instanceof GatewayError) {
    return { kind: 'next', reason: 'server_error', scope: 'request', error: failure };
  }
  const code = (failure as NodeJS.ErrnoException).code ?? '';
  if (code === 'UND_ERR_INVALID_ARG') {
    const error = new GatewayError('internal', 'The request could not be sent', { cause: failure });
    return { kind: 'next', reason: 'connection_error', scope: 'request', error };
  }
  if (timeoutCodes.has(code)) {
    return next(
      'timeout',
      'upstream_timeout',
      'The provider did not respond in time',
      // A long request can take too long; a connection that is not made says something about the provider.
      modelTimeoutCodes.has(code) ? 'model' : 'account',
      failure,
    );
  }
  return next(
    'connection_error',
    'upstream_unavailable',
    'The provider could not be reached',
    'account',
    failure,
  );
}

function next(
  reason: CooldownReason,
  code: ErrorCode,
  message: string,
  scope: 'account' | 'model' | 'request' = 'account',
  cause?: unknown,
): FailureClass {
  return { kind: 'next', reason, scope, error: new GatewayError(code, message, { cause }) };
}
