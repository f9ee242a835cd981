import type { IncomingHttpHeaders } from 'node:http';

import { formatOf } from '@codegate/protocol';

import type { OutboundRequest } from '../adapt/outbound-request.js';
import type { Call } from '../call.js';
import type { Protection } from '../protect/protection.js';

/** Headers of the wire format; every upstream that speaks it may have them. */
const formatHeaders = ['anthropic-version', 'anthropic-beta', 'user-agent'] as const;
/**
 * Headers in which a client describes itself, its session and its workspace. They go only to providers whose own
 * client it is: local paths and account ids are in them.
 */
const clientHeader =
  /^(?:x-stainless-|x-claude-code-|x-codex-|x-openai-internal-codex-|anthropic-)|^(?:x-app|openai-beta|originator|version|session-id|session_id|thread-id|x-client-request-id|idempotency-key)$/;

/** Headers that belong to the model the client named; a backend refuses them together with another one. */
const modelHeader = /^x-openai-internal-codex-/;

/** Versions, flags and short ids, in which the guardrails find nothing. */
const harmlessValue = /^[A-Za-z][\w-]{0,31}$|^[\d.-]{1,10}$/;

/** Sent with converted requests, which are no longer the client's own. */
const gatewayAgent = 'CodeGate';

/**
 * The headers of a request to an upstream: what its wire format needs, and nothing of the caller's credentials. While
 * the guardrails are on, values of the client's headers are masked like any text.
 */
export function sendHeaders(
  call: Pick<Call, 'headers'>,
  outbound: OutboundRequest,
  protection: Pick<Protection, 'header'> | null,
): Record<string, string> {
  const { account, credential, dialect } = outbound;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: outbound.asksForStream ? 'text/event-stream' : 'application/json',
    // Compressed streams arrive in large pieces, and some clients cannot read them.
    'accept-encoding': 'identity',
  };
  if (outbound.conversion) headers['user-agent'] = gatewayAgent;
  else copyClientHeaders(call.headers, outbound, headers, protection);
  const { version } = formatOf(dialect).headers;
  if (version) headers[version.header] ??= outbound.version ?? version.default;
  const { definition, authType } = account;
  return Object.assign(
    headers,
    definition.requestHeaders?.(headers, authType),
    credential.headers(dialect),
  );
}

function copyClientHeaders(
  from: IncomingHttpHeaders,
  { account, isOtherModel }: OutboundRequest,
  to: Record<string, string>,
  protection: Pick<Protection, 'header'> | null,
): void {
  const copy = (name: string): void => {
    const value = from[name];
    if (typeof value !== 'string') return;
    const isMasked = protection !== null && !harmlessValue.test(value);
    const passed = isMasked ? protection.header(value) : value;
    if (passed !== undefined) to[name] = passed;
  };
  formatHeaders.forEach(copy);
  if (!account.definition.takesClientHeaders) return;
  for (const name in from) {
    if (clientHeader.test(name) && !(isOtherModel && modelHeader.test(name))) copy(name);
  }
}
