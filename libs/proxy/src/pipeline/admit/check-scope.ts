import { GatewayError, matchesGlob } from '@codegate/kernel';
import type { Endpoint } from '@codegate/protocol';

import type { Caller } from '../call.js';

/** Whether the caller's key may be used for a model, named as the caller names it. */
export function mayUseModel({ key }: Pick<Caller, 'key'>, model: string): boolean {
  return !key?.models || key.models.some((pattern) => matchesGlob(pattern, model));
}

/** Control and format characters and half surrogate pairs: a provider may ignore what a pattern or a price counts. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * Refuses names that look like another one.
 *
 * @throws GatewayError `invalid_request`
 */
export function checkModelName(model: string): void {
  if (!invisible.test(model)) return;
  const message = 'model: the name contains invisible characters';
  throw new GatewayError('invalid_request', message, { field: 'model' });
}

/**
 * Checks a request against what the caller's key is for.
 *
 * @throws GatewayError `forbidden` that names what is not allowed
 */
export function checkScope(caller: Caller, endpoint: Endpoint, model: string): void {
  const { key } = caller;
  if (!key) return;
  if (key.endpoints && !key.endpoints.has(endpoint)) {
    throw new GatewayError('forbidden', `This key may not be used for ${endpoint} requests`);
  }
  if (!mayUseModel(caller, model)) {
    throw new GatewayError('forbidden', `This key may not be used for the model ${model}`, {
      field: 'model',
    });
  }
}
