import { formatOf, type LimitState } from '@codegate/protocol';
import type { Admission, WindowView } from '@codegate/shared-state';

import type { Exchange } from '../exchange.js';
import { limitsOf } from './limited-subjects.js';

/**
 * Headers that say what is left of the caller's limits, as its dialect names them; of the limits of the tenant and of
 * the key the one with less left.
 */
export function limitHeaders(
  { call, caller }: Pick<Exchange, 'call' | 'caller'>,
  admission: Pick<Admission, 'windowOf'>,
): Record<string, string> {
  const headers: Record<string, string> = {};
  const { receivedAtMs: nowMs } = call;
  const format = formatOf(call.dialect).headers;
  let requests: LimitState | null = null;
  let tokens: LimitState | null = null;
  for (const { key, limits } of limitsOf(caller).subjects) {
    const { rateLimit, tokensPerMinute } = limits;
    if (rateLimit > 0) {
      requests = tighter(requests, rateLimit, admission.windowOf('requests', key, nowMs));
    }
    if (tokensPerMinute > 0) {
      tokens = tighter(tokens, tokensPerMinute, admission.windowOf('tokens', key, nowMs));
    }
  }
  if (requests) format.writeLimit(headers, 'requests', requests, nowMs);
  if (tokens) format.writeLimit(headers, 'tokens', tokens, nowMs);
  return headers;
}

function tighter(known: LimitState | null, limit: number, { taken, emptyInMs }: WindowView) {
  const remaining = Math.max(0, limit - taken);
  if (known && known.remaining <= remaining) return known;
  return { limit, remaining, resetInMs: emptyInMs };
}
