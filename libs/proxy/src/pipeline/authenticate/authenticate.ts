import { hash as hashOnce, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { GatewayError } from '@codegate/kernel';

import type { Snapshot } from '../../directory/snapshot.js';
import type { Caller } from '../call.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { isLocalCaller, type LocalRequest } from './local-caller.js';

/** The global key, and local programs while no key is configured. */
const withoutTenant: Caller = { tenant: null, key: null };

/**
 * Finds out whose request it is, from its headers alone.
 *
 * @returns a promise when the refusal of an address that sends many wrong keys is delayed
 * @throws GatewayError `unauthenticated`
 */
export function authenticate(
  exchange: Exchange,
  { connections, refusedCallers }: Pick<PipelineDeps, 'connections' | 'refusedCallers'>,
): Promise<void> | null {
  const { call, snapshot } = exchange;
  try {
    exchange.setCaller(identify(call.request, snapshot, call.receivedAtMs));
  } catch (error) {
    const address = call.request.socket.remoteAddress ?? '';
    const { isLogged, delayMs } = refusedCallers.note(address, call.receivedAtMs);
    exchange.isLogged = isLogged;
    if (delayMs === 0) throw error;
    return refusedCallers.wait(delayMs).then(() => Promise.reject(error as GatewayError));
  }
  connections.authenticated(call.request.socket);
  return null;
}

/**
 * Finds the caller of a key. A key may come as `x-api-key` or as bearer token; of a client that sends both, either may
 * be valid. A global key is compared in constant time; a tenant's is looked up by its SHA-256.
 *
 * @throws GatewayError `unauthenticated`
 */
export function identify(request: LocalRequest, snapshot: Snapshot, nowMs: number): Caller {
  for (const key of keysOf(request.headers)) {
    const hash = hashOnce('sha256', key);
    const tenant = snapshot.tenantsByKeyHash.get(hash);
    if (tenant?.enabled) return { tenant, key: null };
    const entry = snapshot.keysByHash.get(hash);
    if (entry?.tenant.enabled && nowMs < entry.untilMs) return entry;
    const { proxyKeyDigests } = snapshot;
    if (proxyKeyDigests.length > 0) {
      const digest = Buffer.from(hash, 'hex');
      if (proxyKeyDigests.some((known) => timingSafeEqual(known, digest))) return withoutTenant;
    }
  }
  if (snapshot.isOpenToLoopback) {
    if (isLocalCaller(request)) return withoutTenant;
    throw new GatewayError(
      'unauthenticated',
      'No proxy key is configured, so only programs on the gateway machine are served, and no web pages. Create a tenant or set PROXY_API_KEY.',
    );
  }
  throw new GatewayError('unauthenticated', 'Invalid or missing proxy API key');
}

const bearer = /^bearer\s/i;

/** Called before anything is known about the sender, so each step has to take linear time. */
function keysOf(headers: IncomingHttpHeaders): string[] {
  const keys: string[] = [];
  const apiKey = headers['x-api-key'];
  if (typeof apiKey === 'string' && apiKey !== '') keys.push(apiKey.trim());
  const authorization = headers.authorization?.trim() ?? '';
  const token = bearer.test(authorization) ? authorization.slice('bearer '.length).trim() : '';
  if (token !== '' && token !== apiKey) keys.push(token);
  return keys;
}
