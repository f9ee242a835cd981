import { cooldownKey, modelCooldownKey, type Candidate, type Plan } from '@codegate/routing';

import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import type { Caller } from './call.js';
import type { PipelineDeps } from './pipeline-deps.js';

const notHeaderSafe = /[^\x20-\x7e]/gu;

/** Headers that say who answered; an admin can hide them from tenants. */
export function routeHeaders(
  plan: Plan<ProxyAccount>,
  candidate: Candidate<ProxyAccount>,
  failedAttempts: number,
  caller: Caller,
  world: Snapshot,
): Record<string, string> {
  const settings = caller.tenant?.settings ?? world.settings;
  if (caller.tenant && !settings.revealRouteToTenants) return {};
  const strategy = failedAttempts > 0 ? `${plan.strategy}+failover` : plan.strategy;
  const headers: Record<string, string> = {
    'x-proxy-account': toHeaderValue(candidate.account.name),
    'x-proxy-strategy': strategy,
  };
  if (caller.tenant) headers['x-proxy-tenant'] = toHeaderValue(caller.tenant.name);
  return headers;
}

/** Names may hold any character, header values only ASCII (RFC 9110 §5.5): the rest is percent-encoded. */
function toHeaderValue(name: string): string {
  return name.replace(notHeaderSafe, (char) =>
    // Through bytes, because a lone surrogate would make encodeURIComponent throw.
    encodeURIComponent(Buffer.from(char).toString()),
  );
}

/** An answer ends every rest of its account. */
export function noteSuccess(
  { account, targetModel }: Candidate<ProxyAccount>,
  { shared, outcomes, clock }: PipelineDeps,
): void {
  shared.clearCooldown(cooldownKey(account.id));
  shared.clearCooldown(modelCooldownKey(account.id, targetModel));
  outcomes.succeeded(account.id, clock.now());
}
