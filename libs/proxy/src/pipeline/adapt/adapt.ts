import { GatewayError, type JsonObject } from '@codegate/kernel';
import {
  editJson,
  endpointOf,
  generateEndpointOf,
  type Change,
  type RegisteredEndpoint,
} from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount, UpstreamRoute } from '../../directory/snapshot.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import type { AdaptInput } from './adapt-input.js';
import { convertRequest, sameFormatConversion } from './convert-request.js';
import { bodyEdits } from './edit-body.js';
import { fit, takesBody } from './fit.js';
import { applyKnownFixes } from './known-fixes.js';
import type { OutboundRequest } from './outbound-request.js';
import { toTarget, upstreamDialect } from './target.js';

type AdaptDeps = Pick<PipelineDeps, 'credentials' | 'unsupportedFields' | 'clock' | 'liveModels'>;
type Target = Pick<Candidate<ProxyAccount>, 'account' | 'targetModel'> & {
  /** Of the account, without endpoints its server does not have. */
  routes?: ProxyAccount['routes'];
};

/**
 * The request as one account gets it: the client's bytes with the few changes they need, or converted to a wire format
 * the account speaks. Fields this upstream has refused before are left out.
 *
 * @throws GatewayError `invalid_request` when the account's wire format cannot express the request
 */
export function adapt(input: AdaptInput, target: Target, deps: AdaptDeps): OutboundRequest {
  const { account, routes = account.routes } = target;
  const native = routes.get(input.call.endpoint);
  return native && takesBody(input, account)
    ? passThrough(input, target, native, deps)
    : convert(input, target, deps);
}

function passThrough(
  input: AdaptInput,
  { account, targetModel }: Target,
  route: UpstreamRoute,
  deps: AdaptDeps,
): OutboundRequest {
  const { call, request, snapshot, settings } = input;
  const own = bodyEdits(call.endpoint, request, targetModel, snapshot);
  const fitting = fit(input, { account, targetModel }, deps);
  const edits = { ...own.edits, ...fitting.edits };
  const fixes = knownFixes(input, route, targetModel, deps);
  const dropped = fixes.length > 0 ? applyKnownFixes(fixes, request.json, edits) : [];
  const edited = editJson(request.body, edits);
  const { access, format } = endpointOf(call.endpoint);
  const { issuer } = account.definition;
  const body = format.request.removeForeignReasoning?.(edited, fitting.body, issuer) ?? edited;
  return {
    account,
    targetModel,
    isOtherModel: targetModel !== input.request.model,
    credential: deps.credentials.of(account),
    route,
    path: access.upstreamPath(route.path, targetModel, request.stream),
    dialect: call.dialect,
    body,
    asksForStream: request.stream,
    stream: request.stream,
    hidesUsage: own.hidesUsage,
    conversion: null,
    sameFormat: () => sameFormatConversion(call.dialect, request, issuer, call.receivedAtMs),
    shownModel: settings.showRequestedModel && targetModel !== request.model ? request.model : null,
    version: undefined,
    changes: [
      ...own.changes,
      ...fitting.changes,
      ...dropped,
      ...(body === edited ? [] : [thinkingDropped]),
    ],
  };
}

const thinkingDropped: Change = {
  action: 'dropped',
  path: 'messages',
  reason: 'thinking of another issuer, or without a signature',
};

function convert(input: AdaptInput, target: Target, deps: AdaptDeps): OutboundRequest {
  const { account, targetModel, routes = account.routes } = target;
  const { endpoint, route } = routeFor({ ...account, routes }, input);
  const { access, dialect } = endpoint;
  const overlay = deps.liveModels.overlayOf(account.id, targetModel);
  const converted = convertRequest(
    input,
    toTarget({ account, dialect, model: targetModel, overlay }, input.snapshot),
  );
  const fixes = knownFixes(input, route, targetModel, deps);
  const edits: Record<string, string | null> = {};
  const dropped = fixes.length > 0 ? applyKnownFixes(fixes, converted.body, edits) : [];
  return {
    account,
    targetModel,
    isOtherModel: targetModel !== input.request.model,
    credential: deps.credentials.of(account),
    route,
    path: access.upstreamPath(route.path, targetModel, converted.stream),
    dialect,
    body: editJson(Buffer.from(toWellFormedJson(converted.body)), edits),
    asksForStream: converted.stream,
    stream: input.request.stream,
    hidesUsage: false,
    conversion: converted.response,
    sameFormat: null,
    shownModel: null,
    version: converted.version,
    changes: [...converted.changes, ...dropped],
  };
}

function knownFixes(
  { caller }: AdaptInput,
  { origin }: UpstreamRoute,
  model: string,
  { unsupportedFields, clock }: AdaptDeps,
) {
  const tenantId = caller.tenant?.id ?? null;
  return unsupportedFields.fixesFor({ origin, model, tenantId }, clock.now());
}

function routeFor(
  account: ProxyAccount,
  { call }: AdaptInput,
): { endpoint: RegisteredEndpoint; route: UpstreamRoute } {
  const dialect = upstreamDialect(account, call.endpoint);
  const endpoint = dialect && generateEndpointOf(dialect);
  const route = endpoint && account.routes.get(endpoint.name);
  if (!endpoint || !route) throw new GatewayError('internal', 'a candidate without a route');
  return { endpoint, route };
}

/** JSON.stringify's escape of half a surrogate pair; an escaped backslash before the same letters is not one. */
const halfPair = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Providers refuse a whole body for half a surrogate pair, which clients leave behind when they cut a text. */
function toWellFormedJson(body: JsonObject): string {
  const json = JSON.stringify(body);
  return json.includes('\\ud') ? json.replace(halfPair, '$1\ufffd') : json;
}
