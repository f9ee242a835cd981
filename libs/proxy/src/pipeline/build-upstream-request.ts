import { GatewayError } from '@codegate/kernel';
import { applyFix, keepOwnThinking } from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount, Snapshot, UpstreamRoute } from '../directory/snapshot.js';
import { adapt } from './adapt.js';
import type { Outbound } from './attempt.js';
import type { Call } from './call.js';
import type { PipelineDeps } from './pipeline-deps.js';
import { convertRequest, sameFormatConversion } from './convert/outbound.js';
import { toTarget, upstreamDialect } from './convert/target.js';
import type { DecodedRequest } from './decode.js';

/**
 * The request as one account gets it: its bytes with the few changes they need, or converted to a wire format the
 * account speaks.
 *
 * @throws GatewayError `invalid_request` when the request asks for something that cannot be said there
 */
export function prepare(
  call: Pick<Call, 'endpoint' | 'dialect' | 'receivedAtMs'>,
  request: DecodedRequest,
  candidate: Pick<Candidate<ProxyAccount>, 'account' | 'targetModel'>,
  world: Snapshot,
  use: Pick<PipelineDeps, 'unsupportedFields' | 'clock' | 'liveModels'>,
): Outbound {
  const outbound = write(call, request, candidate, world, use);
  const { origin } = outbound.route;
  for (const fix of use.unsupportedFields.fixesFor(
    origin,
    candidate.targetModel,
    use.clock.now(),
  )) {
    const body = applyFix(outbound.body, fix);
    if (!body) continue;
    const path = fix.kind === 'drop_field' ? fix.path.join('.') : fix.from;
    outbound.body = body;
    outbound.changes = [
      ...outbound.changes,
      { action: 'dropped', path, reason: 'the upstream refused it before' },
    ];
  }
  return outbound;
}

function write(
  call: Pick<Call, 'endpoint' | 'dialect' | 'receivedAtMs'>,
  request: DecodedRequest,
  { account, targetModel }: Pick<Candidate<ProxyAccount>, 'account' | 'targetModel'>,
  world: Snapshot,
  { liveModels }: Pick<PipelineDeps, 'liveModels'>,
): Outbound {
  const native = account.routes.get(call.endpoint);
  if (native) return passThrough(call, request, { account, targetModel }, native, world);
  const dialect = upstreamDialect(account, call.endpoint);
  const route = dialect && account.routes.get(dialect);
  if (!dialect || !route) throw new GatewayError('internal', 'a candidate without a route');
  const overlay = liveModels.overlayOf(account.id, targetModel);
  const target = toTarget(account, dialect, targetModel, world, overlay);
  const converted = convertRequest(call.dialect, request, target, call.receivedAtMs);
  return {
    route,
    dialect,
    body: Buffer.from(toWellFormedJson(converted.body)),
    asksForStream: converted.stream,
    stream: request.stream,
    hidesUsage: false,
    conversion: converted.answer,
    sameFormat: null,
    version: converted.version,
    changes: converted.changes,
  };
}

/** JSON.stringify's escape of half a surrogate pair, which is not the text of an escaped backslash. */
const halfPair = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Half a surrogate pair, which cut texts leave behind, makes providers refuse the whole body. */
function toWellFormedJson(body: Record<string, unknown>): string {
  const json = JSON.stringify(body);
  return json.includes('\\ud') ? json.replace(halfPair, '$1\ufffd') : json;
}

function passThrough(
  call: Pick<Call, 'endpoint' | 'dialect' | 'receivedAtMs'>,
  request: DecodedRequest,
  { account, targetModel }: Pick<Candidate<ProxyAccount>, 'account' | 'targetModel'>,
  route: UpstreamRoute,
  world: Snapshot,
): Outbound {
  const adapted = adapt(call, request, targetModel, world);
  const isMessages = call.dialect === 'messages';
  const body = isMessages
    ? keepOwnThinking(adapted.body, request.json, account.definition.issuer)
    : adapted.body;
  return {
    route,
    dialect: call.dialect,
    body,
    asksForStream: request.stream,
    stream: request.stream,
    hidesUsage: adapted.hidesUsage,
    conversion: null,
    sameFormat: () =>
      sameFormatConversion(call.dialect, request, account.definition.issuer, call.receivedAtMs),
    version: undefined,
    changes: body === adapted.body ? adapted.changes : [...adapted.changes, thinkingDropped],
  };
}

const thinkingDropped = {
  action: 'dropped',
  path: 'messages',
  reason: 'thinking of another issuer, or without a signature',
} as const;
