import { GatewayError } from '@codegate/kernel';

import type { Caller } from './call.js';
import type { Collaborators } from './collaborators.js';

/**
 * Counts the request against the tenant's limit.
 *
 * @throws GatewayError `rate_limited` with the time until there is room again
 */
export function admit(
  caller: Caller,
  { shared, keyUses }: Pick<Collaborators, 'shared' | 'keyUses'>,
  nowMs: number,
): void {
  const { tenant, key } = caller;
  if (key) keyUses.note(key.id, nowMs);
  if (tenant === null) return;
  const admission = shared.admit(`tenant:${tenant.id}`, tenant.rateLimit, nowMs);
  if (admission.admitted) return;
  throw new GatewayError(
    'rate_limited',
    `Rate limit of ${tenant.rateLimit} requests per minute reached`,
    { retryAfterMs: admission.retryAfterMs },
  );
}
