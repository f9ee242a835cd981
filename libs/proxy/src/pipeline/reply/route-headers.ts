import type { Candidate } from '@codegate/routing';

import type { ProxyAccount } from '../../directory/snapshot.js';
import type { Exchange } from '../exchange.js';

const notHeaderSafe = /[^\x20-\x7e]/gu;

/** Headers that name the account and the strategy; an admin can hide them from tenants. */
export function routeHeaders(
  { plan, attempts, caller, settings }: Exchange,
  { account }: Candidate<ProxyAccount>,
): Record<string, string> {
  if (caller.tenant && !settings.revealRouteToTenants) return {};
  const strategy = attempts.length > 0 ? `${plan.strategy}+failover` : plan.strategy;
  const headers: Record<string, string> = {
    'x-proxy-account': toHeaderValue(account.name),
    'x-proxy-strategy': strategy,
  };
  if (caller.tenant) headers['x-proxy-tenant'] = toHeaderValue(caller.tenant.name);
  return headers;
}

/** Names may hold any character, header values only ASCII (RFC 9110 §5.5): the rest is percent-encoded. */
function toHeaderValue(name: string): string {
  return name.replace(notHeaderSafe, (char) =>
    // Through bytes, because half a surrogate pair would make encodeURIComponent throw.
    encodeURIComponent(Buffer.from(char).toString()),
  );
}
