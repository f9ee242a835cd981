import { GatewayError, type ErrorCode } from '@codegate/kernel';
import { readErrorEvent, type ErrorStatuses, type UpstreamError } from '@codegate/protocol';
import type { CooldownReason } from '@codegate/shared-state';

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

/** Codes and phrases with which providers say that the credit is used up rather than that requests come too fast. */
const quotaCodes = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'usage_limit_reached',
  'enforced_spend_limit_reached',
  'contract_spend_limit_reached',
  'billing_error',
]);
const quotaWords =
  /credit balance is too low|insufficient (?:balance|credit|funds|quota)|exceeded your current quota|billing hard limit/i;
/** Only phrases about the model itself: "x is not supported with this model" is an error in the request. */
const modelWords =
  /\bmodel:? ?[`'"]?[\w./:@-]+[`'"]? (?:is )?(?:does not exist|not (?:found|supported|available))|[`'"][\w./:@-]+[`'"] model is not supported|\b(?:unknown|unsupported|invalid|no such) model\b|do(?:es)? not have access to (?:the )?model/i;
const modelCodes = new Set(['model_not_found', 'model_not_supported', 'invalid_model']);

const requestFault: FailureClass = { kind: 'caller' };

/**
 * Classifies a response with a status of 400 or more.
 *
 * @param ownQuotaCodes the provider's own codes for an account without credit
 */
export function classifyStatus(
  status: number,
  error: UpstreamError,
  ownQuotaCodes: readonly string[] = [],
): FailureClass {
  if (isQuota(status, error) || ownQuotaCodes.includes(error.code ?? '')) {
    return next('quota_exhausted', 'quota_exhausted', `The provider account is out of credit`);
  }
  if (isModelMissing(status, error)) {
    return next('model_not_found', 'not_found', error.message, 'model');
  }
  switch (status) {
    case 401:
      return next(
        'unauthenticated',
        'upstream_rejected',
        "The provider refused the account's credentials",
      );
    case 403:
      return next('forbidden', 'upstream_rejected', 'The provider refused the account access');
    case 429:
      return next('rate_limited', 'rate_limited', error.message);
    case 408:
    case 504:
      return next('timeout', 'upstream_timeout', error.message);
    case 503:
    case 529:
      return next('overloaded', 'upstream_overloaded', error.message);
    default:
      return status >= 500
        ? next('server_error', 'upstream_unavailable', error.message)
        : requestFault;
  }
}

/** The status an error that came inside a stream or a body with status 200 would have had, by its type and code. */
export function statusOfErrorInside(
  { type, code }: UpstreamError,
  errorStatuses: ErrorStatuses = {},
): number {
  return errorStatuses[code ?? ''] ?? readErrorEvent({ type, code }, 500).status;
}

const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

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
      'account',
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

function isQuota(status: number, { code, type, message }: UpstreamError): boolean {
  if (status === 402) return true;
  if (status >= 500 || status === 401) return false;
  return quotaCodes.has(code ?? '') || quotaCodes.has(type ?? '') || quotaWords.test(message);
}

function isModelMissing(status: number, { code, message }: UpstreamError): boolean {
  if (status !== 404 && status !== 400 && status !== 403) return false;
  return (
    modelCodes.has(code ?? '') || modelWords.test(message) || isAnthropicModel404(status, message)
  );
}

/** Anthropic names only the model: "model: claude-x". */
function isAnthropicModel404(status: number, message: string): boolean {
  return status === 404 && message.startsWith('model:');
}

function next(
  reason: CooldownReason,
  code: ErrorCode,
  message: string,
  scope: 'account' | 'model' = 'account',
  cause?: unknown,
): FailureClass {
  return { kind: 'next', reason, scope, error: new GatewayError(code, message, { cause }) };
}
