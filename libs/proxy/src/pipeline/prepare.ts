import { GatewayError } from '@codegate/kernel';
import { applyFix, keepOwnThinking } from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import { adapt } from './adapt.js';
import type { Outbound } from './attempt.js';
import type { Call } from './call.js';
import type { Collaborators } from './collaborators.js';
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
  candidate: Candidate<ProxyAccount>,
  world: Snapshot,
  use: Pick<Collaborators, 'refusedFields' | 'clock'>,
): Outbound {
  const outbound = write(call, request, candidate, world);
  const { origin } = outbound.route;
  for (const fix of use.refusedFields.fixesFor(origin, candidate.targetModel, use.clock.now())) {
    outbound.body = applyFix(outbound.body, fix) ?? outbound.body;
  }
  return outbound;
}

function write(
  call: Call,
  request: DecodedRequest,
  { account, targetModel }: Candidate<ProxyAccount>,
  world: Snapshot,
): Outbound {
  const native = account.routes.get(call.endpoint);
  if (native) {
    const { body, hidesUsage } = adapt(call, request, targetModel, world);
    const isMessages = call.dialect === 'messages';
    return {
      body: isMessages ? keepOwnThinking(body, request.json, account.definition.issuer) : body,
      hidesUsage,
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
