import { HttpException } from '@nestjs/common';

import { type FieldError, InvalidBody } from '@codegate/dto';
import { GatewayError, httpStatusOf, type ErrorCode } from '@codegate/kernel';

import type { ProblemDto } from './problem.dto.js';

const titles: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'Invalid request',
  unauthenticated: 'Unauthorized',
  forbidden: 'Forbidden',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  conflict: 'Conflict',
  request_timeout: 'The body took too long to arrive',
  payload_too_large: 'Request body too large',
  unsupported_media_type: 'Unsupported media type',
  rate_limited: 'Too many requests',
  blocked_by_guardrail: 'Refused by a guardrail',
  guardrail_failed: 'The guardrails could not check the text',
  not_supported: 'Not supported',
  upgrade_required: 'Upgrade required',
  upstream_rejected: 'Refused by the provider',
  upstream_timeout: 'Provider timeout',
  upstream_unavailable: 'Provider unavailable',
  upstream_overloaded: 'Provider overloaded',
  quota_exhausted: 'Quota exceeded',
  no_account_available: 'No account available',
  internal: 'Internal error',
};

/** Any error as a problem document; the message of an unexpected error is not shown. */
export function toProblem(error: unknown): ProblemDto {
  if (error instanceof GatewayError) {
    return problemOf(error.code, error.message, errorsOf(error));
  }
  const code = codeOfStatus(statusOf(error));
  if (code === 'internal') return problemOf(code, 'The details are in the log of the gateway');
  return problemOf(code, (error as Error).message);
}

function problemOf(code: ErrorCode, detail: string, errors?: FieldError[]): ProblemDto {
  return {
    type: `urn:codegate:problem:${code}`,
    title: titles[code],
    status: httpStatusOf[code],
    detail,
    code,
    ...(errors ? { errors } : {}),
  };
}

function errorsOf(error: GatewayError): FieldError[] | undefined {
  if (error instanceof InvalidBody) return [...error.errors];
  return error.field === undefined ? undefined : [{ field: error.field, message: error.message }];
}

/** HTTP status of an error of Nest or Fastify. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return error instanceof Error && typeof statusCode === 'number' ? statusCode : 500;
}

function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 405:
      return 'method_not_allowed';
    case 413:
      return 'payload_too_large';
    case 415:
      return 'unsupported_media_type';
    case 429:
      return 'rate_limited';
    default:
      return status >= 400 && status < 500 ? 'invalid_request' : 'internal';
  }
}
