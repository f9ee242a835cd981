import { endpointOf } from '@codegate/protocol';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { checkScope } from './check-scope.js';
import { limitHeaders } from './limit-headers.js';
import { reserveSlots, reserveTokens } from './reserve.js';

/**
 * Before the body is read: counts the request against the requests per minute of the tenant and of the key and takes
 * a slot of each, all or none.
 *
 * @throws GatewayError `rate_limited` with the time until there is room again
 */
export function admitCaller(
  exchange: Exchange,
  deps: Pick<PipelineDeps, 'shared' | 'keyUses'>,
): void {
  const { caller, call } = exchange;
  if (caller.key) deps.keyUses.note(caller.key.id, call.receivedAtMs);
  reserveSlots(exchange, deps);
}

/**
 * What can only be decided when the request is understood: whether the key may send it, and whether its tokens have
 * room in the current minute.
 *
 * @throws GatewayError `forbidden`, `rate_limited`
 */
export function admitRequest(
  exchange: Exchange,
  deps: Pick<PipelineDeps, 'shared' | 'clock'>,
): void {
  const { call, caller, request, reply } = exchange;
  checkScope(caller, call.endpoint, request.model);
  if (endpointOf(call.endpoint).isBilled) reserveTokens(exchange, deps);
  reply.addHeaders(limitHeaders(exchange, deps.shared));
}
