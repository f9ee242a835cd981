import { HttpException } from '@nestjs/common';

import { type FieldError, InvalidBody } from '@codegate/dto';
import { GatewayError, httpStatusOf, type ErrorCode } from '@codegate/kernel';

import type { ProblemDto } from './problem.dto.js';

const titles: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'The request is not valid',
  unauthenticated: 'Who asks is not known',
  forbidden: 'This is not permitted',
  not_found: 'There is no such thing',
  method_not_allowed: 'The method is not supported here',
  conflict: 'The request does not fit the present state',
  request_timeout: 'The body took too long to arrive',
  payload_too_large: 'The body is too large',
  unsupported_media_type: 'The body must be application/json',
  rate_limited: 'Too many requests',
  blocked_by_guardrail: 'The request holds data that must not leave',
  not_supported: 'This is not supported',
  upgrade_required: 'The protocol has to be changed',
  upstream_rejected: 'The provider refused',
  upstream_timeout: 'The provider did not answer in time',
  upstream_unavailable: 'The provider cannot be reached',
  upstream_overloaded: 'The provider is overloaded',
  quota_exhausted: 'The quota is used up',
  no_account_available: 'No account can answer',
  internal: 'Something went wrong in the gateway',
};

/** Any error as a problem document; the message of an unexpected error is not shown. */
export function toProblem(error: unknown): ProblemDto {
  if (error instanceof GatewayError) {
    return problemOf(error.code, error.message, errorsOf(error));
  }
  const code = codeOfStatus(statusOf(error));
  if (code === 'internal') return problemOf(code, 'The log of the gateway has the details');
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

/** Status of an error of Nest or Fastify. */
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
