import type { Dialect } from '@codegate/protocol';
import type { SharedState, WindowView } from '@codegate/shared-state';

import type { Limits } from '../directory/snapshot.js';
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
export function limitedOf({ tenant, key }: Caller): Limited[] {
  if (!tenant) return [];
  const ofTenant = { key: `tenant:${tenant.id}`, limits: tenant, whose: '' };
  if (!key) return [ofTenant];
  return [ofTenant, { key: `key:${key.id}`, limits: key, whose: ' of this key' }];
}

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
  const limited = limitedOf(caller);
  const requests = tightest(
    limited.map(({ key, limits }) => standing(limits.rateLimit, shared.windowOf(key, nowMs))),
  );
  const tokens = tightest(
    limited.map(({ key, limits }) =>
      standing(limits.tokensPerMinute, shared.windowOf(tokensKey(key), nowMs)),
    ),
  );
  const write = dialect === 'messages' ? writeAnthropic : writeOpenai;
  return {
    ...(requests ? write('requests', requests, nowMs) : {}),
    ...(tokens ? write('tokens', tokens, nowMs) : {}),
  };
}

function standing(limit: number, { taken, emptyInMs }: WindowView): Standing | null {
  if (limit <= 0) return null;
  return { limit, remaining: Math.max(0, limit - taken), resetInMs: emptyInMs };
}

function tightest(standings: readonly (Standing | null)[]): Standing | null {
  return standings.reduce(
    (least, one) => (one && (!least || one.remaining < least.remaining) ? one : least),
    null,
  );
}

/** https://docs.anthropic.com/en/api/rate-limits#response-headers */
function writeAnthropic(
  what: string,
  { limit, remaining, resetInMs }: Standing,
  nowMs: number,
): Record<string, string> {
  const resetAt = new Date(Math.ceil((nowMs + resetInMs) / 1_000) * 1_000);
  return {
    [`anthropic-ratelimit-${what}-limit`]: String(limit),
    [`anthropic-ratelimit-${what}-remaining`]: String(remaining),
    [`anthropic-ratelimit-${what}-reset`]: resetAt.toISOString().replace('.000', ''),
  };
}

/** https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers */
function writeOpenai(
  what: string,
  { limit, remaining, resetInMs }: Standing,
): Record<string, string> {
  return {
    [`x-ratelimit-limit-${what}`]: String(limit),
    [`x-ratelimit-remaining-${what}`]: String(remaining),
    [`x-ratelimit-reset-${what}`]: `${Math.ceil(resetInMs / 1_000)}s`,
  };
}
