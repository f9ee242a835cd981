import type { MaybePromise } from '@codegate/shared-state';

import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { checkModelName, checkScope } from './check-scope.js';
import { limitHeaders } from './limit-headers.js';
import { reserveSlots } from './reserve.js';

/**
 * Before the body is read: counts the request against the requests per minute of the tenant and of the key and takes
 * a slot of each, all or none. Tokens and budgets follow before an account is asked.
 *
 * @returns a promise only where several processes share the limits
 * @throws GatewayError `rate_limited` with the time until there is room again
 */
export function admitCaller(
  exchange: Exchange,
  deps: Pick<PipelineDeps, 'admission' | 'instanceId' | 'keyUses'>,
): MaybePromise<void> {
  const { caller, call } = exchange;
  if (caller.key) deps.keyUses.note(caller.key.id, call.receivedAtMs);
  return reserveSlots(exchange, deps);
}

/**
 * What can only be decided when the request is understood: whether the key may send it.
 *
 * @throws GatewayError `forbidden`
 */
export function admitRequest(exchange: Exchange, deps: Pick<PipelineDeps, 'admission'>): void {
  const { call, caller, request, reply } = exchange;
  checkModelName(request.model);
  checkScope(caller, call.endpoint, request.model);
  reply.addHeaders(limitHeaders(exchange, deps.admission));
}
