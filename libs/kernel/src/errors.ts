/**
 * The stable codes of all errors the gateway reports on purpose, grouped by who can fix them: the caller, the
 * operator of the gateway or the provider, or the developers.
 */
export type ErrorCode =
  // the caller
  | 'invalid_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'request_timeout'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'blocked_by_guardrail'
  | 'guardrail_failed'
  | 'not_supported'
  | 'upgrade_required'
  // the operator or the provider
  | 'upstream_rejected'
  | 'upstream_timeout'
  | 'upstream_unavailable'
  | 'upstream_overloaded'
  | 'quota_exhausted'
  | 'no_account_available'
  // us
  | 'internal';

export type ErrorOptions = {
  /** The underlying error: written to the log, never sent to the caller. */
  cause?: unknown;
  /** The invalid field of the caller's input. */
  field?: string;
  /** Milliseconds after which a retry makes sense. */
  retryAfterMs?: number;
};

/** An error with a stable code. The message is written for the caller and holds no secret. */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'GatewayError';
    this.code = code;
    this.field = options.field;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** HTTP status of each code. The error writer of a dialect replaces it where the dialect has its own (529). */
export const httpStatusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  request_timeout: 408,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  blocked_by_guardrail: 400,
  guardrail_failed: 413,
  not_supported: 501,
  upgrade_required: 426,
  upstream_rejected: 502,
  upstream_timeout: 504,
  upstream_unavailable: 502,
  upstream_overloaded: 503,
  quota_exhausted: 402,
  no_account_available: 503,
  internal: 500,
};
