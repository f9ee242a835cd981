import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

import { newRequestId } from '@codegate/kernel';
import type { Dialect, Endpoint, RegisteredEndpoint } from '@codegate/protocol';

import type { ProxyKey, ProxyTenant } from '../directory/snapshot.js';
import { ClientAbort } from './client-abort.js';

/** One request to the proxy as it arrived: its head, and the streams of its body and its response. */
export type Call = {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
  readonly method: string;
  /** Path without its query. */
  readonly path: string;
  /** Query with its question mark, or empty. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly receivedAtMs: number;
  /** The body is not read before the caller is authenticated and admitted. */
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly clientAbort: ClientAbort;
};

/** Whose request it is. */
export type Caller = {
  /** Null for the global key, and for local programs while no key is configured. */
  readonly tenant: ProxyTenant | null;
  /** The tenant's key that was used; null for the key in the tenant's own row, which has no limits of its own. */
  readonly key: ProxyKey | null;
};

/** Made once per request, when its headers have come. */
export function toCall(
  request: IncomingMessage,
  response: ServerResponse,
  { name, dialect }: RegisteredEndpoint,
  nowMs: number,
): Call {
  const { url = '', method = '', headers } = request;
  const queryAt = url.indexOf('?');
  return {
    id: newRequestId(),
    endpoint: name,
    dialect,
    method,
    path: queryAt === -1 ? url : url.slice(0, queryAt),
    query: queryAt === -1 ? '' : url.slice(queryAt),
    headers,
    receivedAtMs: nowMs,
    request,
    response,
    clientAbort: new ClientAbort(response),
  };
}
