import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

import type { Dialect, Endpoint } from '@codegate/protocol';

import type { ProxyKey, ProxyTenant } from '../directory/snapshot.js';
import type { ClientAbort } from './client-abort.js';

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
