import { isJsonObject, type JsonObject } from '@codegate/kernel';
import {
  formatOf,
  isContextOverflow,
  replaceChanged,
  type WireError,
  type WireFormat,
} from '@codegate/protocol';

import type { Failure } from '../classify/failure.js';
import type { Exchange } from '../exchange.js';
import type { Protection } from '../protect/protection.js';
import type { CallResult } from '../record/call-result.js';

/** Tells the client that no account responded, with the upstream's own error body where it fits. */
export function deliverFailure(
  { call, protection, reply }: Exchange,
  failure: Failure,
): CallResult {
  const { errors } = formatOf(call.dialect);
  const plain = toClientError(errors, failure);
  const wire = protection ? { ...plain, message: protection.text(plain.message) } : plain;
  const isOwnBody = failure.json !== null && errors.isOwnBody(failure.json);
  const isPassedOn = isOwnBody && failure.status === wire.status && !isReworded(plain, failure);
  if (isPassedOn && failure.body && !reply.hasStarted) {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (wire.retryAfterMs !== null) {
      headers['retry-after'] = String(Math.max(1, Math.ceil(wire.retryAfterMs / 1000)));
    }
    if (failure.headers['x-should-retry'] !== undefined) {
      headers['x-should-retry'] = String(failure.headers['x-should-retry']);
    }
    void reply.send(wire.status, headers, restoreError(failure.body, failure.json, protection));
  } else {
    reply.failWith(wire);
  }
  return { status: wire.status, usage: undefined, error: failure.error.message };
}

/** Whether the client has to be told in other words than the provider's, so that it compacts the conversation. */
function isReworded({ message, code }: WireError, { error }: Failure): boolean {
  return isContextOverflow(error) && (message !== error.message || code !== error.code);
}

/** Errors repeat parts of the request, so they may hold replacements too. */
function restoreError(
  body: Buffer,
  json: JsonObject | null,
  protection: Protection | null,
): Buffer {
  if (!protection || !json || !isJsonObject(json.error)) return body;
  const message = protection.text(String(json.error.message));
  if (message === json.error.message) return body;
  return replaceChanged(body, json, { ...json, error: { ...json.error, message } });
}

/** The error for the client. A problem between an account and its provider is not the client's authentication. */
function toClientError(errors: WireFormat['errors'], failure: Failure): WireError {
  const { failureClass, status, retryAfterMs } = failure;
  if (failureClass.kind === 'caller') return errors.toCallerError(status, failure.error);
  const { reason, error } = failureClass;
  const isWait = reason === 'rate_limited' || reason === 'overloaded';
  const wire = {
    ...errors.toWireError(error),
    retryAfterMs: isWait ? retryAfterMs : null,
  };
  if (reason === 'model_not_found') {
    return { ...wire, status, code: errors.modelNotFoundCode };
  }
  const keepsStatus =
    (status === 429 && reason === 'rate_limited') || (status >= 500 && reason !== 'overloaded');
  return keepsStatus ? { ...wire, status } : wire;
}
