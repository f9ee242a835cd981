import type { SharedState, WindowView } from '@codegate/shared-state';

import type { Exchange } from '../exchange.js';
import { limitedSubjects, tokensKey } from './limited-subjects.js';

/** What is left of one limit. */
type LimitView = { limit: number; remaining: number; resetInMs: number };

/**
 * Headers that say what is left of the caller's limits, as its dialect names them; of the limits of the tenant and of
 * the key the one with less left.
 */
export function limitHeaders(
  { call, caller }: Pick<Exchange, 'call' | 'caller'>,
  shared: SharedState,
): Record<string, string> {
  const headers: Record<string, string> = {};
  const { receivedAtMs: nowMs } = call;
  const write = call.dialect === 'messages' ? writeAnthropic : writeOpenai;
  let requests: LimitView | null = null;
  let tokens: LimitView | null = null;
  for (const { key, limits } of limitedSubjects(caller)) {
    const { rateLimit, tokensPerMinute } = limits;
    if (rateLimit > 0) requests = tighter(requests, rateLimit, shared.windowOf(key, nowMs));
    if (tokensPerMinute > 0) {
      tokens = tighter(tokens, tokensPerMinute, shared.windowOf(tokensKey(key), nowMs));
    }
  }
  if (requests) write(headers, 'requests', requests, nowMs);
  if (tokens) write(headers, 'tokens', tokens, nowMs);
  return headers;
}

function tighter(known: LimitView | null, limit: number, { taken, emptyInMs }: WindowView) {
  const remaining = Math.max(0, limit - taken);
  if (known && known.remaining <= remaining) return known;
  return { limit, remaining, resetInMs: emptyInMs };
}

/** https://docs.anthropic.com/en/api/rate-limits#response-headers */
function writeAnthropic(
  headers: Record<string, string>,
  what: string,
  { limit, remaining, resetInMs }: LimitView,
  nowMs: number,
): void {
  headers[`anthropic-ratelimit-${what}-limit`] = String(limit);
  headers[`anthropic-ratelimit-${what}-remaining`] = String(remaining);
  headers[`anthropic-ratelimit-${what}-reset`] = isoSecond(nowMs + resetInMs);
}

/** https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers */
function writeOpenai(
  headers: Record<string, string>,
  what: string,
  { limit, remaining, resetInMs }: LimitView,
): void {
  headers[`x-ratelimit-limit-${what}`] = String(limit);
  headers[`x-ratelimit-remaining-${what}`] = String(remaining);
  headers[`x-ratelimit-reset-${what}`] = `${Math.ceil(resetInMs / 1_000)}s`;
}

/** The end of the second, in ISO 8601 without fraction; the last one is kept, because many requests need the same. */
function isoSecond(ms: number): string {
  const second = Math.ceil(ms / 1_000);
  if (second !== lastSecond) {
    lastSecondText = new Date(second * 1_000).toISOString().replace('.000', '');
    lastSecond = second;
  }
  return lastSecondText;
}

let lastSecond = Number.NaN;
let lastSecondText = '';
