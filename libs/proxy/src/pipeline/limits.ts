import type { Dialect } from '@codegate/protocol';
import type { SharedState, WindowView } from '@codegate/shared-state';

import type { Limits, ProxyKey, ProxyTenant } from '../directory/snapshot.js';
import type { Caller } from './call.js';

/** Somebody whose limits a request counts against. */
export type Limited = {
  /** Name of its window of requests and of its places. */
  readonly key: string;
  readonly limits: Limits;
  /** For messages: empty for the tenant. */
  readonly whose: string;
};

/** The tenant first, then the key. */
export function limitedOf({ tenant, key }: Caller): readonly Limited[] {
  if (!tenant) return nobodyLimited;
  const known = limitedBy.get(key ?? tenant);
  if (known) return known;
  const ofTenant = { key: `tenant:${tenant.id}`, limits: tenant, whose: '' };
  const ofKey = key && { key: `key:${key.id}`, limits: key, whose: ' of this key' };
  const limited = ofKey ? [ofTenant, ofKey] : [ofTenant];
  limitedBy.set(key ?? tenant, limited);
  return limited;
}

const nobodyLimited: readonly Limited[] = [];
/** Tenants and keys of a snapshot never change, so this is made once for each of them. */
const limitedBy = new WeakMap<ProxyTenant | ProxyKey, readonly Limited[]>();

/** Name of a window of tokens. */
export function tokensKey(key: string): string {
  return `tokens:${key}`;
}

type Standing = { limit: number; remaining: number; resetInMs: number };

/**
 * Headers that tell a caller what is left of its limits, in the words of its dialect; of the tenant's and the key's
 * limits the one with less left.
 */
export function limitHeaders(
  dialect: Dialect,
  caller: Caller,
  shared: SharedState,
  nowMs: number,
): Record<string, string> {
  const headers: Record<string, string> = {};
  const write = dialect === 'messages' ? writeAnthropic : writeOpenai;
  let requests: Standing | null = null;
  let tokens: Standing | null = null;
  for (const { key, limits } of limitedOf(caller)) {
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

function tighter(known: Standing | null, limit: number, { taken, emptyInMs }: WindowView) {
  const remaining = Math.max(0, limit - taken);
  if (known && known.remaining <= remaining) return known;
  return { limit, remaining, resetInMs: emptyInMs };
}

/** https://docs.anthropic.com/en/api/rate-limits#response-headers */
function writeAnthropic(
  headers: Record<string, string>,
  what: string,
  { limit, remaining, resetInMs }: Standing,
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
  { limit, remaining, resetInMs }: Standing,
): void {
  headers[`x-ratelimit-limit-${what}`] = String(limit);
  headers[`x-ratelimit-remaining-${what}`] = String(remaining);
  headers[`x-ratelimit-reset-${what}`] = `${Math.ceil(resetInMs / 1_000)}s`;
}

/** The end of the second, in ISO 8601 without fraction. Many calls ask for the same one. */
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
