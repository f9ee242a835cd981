import { GatewayError } from '@codegate/kernel';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import { adapt } from './adapt.js';
import type { Outbound } from './attempt.js';
import type { Call } from './call.js';
import { convertRequest } from './convert/outbound.js';
import { toTarget, upstreamDialect } from './convert/target.js';
import type { DecodedRequest } from './decode.js';

/**
 * The request as one account gets it: its bytes with the few changes they need, or converted to a wire format the
 * account speaks.
 *
 * @throws GatewayError `invalid_request` when the request asks for something that cannot be said there
 */
export function prepare(
  call: Call,
  request: DecodedRequest,
  { account, targetModel }: Candidate<ProxyAccount>,
  world: Snapshot,
): Outbound {
  const native = account.routes.get(call.endpoint);
  if (native) {
    return {
      ...adapt(call, request, targetModel, world),
      route: native,
      dialect: call.dialect,
      asksForStream: request.stream,
      stream: request.stream,
      conversion: null,
      version: undefined,
    };
  }
  const dialect = upstreamDialect(account, call.endpoint);
  const route = dialect && account.routes.get(dialect);
  if (!dialect || !route) throw new GatewayError('internal', 'a candidate without a route');
  const target = toTarget(account, dialect, targetModel, world);
  const converted = convertRequest(call.dialect, request, target, call.receivedAtMs);
  return {
    route,
    dialect,
    body: Buffer.from(JSON.stringify(converted.body)),
    asksForStream: converted.stream,
    stream: request.stream,
    hidesUsage: false,
    conversion: converted.answer,
    version: converted.version,
  };
}
