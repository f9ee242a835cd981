import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { GatewayError } from '@codegate/kernel';

import type { Snapshot } from '../directory/snapshot.js';
import type { Call, Caller } from './call.js';

type KeyedCall = Pick<Call, 'headers' | 'isLocal'>;

/**
 * Finds out who calls, from memory. A key may come as `x-api-key` or as bearer token; clients that send both mean
 * either. A global key is compared in constant time; a tenant's is looked up by its SHA-256.
 *
 * @throws GatewayError `unauthenticated`
 */
export function authenticate(call: KeyedCall, world: Snapshot): Caller {
  for (const key of keysOf(call.headers)) {
    const digest = createHash('sha256').update(key).digest();
    const tenant = world.tenantsByKeyHash.get(digest.toString('hex'));
    if (tenant?.enabled) return { tenant };
    if (world.proxyKeyDigests.some((known) => timingSafeEqual(known, digest))) {
      return { tenant: null };
    }
  }
  if (world.isOpenToLoopback) {
    if (call.isLocal()) return { tenant: null };
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
