import { GatewayError, type Logger } from '@codegate/kernel';

/** The log has this code on every line about an exception that is a mistake of the program. */
export const unexpectedErrorCode = 'unexpected_error';

type LogDeps = { readonly logger: Logger };

/** Logs an exception that nothing expects. The request it belongs to fails; others are not affected. */
export function logUnexpected(error: unknown, callId: string, { logger }: LogDeps): void {
  logger.error({ err: error, callId, code: unexpectedErrorCode }, 'a request failed unexpectedly');
}

/**
 * The error of a response that could not be processed. It says nothing about the account: a caller can make a model
 * write what the gateway cannot process, and must not put an account of all tenants into cooldown with it.
 */
export function toProcessingError(error: unknown, callId: string, deps: LogDeps): GatewayError {
  if (error instanceof GatewayError) return error;
  logUnexpected(error, callId, deps);
  const message = 'The response of the provider could not be processed';
  return new GatewayError('upstream_rejected', message, { cause: error });
}
