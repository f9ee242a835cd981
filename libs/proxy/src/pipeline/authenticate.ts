import { hash as hashOnce, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { GatewayError } from '@codegate/kernel';

import type { Snapshot } from '../directory/snapshot.js';
import type { Call, Caller } from './call.js';

/** No tenant in particular. */
const nobody: Caller = { tenant: null, key: null };

type KeyedCall = Pick<Call, 'headers' | 'isLocal'>;

/**
 * Finds out who calls, from memory. A key may come as `x-api-key` or as bearer token; clients that send both mean
 * either. A global key is compared in constant time; a tenant's is looked up by its SHA-256.
 *
 * @throws GatewayError `unauthenticated`
 */
export function authenticate(call: KeyedCall, world: Snapshot, nowMs: number): Caller {
  for (const key of keysOf(call.headers)) {
    const hash = hashOnce('sha256', key);
    const tenant = world.tenantsByKeyHash.get(hash);
    if (tenant?.enabled) return { tenant, key: null };
    const entry = world.keysByHash.get(hash);
    if (entry?.tenant.enabled && nowMs < entry.untilMs) return entry;
    const { proxyKeyDigests } = world;
    if (proxyKeyDigests.length > 0) {
      const digest = Buffer.from(hash, 'hex');
      if (proxyKeyDigests.some((known) => timingSafeEqual(known, digest))) return nobody;
    }
  }
  if (world.isOpenToLoopback) {
    if (call.isLocal()) return nobody;
    throw new GatewayError(
      'unauthenticated',
      'No proxy key is configured, so only programs on the gateway machine are served. Create a tenant or set PROXY_API_KEY.',
    );
  }
  throw new GatewayError('unauthenticated', 'Invalid or missing proxy API key');
}

const scheme = /^\s*bearer\s+(.+?)\s*$/i;

function keysOf(headers: IncomingHttpHeaders): string[] {
  const keys: string[] = [];
  const apiKey = headers['x-api-key'];
  if (typeof apiKey === 'string' && apiKey !== '') keys.push(apiKey.trim());
  const bearer = scheme.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined && bearer !== apiKey) keys.push(bearer);
  return keys;
}
