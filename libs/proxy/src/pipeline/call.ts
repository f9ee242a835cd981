import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

import type { Dialect, Endpoint } from '@codegate/protocol';

import type { ProxyKey, ProxyTenant } from '../directory/snapshot.js';
import type { ClientAbort } from './client-abort.js';

/** One request to the proxy, as it came. Made once per request in proxy.routes.ts. */
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
  readonly body: Buffer;
  readonly receivedAtMs: number;
  /** Whether the caller is a program on this machine, not a page of some website. */
  isLocal(): boolean;
  readonly response: ServerResponse;
  readonly clientAbort: ClientAbort;
};

/** Whose request it is. */
export type Caller = {
  /** Null for the global key and for callers on this machine when no key is configured. */
  readonly tenant: ProxyTenant | null;
  /** The tenant's key that was used; null for the one in the tenant's own row, which nothing narrows down. */
  readonly key: ProxyKey | null;
};
