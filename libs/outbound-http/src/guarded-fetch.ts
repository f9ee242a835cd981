import { Agent, fetch as undiciFetch, type RequestInit } from 'undici';

import { HostUnreachableError } from './http-client.js';
import { lookUpWith } from './permitted-lookup.js';
import { permitsHost } from './private-host.js';

/** A fetch for libraries that bring no limits of their own: only to permitted hosts, without redirects. */
export type GuardedFetch = (url: string, init?: object) => Promise<Response>;

/**
 * @param allowsPrivate whether private networks are permitted; metadata services never are
 * @returns a fetch that throws HostUnreachableError for a host that is not permitted, by its name or its address
 */
export function guardedFetch(allowsPrivate: boolean): GuardedFetch {
  const dispatcher = new Agent({
    connect: { lookup: lookUpWith(allowsPrivate) },
    keepAliveTimeout: 1_000,
  });
  return async (url, init = {}) => {
    const { host, hostname } = new URL(url);
    if (!permitsHost(hostname, allowsPrivate)) {
      throw new HostUnreachableError(`${host} is in a private network, which is not permitted`);
    }
    const options: RequestInit = { ...init, redirect: 'manual', dispatcher };
    return await undiciFetch(url, options);
  };
}
